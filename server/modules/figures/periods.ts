import type { Grain } from '#contract/figures';

/** Days in China as text, 2026-11-21; both ends count. */
export interface Period {
  from: string;
  to: string;
}

const dayMs = 24 * 3600_000;
const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const text = (at: Date) => at.toISOString().slice(0, 10);

export function earlier(one: string, two: string): string {
  if (one < two) return one;
  return two;
}

function later(one: string, two: string): string {
  if (one > two) return one;
  return two;
}

export function isDay(day: string): boolean {
  const at = noon(day);
  return !Number.isNaN(at.getTime()) && text(at) === day;
}

export function plusDays(day: string, days: number): string {
  return text(new Date(noon(day).getTime() + days * dayMs));
}

export function daysIn({ from, to }: Period): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / dayMs) + 1;
}

/** The same day some months away; the last of the month where it has no such day. */
export function plusMonths(day: string, months: number): string {
  const at = noon(day);
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1, 12));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0, 12)).getUTCDate();
  first.setUTCDate(Math.min(at.getUTCDate(), last));
  return text(first);
}

const monthEnd = (day: string) => plusDays(plusMonths(`${day.slice(0, 8)}01`, 1), -1);
const isWholeMonths = ({ from, to }: Period) => from.endsWith('-01') && to === monthEnd(to);

/** 环比: the period of the same length before; of whole months, the whole months before. */
export function periodBefore(period: Period): Period {
  const to = plusDays(period.from, -1);
  if (!isWholeMonths(period)) return { from: plusDays(period.from, -daysIn(period)), to };
  const months =
    (Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4))) * 12 +
    Number(period.to.slice(5, 7)) -
    Number(period.from.slice(5, 7)) +
    1;
  return { from: plusMonths(period.from, -months), to };
}

/** 同比: the same days of the year before. */
export function yearBefore(period: Period): Period {
  const to = isWholeMonths(period)
    ? monthEnd(plusMonths(`${period.to.slice(0, 8)}01`, -12))
    : plusMonths(period.to, -12);
  return { from: plusMonths(period.from, -12), to };
}

/** The whole months of a period, from the first of the first one to the last of the last one; null where it has none. */
export function wholeMonths({ from, to }: Period): Period | null {
  const first = from.endsWith('-01') ? from : plusMonths(`${from.slice(0, 8)}01`, 1);
  const last = to === monthEnd(to) ? to : plusDays(`${to.slice(0, 8)}01`, -1);
  return first <= last ? { from: first, to: last } : null;
}

/** The first day of the day's week (Monday), month, quarter or year. */
export function startOf(grain: Grain, day: string): string {
  if (grain === 'day') return day;
  if (grain === 'week') return plusDays(day, -((noon(day).getUTCDay() + 6) % 7));
  if (grain === 'month') return `${day.slice(0, 8)}01`;
  if (grain === 'year') return `${day.slice(0, 4)}-01-01`;
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
}

const steps: Record<Exclude<Grain, 'day' | 'week'>, number> = { month: 1, quarter: 3, year: 12 };

function nextStart(grain: Grain, start: string): string {
  if (grain === 'day') return plusDays(start, 1);
  if (grain === 'week') return plusDays(start, 7);
  return plusMonths(start, steps[grain]);
}

/** The period cut by the calendar; the first and last piece may be short. */
export function piecesOf(period: Period, grain: Grain): Period[] {
  const pieces: Period[] = [];
  for (let start = startOf(grain, period.from); start <= period.to; start = nextStart(grain, start)) {
    const end = plusDays(nextStart(grain, start), -1);
    pieces.push({
      from: later(start, period.from),
      to: earlier(end, period.to),
    });
  }
  return pieces;
}
