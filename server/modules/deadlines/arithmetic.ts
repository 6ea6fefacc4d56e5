import type { LimitUnit } from '#contract/catalogue';
import type { Threshold } from '#contract/deadlines';
import { type Calendar, type Hours, instantOf, splitInstant, tableTo, tableUntil } from './working-calendar.ts';

/**
 * Everything that is counted with a working calendar; pure. Each unit is a scale on which instants have a position, and
 * a limit is a distance on it:
 *
 * - urgentHour and naturalDay: time itself; they run at night and on holidays.
 * - workHour: working time. Outside working hours the position stands still.
 * - workDay: working days, each one long whatever its hours; inside a day the share of its working time that has passed.
 *   So n working days from 10:15 end at 10:15 of the n-th working day after (where the hours are the same), and from
 *   outside the hours at the end of the n-th working day.
 *
 * Where several instants have the position (a night, a holiday) the earliest is taken: a limit ends with the working day.
 */
export interface Amount {
  /** Whole in a limit; the rest of a clock may be any part. */
  amount: number;
  unit: LimitUnit;
}

/** A clock that runs: what is due is counted from it, so a changed calendar can count it again. */
export interface RunningClock extends Amount {
  from: Date;
}

const hour = 3600_000;
const plainMs: Partial<Record<LimitUnit, number>> = { urgentHour: hour, naturalDay: 24 * hour };

/** The instant at which a limit that begins at `from` ends; to the millisecond. */
export function addLimit(calendar: Calendar, from: Date, { amount, unit }: Amount): Date {
  const start = from.getTime();
  const plain = plainMs[unit];
  if (plain !== undefined) return new Date(Math.round(start + amount * plain));
  if (amount <= 0) return from;
  return new Date(
    Math.max(start, instantAt(calendar, position(calendar, start, unit) + amount * lengthOf(unit), unit)),
  );
}

/** The instant so long before `until`; where it falls into free time, the end of the working time before. */
export function subtractLimit(calendar: Calendar, until: Date, { amount, unit }: Amount): Date {
  const end = until.getTime();
  const plain = plainMs[unit];
  if (plain !== undefined) return new Date(Math.round(end - amount * plain));
  const place = Math.max(0, position(calendar, end, unit) - amount * lengthOf(unit));
  return new Date(Math.min(end, instantAt(calendar, place, unit)));
}

/** How much of the unit lies between two instants; negative when `to` is the earlier one. */
export function elapsed(calendar: Calendar, from: Date, to: Date, unit: LimitUnit): number {
  const plain = plainMs[unit];
  if (plain !== undefined) return (to.getTime() - from.getTime()) / plain;
  const distance = position(calendar, to.getTime(), unit) - position(calendar, from.getTime(), unit);
  return distance / lengthOf(unit);
}

/** What is left until `due`, in the unit; negative when it has passed. */
export const remaining = (calendar: Calendar, now: Date, due: Date, unit: LimitUnit): number =>
  elapsed(calendar, now, due, unit);

/** Working milliseconds between two instants. */
export function workingBetween(calendar: Calendar, from: Date, to: Date): number {
  return position(calendar, to.getTime(), 'workHour') - position(calendar, from.getTime(), 'workHour');
}

export const startClock = (from: Date, { amount, unit }: Amount): RunningClock => ({ from, amount, unit });

export const dueOf = (calendar: Calendar, clock: RunningClock): Date => addLimit(calendar, clock.from, clock);

/** What is left of a clock that stops at `at`, in its own unit; nothing when it had run out. */
export function holdClock(calendar: Calendar, { from, amount, unit }: RunningClock, at: Date): Amount {
  return { amount: Math.max(0, amount - elapsed(calendar, from, at, unit)), unit };
}

/** Goes on with a rest, or with `least` where that ends later: nobody comes back to a case that is already late. */
export function resumeClock(calendar: Calendar, rest: Amount, at: Date, least: Amount | null = null): RunningClock {
  const clock = startClock(at, rest);
  if (!least || dueOf(calendar, clock) >= addLimit(calendar, at, least)) return clock;
  return startClock(at, least);
}

/** A longer clock. An extension in another unit is counted from the end and turned into the clock's own. */
export function extendClock(calendar: Calendar, clock: RunningClock, by: Amount): RunningClock {
  if (by.unit === clock.unit) return { ...clock, amount: clock.amount + by.amount };
  const end = addLimit(calendar, dueOf(calendar, clock), by);
  return { ...clock, amount: elapsed(calendar, clock.from, end, clock.unit) };
}

/** From when a clock counts as near its end. */
export function nearAt(calendar: Calendar, clock: RunningClock, near: Threshold): Date {
  if ('share' in near)
    return addLimit(calendar, clock.from, { amount: clock.amount * Math.min(1, near.share), unit: clock.unit });
  const at = subtractLimit(calendar, dueOf(calendar, clock), near);
  return new Date(Math.max(at.getTime(), clock.from.getTime()));
}

/** From when what ran out counts as long overdue. */
export function longOverdueAt(calendar: Calendar, clock: RunningClock, long: Threshold): Date {
  const over = 'share' in long ? { amount: clock.amount * long.share, unit: clock.unit } : long;
  return addLimit(calendar, dueOf(calendar, clock), over);
}

/** Positions count working milliseconds, or working days. */
const lengthOf = (unit: LimitUnit) => (unit === 'workDay' ? 1 : hour);

function position(calendar: Calendar, ms: number, unit: LimitUnit): number {
  const { day, time } = splitInstant(ms);
  const table = tableTo(calendar, day);
  const hours = table.hours[day] as Hours;
  const passed = hours.total === 0 ? 0 : passedIn(hours, time);
  if (unit !== 'workDay') return (table.workBefore[day] as number) + passed;
  return (table.daysBefore[day] as number) + (hours.total === 0 ? 0 : passed / hours.total);
}

function passedIn({ spans }: Hours, time: number): number {
  let passed = 0;
  for (const [from, to] of spans) {
    if (time <= from) break;
    passed += Math.min(time, to) - from;
  }
  return passed;
}

/** A thousandth of a second is 3e-8 of a working day; below this a position is a whole one that was rounded. */
const blur = 1e-9;

/** The earliest instant with the position. */
function instantAt(calendar: Calendar, wanted: number, unit: LimitUnit): number {
  const whole = Math.round(wanted);
  const place = unit !== 'workDay' || Math.abs(wanted - whole) < blur ? whole : wanted;
  const sums = unit === 'workDay' ? 'daysBefore' : 'workBefore';
  const table = tableUntil(calendar, sums, place);
  const before = table[sums];
  // The first day after which the sum is reached.
  let low = 0;
  let high = table.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle + 1] as number) >= place) high = middle;
    else low = middle + 1;
  }
  const hours = table.hours[low] as Hours;
  const part = place - (before[low] as number);
  return instantOf(low, timeAfter(hours, Math.round(unit === 'workDay' ? part * hours.total : part)));
}

/** The time of day at which so much of the day's work has passed. */
function timeAfter({ spans }: Hours, work: number): number {
  let left = work;
  for (const [from, to] of spans) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return spans.at(-1)?.[1] ?? 0;
}
