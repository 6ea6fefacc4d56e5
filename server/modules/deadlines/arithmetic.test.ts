import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDocument } from '#contract/deadlines';
import {
  type Amount,
  addLimit,
  dueOf,
  elapsed,
  extendClock,
  holdClock,
  nearAt,
  remaining,
  resumeClock,
  startClock,
  subtractLimit,
  workingBetween,
} from './arithmetic.ts';
import { defaultCalendar } from './default-calendar.ts';
import { countBetween, documents, endOf, instantOf, limits, minutes, oracleOf } from './minute-oracle.test-data.ts';
import { compileCalendar } from './working-calendar.ts';

const china = compileCalendar(defaultCalendar);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const end = (from: string, amount: number, unit: Amount['unit']) =>
  new Date(addLimit(china, at(from), { amount, unit }).getTime() + 8 * 3600_000)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ');

describe('the four units, on days of 2026 that anybody can look up', () => {
  test.each([
    // An ordinary Wednesday.
    ['2026-11-18 09:15', 2, 'workDay', '2026-11-20 09:15'],
    ['2026-11-18 09:15', 4, 'workHour', '2026-11-18 14:45'],
    ['2026-11-18 09:15', 4, 'urgentHour', '2026-11-18 13:15'],
    ['2026-11-18 09:15', 2, 'naturalDay', '2026-11-20 09:15'],
    // Friday evening: the first working day is Monday, and the limit ends with it.
    ['2026-11-20 20:00', 1, 'workDay', '2026-11-23 17:30'],
    ['2026-11-20 20:00', 1, 'workHour', '2026-11-23 09:30'],
    ['2026-11-20 20:00', 3, 'urgentHour', '2026-11-20 23:00'],
    // Before the doors open the same day counts.
    ['2026-11-23 07:00', 1, 'workDay', '2026-11-23 17:30'],
    // At noon half the morning's share is gone, whatever the minute.
    ['2026-11-23 12:40', 1, 'workDay', '2026-11-24 12:00'],
    // National Day 2026: 1 to 7 October free, Sunday 20 September and Saturday 10 October worked instead.
    ['2026-09-30 16:30', 1, 'workDay', '2026-10-08 16:30'],
    ['2026-09-30 16:30', 2, 'workHour', '2026-10-08 09:30'],
    ['2026-10-09 10:00', 1, 'workDay', '2026-10-10 10:00'],
    ['2026-09-30 16:30', 24, 'urgentHour', '2026-10-01 16:30'],
    // Spring Festival 2026: 15 to 23 February free, Saturday 14 and Saturday 28 worked.
    ['2026-02-14 17:00', 1, 'workHour', '2026-02-24 09:00'],
    ['2026-02-13 10:00', 2, 'workDay', '2026-02-24 10:00'],
  ] as const)('%s + %i %s = %s', (from, amount, unit, due) => {
    expect(end(from, amount, unit)).toBe(due);
  });

  test('nothing depends on the zone of the process', () => {
    const zone = process.env.TZ;
    try {
      for (const other of ['America/New_York', 'Pacific/Kiritimati', 'UTC']) {
        process.env.TZ = other;
        expect(end('2026-09-30 16:30', 1, 'workDay')).toBe('2026-10-08 16:30');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('near its end by share and by amount, never before the clock began', () => {
    const clock = startClock(at('2026-11-18 09:15'), { amount: 4, unit: 'workDay' });
    expect(nearAt(china, clock, { share: 0.75 })).toEqual(at('2026-11-23 09:15'));
    expect(nearAt(china, clock, { amount: 1, unit: 'workHour' })).toEqual(at('2026-11-23 17:15'));
    expect(nearAt(china, clock, { amount: 90, unit: 'workDay' })).toEqual(clock.from);
  });

  test('an instant before the tables, or a limit beyond them, is refused and not guessed', () => {
    expect(() => addLimit(china, new Date('1999-06-01T00:00:00Z'), { amount: 1, unit: 'workDay' })).toThrow(RangeError);
    expect(() => addLimit(china, at('2199-06-01 08:00'), { amount: 900, unit: 'workDay' })).toThrow(RangeError);
  });
});

/** One calendar costs the oracle 2.6 million minutes, so many questions are asked of each. */
const cases = fc.array(fc.tuple(minutes, limits), { minLength: 12, maxLength: 12 });

describe('any calendar of five years, beside an oracle that walks minute by minute', () => {
  test('a limit ends in the minute in which the oracle has used it up', () => {
    fc.assert(
      fc.property(documents, cases, (document, asked) => {
        const [calendar, oracle] = [compileCalendar(document), oracleOf(document)];
        for (const [minute, limit] of asked) {
          const expected = endOf(oracle, instantOf(minute), limit);
          if (expected) expectNear(addLimit(calendar, instantOf(minute), limit), expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('what lies between two moments, forwards and backwards', () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(fc.tuple(minutes, minutes, limits), { minLength: 6, maxLength: 6 }),
        (document, asked) => {
          const [calendar, oracle] = [compileCalendar(document), oracleOf(document)];
          for (const [one, other, { unit }] of asked) {
            const [from, to] = [instantOf(Math.min(one, other)), instantOf(Math.max(one, other))];
            const expected = countBetween(oracle, from, to, unit);
            expect(elapsed(calendar, from, to, unit)).toBeCloseTo(expected, 5);
            expect(remaining(calendar, to, from, unit)).toBeCloseTo(-expected, 5);
            expect(workingBetween(calendar, from, to)).toBe(
              Math.round(countBetween(oracle, from, to, 'workHour') * 3600_000),
            );
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('pauses and extensions: the clock runs out when the minutes it ran add up to the limit', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 9000 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        documents,
        minutes,
        limits,
        pauses,
        fc.integer({ min: 0, max: 5 }),
        (document, minute, limit, stops, more) => {
          const [calendar, oracle] = [compileCalendar(document), oracleOf(document)];
          let clock = startClock(instantOf(minute), limit);
          let left = limit.amount;
          let now = minute;
          if (more > 0) {
            clock = extendClock(calendar, clock, { amount: more, unit: limit.unit });
            left += more;
          }
          for (const [runs, waits] of stops) {
            const ran = countBetween(oracle, instantOf(now), instantOf(now + runs), limit.unit);
            if (ran >= left) break;
            const rest = holdClock(calendar, clock, instantOf(now + runs));
            left -= ran;
            expect(rest.amount).toBeCloseTo(left, 5);
            now += runs + waits;
            clock = resumeClock(calendar, rest, instantOf(now));
          }
          const expected = endOf(oracle, instantOf(now), { amount: left, unit: limit.unit });
          if (expected) expectNear(dueOf(calendar, clock), expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a changed calendar: the clock counted again ends where one begun under it would have', () => {
    fc.assert(
      fc.property(documents, documents, minutes, limits, (before, after, minute, limit) => {
        const clock = startClock(instantOf(minute), limit);
        const first = dueOf(compileCalendar(before), clock);
        const expected = endOf(oracleOf(after), instantOf(minute), limit);
        if (expected) expectNear(dueOf(compileCalendar(after), clock), expected);
        expect(dueOf(compileCalendar(before), clock)).toEqual(first);
      }),
      { numRuns: 15 },
    );
  });
});

describe('laws that hold to the millisecond', () => {
  const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 31) }).map((ms) => new Date(ms));
  const held = fc.tuple(documents as fc.Arbitrary<CalendarDocument>, instants, limits, fc.integer({ min: 1, max: 10 }));

  test('more is later, back again is where one came from, and a rest is exact', () => {
    fc.assert(
      fc.property(held, ([document, from, limit, more]) => {
        const calendar = compileCalendar(document);
        const due = addLimit(calendar, from, limit);
        const later = addLimit(calendar, from, { ...limit, amount: limit.amount + more });
        expect(later.getTime()).toBeGreaterThan(due.getTime());
        // The same position, though perhaps the end of the day before; a rounded millisecond is up to 2e-6 of a working day.
        const back = subtractLimit(calendar, due, limit);
        expect(Math.abs(elapsed(calendar, back, from, limit.unit))).toBeLessThan(1e-5);
        const middle = new Date((from.getTime() + due.getTime()) / 2);
        const rest = holdClock(calendar, startClock(from, limit), middle);
        expect(rest.unit).toBe(limit.unit);
        expect(dueOf(calendar, resumeClock(calendar, rest, middle)).getTime()).toBe(due.getTime());
      }),
      { numRuns: 300 },
    );
  });

  test('who comes back has at least what was promised', () => {
    const rest: Amount = { amount: 0, unit: 'workDay' };
    const least: Amount = { amount: 0.5, unit: 'urgentHour' };
    const back = at('2026-11-18 10:00');
    expect(dueOf(china, resumeClock(china, rest, back, least))).toEqual(at('2026-11-18 10:30'));
  });
});

/** The oracle knows whole minutes; what is due may lie inside the last of them. */
function expectNear(found: Date, expected: Date): void {
  const early = expected.getTime() - found.getTime();
  expect(early, `${found.toISOString()} beside ${expected.toISOString()}`).toBeGreaterThanOrEqual(0);
  expect(early, `${found.toISOString()} beside ${expected.toISOString()}`).toBeLessThan(60_000);
}
