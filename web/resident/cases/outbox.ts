import type { Answer, Ask } from '#contract/api';
import { call, Refusal, upload } from '#web/api.ts';
import type { KeptPhoto, SentPhoto } from '#web/parts/use-photos.ts';
import { drop, keep, kept } from '#web/store.ts';
import { isOnline } from '#web/use-online.ts';
import { districtId } from '../areas/district.ts';
import { addReport, announce } from '../device.ts';

export type ReportBody = Ask<'POST /api/public/cases'>['body'];
export type Reported = Answer<'POST /api/public/cases'>;

/** A report written without a network: whole, with its photos, under the ids it will have. */
export interface Waiting {
  body: ReportBody;
  photos: KeptPhoto[];
  title: string;
  at: number;
  /** Why the server would not take it: a person must look. */
  refused?: { zh: string; en: string };
}

const KEY = 'waiting';

export async function waiting(): Promise<Waiting[]> {
  return (await kept<Waiting[]>(KEY)) ?? [];
}

export async function putAside(item: Waiting): Promise<void> {
  const others = (await waiting()).filter((one) => one.body.id !== item.body.id);
  await keep(KEY, [...others, item]);
  announce();
}

export async function takeBack(id: string): Promise<void> {
  const rest = (await waiting()).filter((one) => one.body.id !== id);
  await (rest.length > 0 ? keep(KEY, rest) : drop(KEY));
  announce();
}

/** Under the id that the device gave: sent twice, it is stored once. */
export async function sendPhoto(id: string, blob: Blob, onShare: (share: number) => void): Promise<SentPhoto> {
  const form = new FormData();
  form.append('photo', blob, blob.type === 'image/jpeg' ? 'photo.jpg' : 'photo');
  const district = await districtId();
  const path = `/api/public/files/${id}${district ? `?district=${district}` : ''}`;
  const sent = await upload<Answer<'POST /api/public/files/:id'>>(path, form, onShare);
  return { thumbUrl: sent.thumbUrl, place: sent.place, takenAt: sent.takenAt };
}

export async function sendReport(body: ReportBody, title: string): Promise<Reported> {
  const answer = await call('POST /api/public/cases', { body });
  await addReport({
    token: answer.token,
    id: answer.id,
    no: answer.no,
    title,
    at: new Date().toISOString(),
    role: 'mine',
  });
  return answer;
}

async function sendWaiting(item: Waiting): Promise<void> {
  try {
    for (const photo of item.photos) {
      await sendPhoto(photo.id, new Blob([photo.bytes], { type: photo.type }), () => undefined);
    }
    await sendReport(item.body, item.title);
    await takeBack(item.body.id);
  } catch (error) {
    const final = error instanceof Refusal && error.status < 500 && error.status !== 408 && error.status !== 429;
    if (final) await putAside({ ...item, refused: { zh: error.zh, en: error.en } });
  }
}

let flushing: Promise<void> | undefined;

/** Sends what waits, in the order in which it was written. One run at a time; ids make a second tab harmless. */
export function flush(): Promise<void> {
  flushing ??= (async () => {
    for (const item of await waiting()) {
      if (!isOnline()) break;
      if (!item.refused) await sendWaiting(item);
    }
  })().finally(() => {
    flushing = undefined;
  });
  return flushing;
}

const EVERY_MS = 15_000;

/** When the network returns, when the page comes to the front, and every 15 seconds while something waits. */
export function watchOutbox(): void {
  const look = () => void waiting().then((items) => (items.some((item) => !item.refused) ? flush() : undefined));
  addEventListener('online', look);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  setInterval(look, EVERY_MS);
  look();
}
