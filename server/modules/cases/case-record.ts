import { sql } from 'kysely';
import { type State, stateNames } from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { RunningClock } from '#modules/deadlines';
import { type HeldClocks, type KeptClock, readClocks } from './clock.ts';

/** A case as the rules see it: what decides moves, owners and clocks. */
export interface CaseRecord {
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
  overdueSince: Date | null;
  checkedAt: Date | null;
  closedAt: Date | null;
  firstClosedAt: Date | null;
  open: boolean;
  returns: number;
  reopens: number;
  reworks: number;
  mergedInto: string | null;
  lon: number | null;
  lat: number | null;
  lastStep: { move: string; actorAccount: string | null; at: Date } | null;
}

const columns = [
  'district_id as district',
  'id',
  'no',
  'seq',
  'last_hash as lastHash',
  'title',
  'state',
  'origin_state as originState',
  'handler_state as handlerState',
  'category_code as categoryCode',
  'risk',
  'level',
  'area_id as areaId',
  'area_path as areaPath',
  'area_name as areaName',
  'whistle_level as whistleLevel',
  'unit_id as unitId',
  'owner_post_id as ownerPostId',
  'handled_by as handledBy',
  'closed_by as closedBy',
  'reported_at as reportedAt',
  'state_since as stateSince',
  'due_at as dueAt',
  'clock_left_ms as clockLeftMs',
  'total_due_at as totalDueAt',
  'clock',
  'total_clock',
  'held',
  'condition_code as conditionCode',
  'overdue_since as overdueSince',
  'checked_at as checkedAt',
  'closed_at as closedAt',
  'first_closed_at as firstClosedAt',
  'open',
  'returns',
  'reopens',
  'reworks',
  'merged_into as mergedInto',
  'lon',
  'lat',
] as const;

/** Locks a case that the scope reaches, opens its history, and reads what the rules need. Refuses as unknown otherwise. */
export async function lockCase(tx: Tx, district: number, id: string): Promise<CaseRecord> {
  await tx
    .selectFrom('cases')
    .select('id')
    .where('district_id', '=', district)
    .where('id', '=', id)
    .forUpdate()
    .execute();
  return (await findCase(tx, district, id)) ?? refuse('case.unknown');
}

/** The same without a lock; null when there is none within reach. */
export async function findCase(tx: Tx, district: number, id: string): Promise<CaseRecord | null> {
  const row = await tx
    .selectFrom('cases')
    .select(columns)
    .where('district_id', '=', district)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || !(await openCase(tx, district, id))) return null;
  const last = await tx
    .selectFrom('case_steps')
    .select(['move', 'actor_account as actorAccount', 'at'])
    .where('district_id', '=', district)
    .where('case_id', '=', id)
    .where('seq', '=', row.seq)
    .executeTakeFirst();
  const state = asState(row.state);
  if (!state) throw new Error(`Case ${row.no} is in the unknown state ${row.state}.`);
  const { total_clock, clock, held, ...rest } = row;
  return {
    ...rest,
    ...readClocks({ total_clock, clock, held }),
    state,
    originState: asState(row.originState),
    handlerState: asState(row.handlerState),
    lastStep: last ?? null,
  };
}

/** Lets this transaction see the steps, photos and contacts of a case that row security already shows. */
export async function openCase(tx: Tx, district: number, id: string): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`select app.open_case(${district}, ${id}) as opened`.execute(tx);
  return rows[0]?.opened === true;
}

function asState(value: string | null): State | null {
  return stateNames.find((name) => name === value) ?? null;
}
