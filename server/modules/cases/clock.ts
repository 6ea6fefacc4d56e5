import type { FlowClock } from '#contract/flow-document';
import {
  type Amount,
  dueOf,
  extendClock,
  holdClock,
  longOverdueAt,
  nearAt,
  type RunningClock,
  resumeClock,
  startClock,
  type Timekeeping,
} from '#modules/deadlines';
import type { Pause } from './pauses.ts';

/** By what a case's clocks are counted: the district's calendar and thresholds. */
export type Times = Pick<Timekeeping, 'calendar' | 'thresholds'>;

/** Where the catalogue gives no limit: three days, as most city rules have for what nobody classified. */
const defaultLimit: Amount = { amount: 3, unit: 'naturalDay' };
/** Nobody comes back to a case that is already late. */
const leastAfterPause: Amount = { amount: 0.5, unit: 'urgentHour' };
/** After a reminder the same state gets another day, so that nothing overdue is reminded of only once. */
const afterReminder: Amount = { amount: 24, unit: 'urgentHour' };

/** A running clock as the case keeps it. */
export interface KeptClock extends RunningClock {
  /** When the time that first ran out, or will, counts as long overdue. */
  longAt: Date;
}

/** The rests of both clocks while the case waits. */
export interface HeldClocks {
  clock: Amount | null;
  total: Amount | null;
}

/** The limit of a category, null where the catalogue gives none. */
export function limitOf(
  category: { limitAmount: number | null; limitUnit: Amount['unit'] | null } | null,
): Amount | null {
  return category?.limitAmount && category.limitUnit
    ? { amount: category.limitAmount, unit: category.limitUnit }
    : null;
}

/** How long the clock of a state runs; null where it ends at a given date, or where there is none. */
export function clockLength(clock: FlowClock, limit: Amount | null): Amount | null {
  if (clock === null || clock === 'until') return null;
  return clock === 'limit' ? (limit ?? defaultLimit) : clock;
}

/** What a running clock fills in. */
export interface ClockColumns {
  due_at: Date | null;
  near_at: Date | null;
  clock: KeptClock | null;
}

/** The columns of a running clock; `until` is the end where there is no clock to count. */
export function clockColumns(
  times: Times,
  clock: RunningClock | null,
  until: Date | null = null,
  longAt?: Date,
): ClockColumns {
  if (!clock) return { due_at: until, near_at: null, clock: null };
  const { calendar, thresholds } = times;
  const { from, amount, unit } = clock;
  return {
    due_at: dueOf(calendar, clock),
    near_at: nearAt(calendar, clock, thresholds.near),
    clock: { from, amount, unit, longAt: longAt ?? longOverdueAt(calendar, clock, thresholds.long) },
  };
}

/** The columns of the clock of a state that is entered at `now`. */
export function startedClock(times: Times, ofState: FlowClock, now: Date, limit: Amount | null, until: Date | null) {
  const length = clockLength(ofState, limit);
  return clockColumns(times, length && startClock(now, length), ofState === 'until' ? until : null);
}

/** A clock with so many working days more. */
export function longerBy({ calendar }: Times, clock: RunningClock, days: number): RunningClock {
  return days > 0 ? extendClock(calendar, clock, { amount: days, unit: 'workDay' }) : clock;
}

/** The columns of the total clock: what the resident is told when reporting. */
export function totalColumns(times: Times, from: Date, limit: Amount | null, grantedDays = 0) {
  const clock = longerBy(times, startClock(from, limit ?? defaultLimit), grantedDays);
  return { total_due_at: dueOf(times.calendar, clock), total_clock: clock };
}

/** The same clock after the pauses since then; `rest`: what is left of it in a pause that has not ended. */
export function pausedTotal(
  { calendar }: Times,
  whole: ReturnType<typeof totalColumns>,
  pauses: readonly Pause[],
): { total: ReturnType<typeof totalColumns>; rest: Amount | null } {
  let total = whole;
  for (const { from, to } of pauses) {
    const rest = holdClock(calendar, total.total_clock, from);
    if (to === null) return { total, rest };
    const clock = resumeClock(calendar, rest, to);
    total = { total_due_at: dueOf(calendar, clock), total_clock: clock };
  }
  return { total, rest: null };
}

/** What is left of both clocks when the case begins to wait. */
export function heldClocks(
  { calendar }: Times,
  { clock, totalClock, dueAt }: { clock: RunningClock | null; totalClock: RunningClock | null; dueAt: Date | null },
  now: Date,
): HeldClocks {
  const plain = dueAt && {
    amount: Math.max(0, dueAt.getTime() - now.getTime()) / 3600_000,
    unit: 'urgentHour' as const,
  };
  return {
    clock: clock ? holdClock(calendar, clock, now) : plain,
    total: totalClock && holdClock(calendar, totalClock, now),
  };
}

/** Both clocks go on with what was left. */
export function resumedClocks(times: Times, { clock, total }: HeldClocks, now: Date) {
  const { calendar } = times;
  const running = clock && resumeClock(calendar, clock, now, leastAfterPause);
  const totalClock = total && resumeClock(calendar, total, now);
  return {
    ...(running ? clockColumns(times, running) : {}),
    ...(totalClock ? { total_due_at: dueOf(calendar, totalClock), total_clock: totalClock } : {}),
    held: null,
  };
}

/** Another day; what counts as long overdue stays what it was. */
export function remindedClock(times: Times, now: Date, before: KeptClock | null) {
  return clockColumns(times, startClock(now, afterReminder), null, before?.longAt);
}

/** Both clocks counted again by a changed calendar: only what is not where it was. */
export function recounted(
  times: Times,
  current: { clock: KeptClock | null; totalClock: RunningClock | null; overdue: boolean },
): Partial<ClockColumns> & { total_due_at?: Date } {
  const { clock, totalClock } = current;
  return {
    ...(clock ? clockColumns(times, clock, null, current.overdue ? clock.longAt : undefined) : {}),
    ...(totalClock ? { total_due_at: dueOf(times.calendar, totalClock) } : {}),
  };
}

type Stored = { from: string; longAt?: string } & Amount;

/** Clocks as the columns hold them. */
export function readClocks(row: { clock: unknown; total_clock: unknown; held: unknown }): {
  clock: KeptClock | null;
  totalClock: RunningClock | null;
  held: HeldClocks | null;
} {
  const clock = row.clock as Stored | null;
  const total = row.total_clock as Stored | null;
  return {
    clock: clock && { ...runningOf(clock), longAt: new Date(clock.longAt ?? clock.from) },
    totalClock: total && runningOf(total),
    held: row.held as HeldClocks | null,
  };
}

const runningOf = ({ from, amount, unit }: Stored): RunningClock => ({ from: new Date(from), amount, unit });
