import type { CalendarDocument, Span, SpecialDay, WorkPattern } from '#contract/deadlines';

/** China has one zone and, since 1991, no summer time: a day begins at 16:00 UTC of the day before. */
const shanghaiMs = 8 * 3600_000;
export const dayMs = 86_400_000;
/** Tables begin here; nothing in this house is older. */
const firstDay = Date.UTC(2000, 0, 1) / dayMs;
const lastDay = Date.UTC(2200, 0, 1) / dayMs - firstDay;

/** The working time of one kind of day. */
export interface Hours {
  /** From and to, in milliseconds from midnight, in order. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly total: number;
}

/**
 * A working calendar with the sums of working time and of working days before each day, so that any question is two
 * look-ups or one binary search. The tables grow as later days are asked for.
 */
export interface Calendar {
  readonly document: CalendarDocument;
  readonly special: ReadonlyMap<number, SpecialDay>;
  readonly patterns: readonly { from: number; week: readonly Hours[]; swapped: Hours }[];
  table: Table;
}

interface Table {
  /** Days in the table. */
  size: number;
  hours: Hours[];
  /** Working milliseconds, and working days, before the day; one entry more than days. */
  workBefore: Float64Array;
  daysBefore: Int32Array;
}

const free: Hours = { spans: [], total: 0 };

/** Makes the document countable. It must have passed check-calendar.ts. */
export function compileCalendar(document: CalendarDocument): Calendar {
  return {
    document,
    special: new Map(document.years.flatMap(({ days }) => days.map((special) => [dayOf(special.day), special]))),
    patterns: document.patterns.map(compilePattern).sort((one, two) => one.from - two.from),
    table: { size: 0, hours: [], workBefore: new Float64Array(1), daysBefore: new Int32Array(1) },
  };
}

function compilePattern({ from, days }: WorkPattern) {
  const week = days.map(hoursOf);
  // A swapped Saturday has the hours of the first day of the week that has any.
  return { from: dayOf(from), week, swapped: week.find(({ total }) => total > 0) ?? free };
}

function hoursOf(spans: readonly Span[]): Hours {
  const inMs = spans
    .map(({ from, to }): [number, number] => [from * 60_000, to * 60_000])
    .sort((one, two) => one[0] - two[0]);
  return { spans: inMs, total: inMs.reduce((sum, [from, to]) => sum + to - from, 0) };
}

/** Number of a day (2026-10-01) in the tables. */
export function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / dayMs - firstDay;
}

export function dayText(day: number): string {
  return new Date((day + firstDay) * dayMs).toISOString().slice(0, 10);
}

/** Monday is 0. 1 January 2000 was a Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 5) % 7) + 7) % 7;
}

/** The day in Shanghai of an instant, and the milliseconds since its midnight. */
export function splitInstant(ms: number): { day: number; time: number } {
  const local = ms + shanghaiMs;
  const absolute = Math.floor(local / dayMs);
  return { day: absolute - firstDay, time: local - absolute * dayMs };
}

export function instantOf(day: number, time: number): number {
  return (day + firstDay) * dayMs + time - shanghaiMs;
}

/** The working hours of a day, by rule and not yet by table. */
function findHours(calendar: Calendar, day: number): Hours {
  const { patterns } = calendar;
  const pattern = patterns.findLast(({ from }) => from <= day) ?? patterns[0];
  if (!pattern) return free;
  const usual = pattern.week[weekdayOf(day)] ?? free;
  const kind = calendar.special.get(day)?.kind;
  if (kind === 'holiday') return free;
  return kind === 'workday' && usual.total === 0 ? pattern.swapped : usual;
}

export function hoursOn(calendar: Calendar, day: number): Hours {
  return tableTo(calendar, day).hours[day] ?? free;
}

/** The table with the day in it; whole years are added at a time. */
export function tableTo(calendar: Calendar, day: number): Table {
  if (day < 0 || day > lastDay) throw new RangeError(`The calendar knows no day ${day}.`);
  if (day < calendar.table.size) return calendar.table;
  const { table } = calendar;
  const size = Math.min(lastDay + 1, Math.max(day + 1, table.size * 2, 12_000));
  const workBefore = new Float64Array(size + 1);
  const daysBefore = new Int32Array(size + 1);
  workBefore.set(table.workBefore);
  daysBefore.set(table.daysBefore);
  for (let next = table.size; next < size; next += 1) {
    const hours = findHours(calendar, next);
    table.hours.push(hours);
    workBefore[next + 1] = (workBefore[next] ?? 0) + hours.total;
    daysBefore[next + 1] = (daysBefore[next] ?? 0) + (hours.total > 0 ? 1 : 0);
  }
  calendar.table = { size, hours: table.hours, workBefore, daysBefore };
  return calendar.table;
}

/** The table up to where the sums reach `least`, if they ever do. */
export function tableUntil(calendar: Calendar, sums: 'workBefore' | 'daysBefore', least: number): Table {
  let table = tableTo(calendar, 0);
  while ((table[sums][table.size] ?? 0) < least) {
    if (table.size > lastDay) throw new RangeError('The limit ends after the last day of the calendar.');
    table = tableTo(calendar, Math.min(lastDay, table.size));
  }
  return table;
}
