import { createRandom } from '#demo/random';
import { type Amount, addLimit, defaultTimes, elapsed, holdClock, resumeClock, startClock } from '#modules/deadlines';
import { atMost, figure, type Report } from './figures.ts';
import type { BenchOptions } from './options.ts';

const units = ['urgentHour', 'workHour', 'workDay', 'naturalDay'] as const;
const rounds = 5;

/** Time of the working calendar's questions for so many clocks, beside the same with plain milliseconds. */
export function benchClocks({ tiny }: BenchOptions): Report {
  const count = tiny ? 1000 : 100_000;
  const asked = makeClocks(count);
  const add = median(() => {
    for (const { from, limit } of asked) addLimit(defaultTimes, from, limit);
  });
  const plain = median(() => {
    for (const { from, limit } of asked) new Date(from.getTime() + limit.amount * 3_600_000);
  });
  const between = median(() => {
    for (const { from, to, limit } of asked) elapsed(defaultTimes, from, to, limit.unit);
  });
  const pauses = median(() => {
    for (const { from, to, limit } of asked) {
      const rest = holdClock(defaultTimes, startClock(from, limit), to);
      resumeClock(defaultTimes, rest, to, { amount: 0.5, unit: 'urgentHour' });
    }
  });
  return {
    figures: [
      figure('clocks.add', 'ms', { value: add, limit: plain }, atMost(1000)),
      figure('clocks.elapsed', 'ms', { value: between, limit: plain }, atMost(1000)),
      figure('clocks.pause-and-resume', 'ms', { value: pauses, limit: plain }, atMost(2000)),
    ],
    notes: [
      `${count} clocks of 2026 with limits of 1 to 30 in the four units in turn; the statutory calendar; the median of ${rounds} rounds.`,
      'Limit: the same clocks on plain milliseconds, which know no night, weekend or holiday.',
    ],
  };
}

interface Asked {
  from: Date;
  to: Date;
  limit: Amount;
}

function makeClocks(count: number): Asked[] {
  const rng = createRandom('bench/clocks');
  const year = Date.UTC(2026, 0, 1);
  return Array.from({ length: count }, (_, n) => {
    const from = new Date(year + rng.int(0, 364 * 86_400_000));
    const to = new Date(from.getTime() + rng.int(1, 20 * 86_400_000));
    return { from, to, limit: { amount: rng.int(1, 30), unit: units[n % 4] ?? 'workDay' } };
  });
}

function median(run: () => void): number {
  const times = Array.from({ length: rounds + 1 }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  // The first round only warms up.
  return times.slice(1).sort((one, two) => one - two)[rounds >> 1] ?? 0;
}
