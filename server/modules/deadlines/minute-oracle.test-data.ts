import fc from 'fast-check';
import type { LimitUnit } from '#contract/catalogue';
import type { CalendarDocument, Span } from '#contract/deadlines';
import type { Amount } from './arithmetic.ts';

// Counts minute by minute what the product counts by sums. It shares no line with it: its calendar is one byte a minute.

const minuteMs = 60_000;
const dayMinutes = 1440;
export const firstYear = 2024;
const years = 5;
const start = Date.UTC(firstYear, 0, 1) - 8 * 3600_000;
export const totalDays = (Date.UTC(firstYear + years, 0, 1) - Date.UTC(firstYear, 0, 1)) / 86_400_000;
const textOf = (day: number) => new Date(Date.UTC(firstYear, 0, 1 + day)).toISOString().slice(0, 10);

export interface Oracle {
  /** 1 for each minute of five years in which work is done. */
  work: Uint8Array;
  /** Working minutes of each day. */
  perDay: Uint16Array;
}

export function oracleOf(document: CalendarDocument): Oracle {
  const work = new Uint8Array(totalDays * dayMinutes);
  const perDay = new Uint16Array(totalDays);
  const special = new Map(document.years.flatMap((year) => year.days.map((one) => [one.day, one.kind])));
  for (let day = 0; day < totalDays; day += 1) {
    for (const { from, to } of spansOf(document, textOf(day), special)) {
      work.fill(1, day * dayMinutes + from, day * dayMinutes + to);
      perDay[day] = (perDay[day] ?? 0) + to - from;
    }
  }
  return { work, perDay };
}

function spansOf(document: CalendarDocument, text: string, special: ReadonlyMap<string, string>): readonly Span[] {
  if (special.get(text) === 'holiday') return [];
  const inForce = document.patterns.filter(({ from }) => from <= text).sort((a, b) => (a.from < b.from ? 1 : -1));
  const pattern = inForce[0] ?? document.patterns.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  const days = pattern?.days ?? [];
  const own = days[(new Date(`${text}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [];
  if (own.length > 0 || special.get(text) !== 'workday') return own;
  return days.find((spans) => spans.length > 0) ?? [];
}

export const instantOf = (minute: number): Date => new Date(start + minute * minuteMs);
const minuteOf = (at: Date): number => Math.floor((at.getTime() - start) / minuteMs);

/** What each minute is worth on the scale of the unit, in units. */
function worth({ work, perDay }: Oracle, minute: number, unit: LimitUnit): number {
  if (unit === 'urgentHour') return 1 / 60;
  if (unit === 'naturalDay') return 1 / dayMinutes;
  if (work[minute] !== 1) return 0;
  return unit === 'workHour' ? 1 / 60 : 1 / (perDay[Math.floor(minute / dayMinutes)] ?? 1);
}

/** The end of the minute in which the limit is used up; null when five years are too short. */
export function endOf(oracle: Oracle, from: Date, { amount, unit }: Amount): Date | null {
  let left = amount;
  for (let minute = minuteOf(from); minute < oracle.work.length; minute += 1) {
    left -= worth(oracle, minute, unit);
    if (left < 1e-7) return instantOf(minute + 1);
  }
  return null;
}

export function countBetween(oracle: Oracle, from: Date, to: Date, unit: LimitUnit): number {
  let sum = 0;
  for (let minute = minuteOf(from); minute < minuteOf(to); minute += 1) sum += worth(oracle, minute, unit);
  return sum;
}

/** Hours of a day: one to three spans in five-minute steps, apart from each other. */
const spans: fc.Arbitrary<Span[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 2, maxLength: 6 })
  .map((marks) => {
    const sorted = marks.toSorted((a, b) => a - b).map((mark) => mark * 5);
    const found: Span[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) found.push({ from: sorted[i] ?? 0, to: sorted[i + 1] ?? 1440 });
    return found;
  });

const week = fc.tuple(
  spans,
  ...Array.from({ length: 6 }, () =>
    fc.oneof({ weight: 3, arbitrary: spans }, { weight: 2, arbitrary: fc.constant<Span[]>([]) }),
  ),
);

const years5 = Array.from({ length: years }, (_, n) => firstYear + n);

/** Any calendar of five years: one to three patterns of hours, some 40 special days a year. */
export const documents: fc.Arbitrary<CalendarDocument> = fc
  .record({
    weeks: fc.array(week, { minLength: 1, maxLength: 3 }),
    since: fc.uniqueArray(fc.integer({ min: 1, max: totalDays - 1 }), { minLength: 3, maxLength: 3 }),
    special: fc.uniqueArray(fc.record({ day: fc.integer({ min: 0, max: totalDays - 1 }), holiday: fc.boolean() }), {
      maxLength: 200,
      selector: ({ day }) => day,
    }),
  })
  .map(({ weeks, since, special }) => ({
    patterns: weeks.map((days, n) => ({ from: textOf(n === 0 ? 0 : (since[n] ?? n)), days })),
    years: years5.map((year) => ({
      year,
      days: special
        .map(({ day, holiday }) => ({
          day: textOf(day),
          kind: holiday ? ('holiday' as const) : ('workday' as const),
          name: '日',
        }))
        .filter(({ day }) => day.startsWith(String(year))),
    })),
  }));

/** A minute of the first three years: there must be room for what is added. */
export const minutes = fc.integer({ min: 0, max: 3 * 365 * dayMinutes });
export const limits: fc.Arbitrary<Amount> = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom<LimitUnit>('urgentHour', 'workHour', 'workDay', 'naturalDay'),
});
