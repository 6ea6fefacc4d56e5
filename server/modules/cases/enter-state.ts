import type { Updateable } from 'kysely';
import type { ReadyState } from '#contract/flow-walk';
import { type Move, type MoveRule, moves, type State } from '#contract/lifecycle';
import { type Amount, startClock, type Timekeeping } from '#modules/deadlines';
import type { Routed } from '#modules/routing';
import type { Tables } from '../../migrations/tables.ts';
import { type CaseRecord, placeOf } from './case-record.ts';
import {
  clockColumns,
  clockLength,
  heldClocks,
  longerBy,
  pausedTotal,
  readClocks,
  remindedClock,
  resumedClocks,
  startedClock,
  totalColumns,
} from './clock.ts';
import { grantedDays } from './parts/case-parts.ts';
import type { Pause } from './pauses.ts';

/** Everything found out before a move is written. */
export interface MoveContext {
  now: Date;
  times: Timekeeping;
  limit: Amount | null;
  /** The filing condition that holds from now on. */
  conditionCode: string | null;
  until: Date | null;
  /** The post accountable from now on; null for final states. */
  ownerPostId: string | null;
  ownerLevel: number | null;
  accountId: string | null;
  unitId: string | null;
  area: { id: string; path: string; name: string } | null;
  category: { code: string; name: string; risk: string; level: number | null } | null;
  targetId: string | null;
  /** What the routing rules say again, where class or place changed. */
  routed: Routed | null;
  /** When the case waited; asked for only where the total clock is counted anew. */
  pauses: readonly Pause[];
  rating: string | null;
  /** What an undo puts back, from the step that is taken back. */
  before: {
    whistleLevel: number | null;
    unitId: string | null;
    dueAt: string | null;
    clock?: unknown;
    ownerPostId: string | null;
  } | null;
}
export type CaseFields = Updateable<Tables['cases']>;

/** The columns that change when a case makes a move: pure, so that every row of the life cycle can be tested. */
export function fieldsAfter(current: CaseRecord, move: Move, to: ReadyState, context: MoveContext): CaseFields {
  if (stays(current, move, to)) return sameState(current, move, to, context);
  return { ...entering(current, move, to, context), ...byMove[move]?.(current, context) };
}

/** More time that is granted leaves the case where it is, with its clocks as the request says (parts/requests.ts). */
function stays(current: CaseRecord, move: Move, { is }: ReadyState): boolean {
  const rule: MoveRule = moves[move];
  return rule.to === 'same' || (rule.to === 'asked' && is === current.state);
}

/** While it is settled who handles it, the stage's clock stands still and the total one runs on. */
const unsettled: readonly State[] = ['objected', 'consulting'];

function entering(current: CaseRecord, move: Move, to: ReadyState, context: MoveContext): CaseFields {
  const open = to.kind === 'open' || to.kind === 'waiting';
  const back = (moves[move] as MoveRule).to === 'origin';
  return {
    state: to.is,
    ...origins(current, to, back),
    state_since: context.now,
    held: heldIn(current, to, context),
    ...(back
      ? backClocks(current, to, context)
      : startedClock(context.times, to.clock, context.now, context.limit, context.until)),
    clock_left_ms: null,
    overdue_since: null,
    open,
    owner_post_id: open ? context.ownerPostId : null,
  };
}

/** Where one came from; from an objection into a consultation still the unit's state, to which what is called off leads back. */
function origins(current: CaseRecord, to: ReadyState, back: boolean): CaseFields {
  const goesOn = unsettled.includes(current.state) && unsettled.includes(to.is);
  const state = goesOn ? current.originState : current.state;
  const place = placeOf(current)[goesOn ? 'origin' : 'state'];
  return {
    origin_state: back ? null : state,
    ...(current.flow ? { flow_state: to.code, flow_origin: back ? null : place } : {}),
  };
}

function heldIn(current: CaseRecord, to: ReadyState, { times, now }: MoveContext): CaseFields['held'] {
  if (to.kind === 'waiting') return heldClocks(times, current, now);
  if (!unsettled.includes(to.is)) return null;
  // From an objection into a consultation: it has stood still since the objection.
  return current.held ?? { ...heldClocks(times, current, now), total: null };
}

/** The clocks of a state that one comes back to: those that were stopped, or what an undo puts back. */
function backClocks(
  current: CaseRecord,
  { clock: ofState }: ReadyState,
  { before, times, now, limit }: MoveContext,
): CaseFields {
  if (before) {
    const { clock } = readClocks({ clock: before.clock ?? null, total_clock: null, held: null });
    return clockColumns(times, clock, before.dueAt ? new Date(before.dueAt) : null);
  }
  const started = startedClock(times, ofState, now, limit, null);
  const held = current.held ?? heldBefore(current);
  return held ? { ...started, ...resumedClocks(times, held, now) } : started;
}

/** Cases that waited since before the working calendar. */
function heldBefore({ clockLeftMs }: CaseRecord) {
  if (clockLeftMs === null) return null;
  return { clock: { amount: clockLeftMs / 3600_000, unit: 'urgentHour' as const }, total: null };
}

function sameState(current: CaseRecord, move: Move, same: ReadyState, context: MoveContext): CaseFields {
  if (move === 'remind')
    return {
      overdue_since: current.overdueSince ?? context.now,
      ...remindedClock(context.times, context.now, current.clock),
    };
  if (move === 'reassign') return { owner_post_id: context.ownerPostId };
  if (move === 'classify' && context.category) {
    return {
      ...categoryFields(context),
      condition_code: context.conditionCode,
      ...totalAnew(current, context),
      ...limitAnew(current, same, context),
    };
  }
  return {};
}

/**
 * The total clock by the limit that holds now, from the report on, with the days that were granted; it stands still whenever
 * the case waited, and while it does.
 */
export function totalAnew(
  current: CaseRecord,
  { times, limit, pauses }: Pick<MoveContext, 'times' | 'limit' | 'pauses'>,
): CaseFields {
  const { reportedAt, parts } = current;
  const whole = totalColumns(times, reportedAt, limit, grantedDays(parts, reportedAt));
  const { total, rest } = pausedTotal(times, whole, pauses);
  const held = current.held ?? heldBefore(current);
  return { ...total, ...(rest && held ? { held: { ...held, total: rest } } : {}) };
}

/**
 * A clock that runs by the limit is counted by the new one from where it began, with the days that this state was granted; of a
 * case that has waited it keeps what was left.
 */
function limitAnew(current: CaseRecord, same: ReadyState, { times, limit }: MoveContext): CaseFields {
  const { clock, totalClock, stateSince, reportedAt, parts } = current;
  const isWhole = clock?.from.getTime() === stateSince.getTime() && totalClock?.from.getTime() === reportedAt.getTime();
  const length = isWhole && same.clock === 'limit' ? clockLength(same.clock, limit) : null;
  if (!length) return {};
  return clockColumns(times, longerBy(times, startClock(stateSince, length), grantedDays(parts, stateSince)));
}

function categoryFields({ category }: MoveContext): CaseFields {
  return category
    ? { category_code: category.code, category_name: category.name, risk: category.risk, level: category.level }
    : {};
}

const handled = (current: CaseRecord, context: MoveContext): CaseFields => ({
  handled_by: context.accountId,
  handled_at: context.now,
  handler_state: current.state,
  ...(current.flow ? { flow_handler: current.flow.state } : {}),
});
const closing = (current: CaseRecord, context: MoveContext): CaseFields => ({
  closed_at: context.now,
  first_closed_at: current.firstClosedAt ?? context.now,
});
const toUnit = (_: CaseRecord, context: MoveContext): CaseFields => ({ unit_id: context.unitId });
const sentBack = (current: CaseRecord): CaseFields => ({ returns: current.returns + 1, unit_id: null });
const whistling = (_: CaseRecord, context: MoveContext): CaseFields => ({ whistle_level: context.ownerLevel });

/** What a move changes beyond the state itself. */
const byMove: Partial<Record<Move, (current: CaseRecord, context: MoveContext) => CaseFields>> = {
  whistle: whistling,
  escalate: whistling,
  dispatch: toUnit,
  transfer: toUnit,
  conclude: toUnit,
  return: sentBack,
  allowObjection: sentBack,
  gather: (_, context) => ({ checked_at: context.now, closed_by: null }),
  reroute: (_, { area }) =>
    area ? { area_id: area.id, area_path: area.path, area_name: area.name, whistle_level: null } : {},
  settle: (current, context) => ({ ...handled(current, context), self_handled: true }),
  handle: (current, context) => ({ ...handled(current, context), self_handled: false }),
  rework: (current) => ({ reworks: current.reworks + 1, handled_at: null }),
  pass: (_, context) => ({ checked_at: context.now, closed_by: context.accountId }),
  waive: (current, context) => ({ checked_at: context.now, closed_by: current.handledBy }),
  rate: (current, context) => ({
    ...(current.state === 'closed' ? {} : closing(current, context)),
    rating: context.rating as 'satisfied',
  }),
  close: closing,
  uphold: closing,
  reject: (current, context) => ({ ...closing(current, context), closed_by: context.accountId }),
  contest: (current) => ({ closed_at: null, reopens: current.reopens + 1 }),
  reopen: (current) => ({
    closed_at: null,
    archived_at: null,
    unit_id: null,
    reopens: current.reopens + (current.state === 'contested' ? 0 : 1),
  }),
  merge: (_, context) => ({ merged_into: context.targetId, closed_at: context.now }),
  split: () => ({ merged_into: null, closed_at: null }),
  archive: (_, context) => ({ archived_at: context.now }),
  undo: (_, { before }) => ({ whistle_level: before?.whistleLevel ?? null, unit_id: before?.unitId ?? null }),
};
