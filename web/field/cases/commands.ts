import type { Answer, Ask } from '#contract/api';
import type { Source } from '#contract/cases';
import { Refusal, upload } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import type { SentPhoto } from '#web/parts/use-photos.ts';
import { ask, useMe } from '../accounts/session.ts';
import { keepCase } from './case-cache.ts';

export type CaseView = Answer<'GET /api/cases/:id'>;
export type MoveBody = Ask<'POST /api/cases/:id/moves'>['body'];
export type Move = MoveBody['move'];
export type MoveAsk = Omit<MoveBody, 'commandId'>;
type ReportAsk = Ask<'POST /api/cases'>['body'];
/** The contract's schema of `source` is built at run time, so its type is lost on the way: said again here. */
export type ReportBody = Omit<ReportAsk, 'source'> & { source: Source };
export type Reported = Answer<'POST /api/cases'>;

/*
 * The one place from which this front changes anything about cases. Each command carries an id made on the phone, so an
 * outbox can stand in front of these functions without any screen changing.
 */

export async function sendMove(caseId: string, body: MoveBody): Promise<CaseView> {
  const view = await ask('POST /api/cases/:id/moves', { params: { id: caseId }, body });
  await keepCase(view);
  return view;
}

export function sendReport(body: ReportBody): Promise<Reported> {
  return ask('POST /api/cases', { body: body as ReportAsk });
}

/** Under the id that the phone gave: sent twice, it is stored once. */
async function sendPhoto(
  district: number,
  id: string,
  blob: Blob,
  onShare: (share: number) => void,
): Promise<SentPhoto> {
  const form = new FormData();
  form.append('photo', blob, blob.type === 'image/jpeg' ? 'photo.jpg' : 'photo');
  const path = `/api/public/files/${id}?district=${district}`;
  const sent = await upload<Answer<'POST /api/public/files/:id'>>(path, form, onShare);
  return { thumbUrl: sent.thumbUrl, place: sent.place, takenAt: sent.takenAt };
}

export function usePhotoSender() {
  const { district } = useMe();
  return (id: string, blob: Blob, onShare: (share: number) => void) => sendPhoto(district, id, blob, onShare);
}

export function isMovedOn(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'case.moved-on' || error.code === 'case.not-from-here');
}

/** A command that may already have arrived: sent again, it must be the very same. */
export interface Prepared {
  /** What the person asked for, without the place, the time and the sight of the case at the press. */
  meaning: string;
  body: MoveBody;
}

/**
 * The same request keeps its id and its body until the server has answered; another request is another command. The
 * body carries the `seq` first seen, so that a lost answer can never become a second move.
 */
export function prepare(last: Prepared | null, asked: MoveAsk, now: number): Prepared {
  const { point, seq, ...rest } = asked;
  const meaning = JSON.stringify(rest);
  if (last?.meaning === meaning) return last;
  const seen = { ...(seq ? { seq } : {}), ...(point ? { point } : {}) };
  return { meaning, body: { commandId: newId(now), ...rest, ...seen, doneAt: new Date(now).toISOString() } };
}
