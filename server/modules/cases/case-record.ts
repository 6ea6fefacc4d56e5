import { sql } from 'kysely';
import type { FlowPlace } from '#contract/flow-walk';
import { type State, stateNames } from '#contract/lifecycle';
import { answerUnread, type Db, sendUnread, type Tx } from '#kernel/database';
import type { Amount, RunningClock } from '#modules/deadlines';
import type { FlowKey } from '#modules/flows';
import { type HeldClocks, type KeptClock, readClocks } from './clock.ts';
import { type PartColumns, type Parts, partsOfCase, toParts } from './parts/case-parts.ts';

/** By which version of which flow a case goes, and where it is in it. */
export interface CaseFlow extends FlowKey, FlowPlace {}

/** A case as the rules see it: what decides moves, owners and clocks. */
export interface CaseRecord extends PartColumns {
  district: number;
  id: string;
  no: string;
  seq: number;
  lastHash: Buffer;
  title: string;
  state: State;
  originState: State | null;
  handlerState: State | null;
  categoryCode: string | null;
  risk: string;
  level: number | null;
  areaId: string;
  areaPath: string;
  areaName: string;
  whistleLevel: number | null;
  unitId: string | null;
  ownerPostId: string | null;
  handledBy: string | null;
  closedBy: string | null;
  reportedAt: Date;
  stateSince: Date;
  dueAt: Date | null;
  clockLeftMs: number | null;
  totalDueAt: Date | null;
  clock: KeptClock | null;
  totalClock: RunningClock | null;
  held: HeldClocks | null;
  conditionCode: string | null;
  /** What a routing rule gave in place of the catalogue's limit. */
  routedLimit: Amount | null;
  overdueSince: Date | null;
  checkedAt: Date | null;
  closedAt: Date | null;
  firstClosedAt: Date | null;
  open: boolean;
  meToo: number;
  returns: number;
  reopens: number;
  reworks: number;
  mergedInto: string | null;
  /** Where it is in its flow; null: it goes by the common one, whose states are the engine's own. */
  flow: CaseFlow | null;
  lon: number | null;
  lat: number | null;
  lastStep: { move: string; actorAccount: string | null; at: Date; data: unknown } | null;
  parts: Parts;
}

/** The columns by which a case's flow is known. */
export const flowColumns = [
  'c.flow_code',
  'c.flow_version',
  'c.flow_state',
  'c.flow_origin',
  'c.flow_handler',
] as const;

export const recordColumns = [
  'c.district_id as district',
  'c.id',
  'c.no',
  'c.seq',
  'c.last_hash as lastHash',
  'c.title',
  'c.state',
  'c.origin_state as originState',
  'c.handler_state as handlerState',
  'c.category_code as categoryCode',
  'c.risk',
  'c.level',
  'c.area_id as areaId',
  'c.area_path as areaPath',
  'c.area_name as areaName',
  'c.whistle_level as whistleLevel',
  'c.unit_id as unitId',
  'c.owner_post_id as ownerPostId',
  'c.handled_by as handledBy',
  'c.closed_by as closedBy',
  'c.reported_at as reportedAt',
  'c.state_since as stateSince',
  'c.due_at as dueAt',
  'c.clock_left_ms as clockLeftMs',
  'c.total_due_at as totalDueAt',
  'c.clock',
  'c.total_clock',
  'c.held',
  'c.condition_code as conditionCode',
  'c.routed_limit as routedLimit',
  'c.overdue_since as overdueSince',
  'c.checked_at as checkedAt',
  'c.closed_at as closedAt',
  'c.first_closed_at as firstClosedAt',
  'c.open',
  'c.me_too as meToo',
  'c.returns',
  'c.reopens',
  'c.reworks',
  'c.merged_into as mergedInto',
  ...flowColumns,
  'c.lon',
  'c.lat',
  'c.helpers',
  'c.object_until as objectUntil',
  'c.objections',
  'c.overdues',
  'c.crossings',
  'c.consult_due as consultDue',
  'c.parent_id as parentId',
  'c.archive_kind as archiveKind',
  'l.move as lastMove',
  'l.actor_account as lastActor',
  'l.at as lastAt',
  'l.data as lastData',
] as const;

/** One case with its last step, as the rules see it: no row where it is out of reach, no last step before it is opened. */
export function selectRecord(db: Db | Tx, district: number, id: string) {
  return db
    .selectFrom('cases as c')
    .leftJoin('case_steps as l', (join) =>
      join.onRef('l.case_id', '=', 'c.id').onRef('l.seq', '=', 'c.seq').on('l.district_id', '=', district),
    )
    .select(recordColumns)
    .select(partsOfCase(district).as('parts'))
    .where('c.district_id', '=', district)
    .where('c.id', '=', id);
}
export type RecordRow = Awaited<ReturnType<ReturnType<typeof selectRecord>['execute']>>[number];

export function toRecord(row: RecordRow): CaseRecord {
  const { lastMove, lastActor, lastAt, lastData, clock, total_clock, held, parts, ...known } = row;
  const { flow_code: _, flow_version: __, flow_state: ___, flow_origin: ____, flow_handler: _____, ...rest } = known;
  const state = asState(row.state);
  if (!state) throw new Error(`Case ${row.no} is in the unknown state ${row.state}.`);
  return {
    ...rest,
    ...readClocks({ clock, total_clock, held }),
    crossings: row.crossings as CaseRecord['crossings'],
    parts: toParts(parts),
    state,
    originState: asState(row.originState),
    handlerState: asState(row.handlerState),
    routedLimit: row.routedLimit as Amount | null,
    flow: flowIn(row),
    lastStep: lastMove && lastAt ? { move: lastMove, actorAccount: lastActor, at: lastAt, data: lastData } : null,
  };
}

/** A case within reach, its history opened; null when there is none. */
export async function findCase(tx: Tx, district: number, id: string): Promise<CaseRecord | null> {
  await openCase(tx, district, id);
  const row = await selectRecord(tx, district, id).executeTakeFirst();
  return row ? toRecord(row) : null;
}

const open = answerUnread('select app.open_case($1, $2)');
const lock = answerUnread('select app.lock_case($1, $2)');

/** Lets this transaction see the steps, photos and contacts of a case that row security already shows. */
export async function openCase(tx: Tx, district: number, id: string): Promise<void> {
  await sendUnread(tx, sql`select app.open_case(${district}, ${id})`, open);
}

/** The same, and nobody else moves the case before the end of this transaction. */
export async function lockCase(tx: Tx, district: number, id: string): Promise<void> {
  await sendUnread(tx, sql`select app.lock_case(${district}, ${id})`, lock);
}

/** The flow that a row of a case names; null: the common one. */
export function flowIn(row: FlowRow): CaseFlow | null {
  const { flow_code: code, flow_version: version, flow_state: state } = row;
  if (code === null || version === null || state === null) return null;
  return { code, version, state, origin: row.flow_origin, handler: row.flow_handler };
}
interface FlowRow {
  flow_code: string | null;
  flow_version: number | null;
  flow_state: string | null;
  flow_origin: string | null;
  flow_handler: string | null;
}

/** Where a case is in its flow: in the common one the engine's own states. */
export function placeOf({ flow, state, originState, handlerState }: CaseRecord): FlowPlace {
  return flow ?? { state, origin: originState, handler: handlerState };
}

function asState(value: string | null): State | null {
  return stateNames.find((name) => name === value) ?? null;
}
