import type { Insertable } from 'kysely';
import type { Words } from '#contract/flow-document';
import type { Move, State } from '#contract/lifecycle';
import { type JobSpec, jobSpec } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import type { Tables } from '../../migrations/tables.ts';
import type { CaseRecord } from './case-record.ts';
import { stepHash } from './chain.ts';
import type { Mover } from './decide-move.ts';
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
  /** In the words of the case's flow; null where no state changes. */
  words: { move: Words; state: Words } | null;
}

/** A step with what is written beside it. */
export interface PlannedStep {
  row: Insertable<Tables['case_steps']>;
  photos: Insertable<Tables['case_photos']>[];
  event: ReturnType<typeof liveEvent>;
}

/** The next step of a case and the case as it is after it: pure but for ids and clock, written by write-move.ts. */
export function nextStep(
  services: Pick<Services, 'clock' | 'ids'>,
  current: CaseRecord,
  draft: StepDraft,
  fields: CaseFields,
): { step: PlannedStep; after: CaseRecord } {
  const state = (fields.state as State | undefined) ?? current.state;
  const row = stepRow(services, current, draft, state);
  const at = row.at as Date;
  const after: CaseRecord = {
    ...current,
    ...recordOf(fields),
    flow: flowAfter(current, fields),
    seq: row.seq,
    lastHash: row.hash,
    lastStep: { move: draft.move, actorAccount: draft.actor.accountId, at, data: draft.data },
  };
  return { step: { row, photos: photoRows(row, draft), event: liveEvent(after, draft, at) }, after };
}

/** The columns that moves change and the rules read, as the record names them. */
const names = {
  state: 'state',
  origin_state: 'originState',
  handler_state: 'handlerState',
  category_code: 'categoryCode',
  risk: 'risk',
  level: 'level',
  area_id: 'areaId',
  area_path: 'areaPath',
  area_name: 'areaName',
  whistle_level: 'whistleLevel',
  unit_id: 'unitId',
  owner_post_id: 'ownerPostId',
  handled_by: 'handledBy',
  closed_by: 'closedBy',
  state_since: 'stateSince',
  due_at: 'dueAt',
  clock_left_ms: 'clockLeftMs',
  total_due_at: 'totalDueAt',
  clock: 'clock',
  total_clock: 'totalClock',
  held: 'held',
  condition_code: 'conditionCode',
  overdue_since: 'overdueSince',
  checked_at: 'checkedAt',
  closed_at: 'closedAt',
  first_closed_at: 'firstClosedAt',
  open: 'open',
  me_too: 'meToo',
  returns: 'returns',
  reopens: 'reopens',
  reworks: 'reworks',
  merged_into: 'mergedInto',
  helpers: 'helpers',
  object_until: 'objectUntil',
  objections: 'objections',
  overdues: 'overdues',
  crossings: 'crossings',
  consult_due: 'consultDue',
  archive_kind: 'archiveKind',
} as const satisfies Partial<Record<keyof CaseFields, keyof CaseRecord>>;

function recordOf(fields: CaseFields): Partial<CaseRecord> {
  const known = Object.entries(fields).filter(([column]) => column in names);
  return Object.fromEntries(known.map(([column, value]) => [names[column as keyof typeof names], value]));
}

function flowAfter({ flow }: CaseRecord, fields: CaseFields): CaseRecord['flow'] {
  if (!flow) return null;
  const { flow_state: state = flow.state, flow_origin: origin = flow.origin } = fields;
  const { flow_handler: handler = flow.handler } = fields;
  return { ...flow, state: state ?? flow.state, origin, handler };
}

/** Who acts, as the step remembers them. */
export function stepActor(mover: Mover, post: { id: string; title: string } | null): StepActor {
  if (mover.kind === 'staff')
    return {
      kind: 'staff',
      accountId: mover.actor.accountId,
      postId: post?.id ?? null,
      name: mover.actor.name,
      title: post?.title ?? null,
    };
  if (mover.kind === 'resident') return { kind: 'resident', accountId: null, postId: null, name: '居民', title: null };
  return { kind: 'system', accountId: null, postId: null, name: '系统', title: null };
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
> & { helpers?: readonly string[] };

/** One row for every open screen that may see the case, in the same transaction: never without the change, never lost. */
export function liveEvent(
  now: Announced,
  draft: Pick<StepDraft, 'move' | 'internal' | 'words'>,
  at: Date,
): Insertable<Tables['live_events']> & { payload: string } {
  const payload = {
    caseId: now.id,
    no: now.no,
    seq: now.seq,
    state: now.state,
    move: draft.move,
    stateName: draft.words?.state ?? null,
    moveName: draft.words?.move ?? null,
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
    helpers: [...(now.helpers ?? [])],
    payload: JSON.stringify(payload),
  };
}

/** The state's clock as a durable job: one per case, replaced by each step, removed in a final state. */
export const clockKey = (district: number, caseId: string) => `clock:${district}:${caseId}`;

export function clockJob(district: number, caseId: string, runAt: Date): JobSpec {
  return jobSpec('cases.clock', { district, caseId }, { runAt, jobKey: clockKey(district, caseId) });
}
