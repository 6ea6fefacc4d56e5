import { type Insertable, sql } from 'kysely';
import type { Move, State } from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import { forgetJob, type JobSpec, jobSpec, laterAll } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import type { Tables } from '../../migrations/tables.ts';
import { type CaseRecord, lockCase } from './case-record.ts';
import { stepHash } from './chain.ts';
import type { CaseFields } from './enter-state.ts';

export interface StepActor {
  kind: 'resident' | 'staff' | 'system';
  accountId: string | null;
  postId: string | null;
  /** Name as it was then; a resident has none here. */
  name: string;
  title: string | null;
}

export interface StepDraft {
  move: Move | 'report';
  actor: StepActor;
  note: string | null;
  internal: boolean;
  point: { lon: number; lat: number; accuracy?: number | undefined } | null;
  photos: readonly { id: string; kind: 'before' | 'after' | 'check' | 'extra'; sha256: string }[];
  data: Record<string, unknown>;
  doneAt: Date | null;
}

/** The only writer of history and of the present values: both in one transaction, with the live event and the clock. */
export async function recordStep(
  services: Services,
  tx: Tx,
  current: CaseRecord,
  draft: StepDraft,
  fields: CaseFields,
): Promise<CaseRecord> {
  const state = (fields.state as State | undefined) ?? current.state;
  const step = stepRow(services, current, draft, state);
  await tx
    .updateTable('cases')
    .set({ ...fields, seq: step.seq, last_hash: step.hash })
    .where('district_id', '=', current.district)
    .where('id', '=', current.id)
    .execute();
  await insertStep(tx, step, draft);
  const next = await lockCase(tx, current.district, current.id);
  await announce(tx, next, draft, step.at as Date);
  await setClock(tx, next);
  return next;
}

/** The row of the next step, chained to the last. */
export function stepRow(
  services: Pick<Services, 'clock' | 'ids'>,
  current: Pick<CaseRecord, 'district' | 'id' | 'seq' | 'lastHash'>,
  draft: StepDraft,
  state: State,
): Insertable<Tables['case_steps']> {
  const chained = {
    district: current.district,
    caseId: current.id,
    seq: current.seq + 1,
    id: services.ids(),
    at: services.clock(),
    doneAt: draft.doneAt,
    move: draft.move,
    state,
    actorAccount: draft.actor.accountId,
    actorPost: draft.actor.postId,
    actorKind: draft.actor.kind,
    actorName: draft.actor.name,
    actorTitle: draft.actor.title,
    note: draft.note,
    internal: draft.internal,
    lon: draft.point?.lon ?? null,
    lat: draft.point?.lat ?? null,
    accuracy: draft.point?.accuracy === undefined ? null : Math.round(draft.point.accuracy),
    photos: draft.photos,
    data: draft.data,
  };
  return {
    district_id: chained.district,
    case_id: chained.caseId,
    seq: chained.seq,
    id: chained.id,
    at: chained.at,
    done_at: chained.doneAt,
    move: chained.move,
    state,
    actor_account: chained.actorAccount,
    actor_post: chained.actorPost,
    actor_kind: draft.actor.kind,
    actor_name: chained.actorName,
    actor_title: chained.actorTitle,
    note: chained.note,
    internal: chained.internal,
    lon: chained.lon,
    lat: chained.lat,
    accuracy: chained.accuracy,
    photos: JSON.stringify(draft.photos),
    data: JSON.stringify(draft.data),
    prev_hash: current.lastHash,
    hash: stepHash(current.lastHash, chained),
  };
}

export async function insertStep(tx: Tx, step: Insertable<Tables['case_steps']>, draft: StepDraft): Promise<void> {
  await tx.insertInto('case_steps').values(step).execute();
  if (draft.photos.length === 0) return;
  await tx
    .insertInto('case_photos')
    .values(photoRows(step, draft))
    .onConflict((on) => on.columns(['district_id', 'case_id', 'file_id']).doNothing())
    .execute();
}

export function photoRows(
  step: Pick<Insertable<Tables['case_steps']>, 'district_id' | 'case_id' | 'seq'>,
  draft: Pick<StepDraft, 'photos' | 'internal'>,
): Insertable<Tables['case_photos']>[] {
  return draft.photos.map((photo) => ({
    district_id: step.district_id,
    case_id: step.case_id,
    file_id: photo.id,
    seq: step.seq,
    kind: photo.kind,
    internal: draft.internal,
  }));
}

/** What a live event tells of a case. */
export type Announced = Pick<
  CaseRecord,
  'district' | 'id' | 'no' | 'seq' | 'state' | 'title' | 'areaPath' | 'areaName' | 'unitId' | 'level' | 'overdueSince'
>;

/** One row for every open screen that may see the case, in the same transaction: never without the change, never lost. */
export async function announce(
  tx: Tx,
  now: Announced,
  draft: Pick<StepDraft, 'move' | 'internal'>,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('live_events')
    .values(liveEvent(now, draft, at))
    .execute();
  await sql`select pg_notify('live', ${String(now.district)})`.execute(tx);
}

export function liveEvent(
  now: Announced,
  draft: Pick<StepDraft, 'move' | 'internal'>,
  at: Date,
): Insertable<Tables['live_events']> & { payload: string } {
  const payload = {
    caseId: now.id,
    no: now.no,
    seq: now.seq,
    state: now.state,
    move: draft.move,
    title: now.title,
    areaName: now.areaName,
    at,
    level: now.level,
    overdue: now.overdueSince !== null,
    internal: draft.internal,
  };
  return {
    district: now.district,
    at,
    case_id: now.id,
    area_path: now.areaPath,
    unit_id: now.unitId,
    payload: JSON.stringify(payload),
  };
}

/** The state's clock as a durable job: one per case, replaced by each step, removed in a final state. */
export async function setClock(tx: Tx, now: CaseRecord): Promise<void> {
  if (now.dueAt) await laterAll(tx, [clockJob(now.district, now.id, now.dueAt)]);
  else await forgetJob(tx, clockKey(now.district, now.id));
}

const clockKey = (district: number, caseId: string) => `clock:${district}:${caseId}`;

export function clockJob(district: number, caseId: string, runAt: Date): JobSpec {
  return jobSpec('cases.clock', { district, caseId }, { runAt, jobKey: clockKey(district, caseId) });
}
