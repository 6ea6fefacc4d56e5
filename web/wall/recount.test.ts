import { describe, expect, it } from 'vitest';
import { startRecount } from './recount.ts';

function world(takesMs = 0) {
  let now = 0;
  let timers: { at: number; act: () => void }[] = [];
  const runs: number[] = [];
  const clock = {
    now: () => now,
    after(ms: number, act: () => void) {
      const timer = { at: now + ms, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  async function pass(ms: number): Promise<void> {
    const end = now + ms;
    for (;;) {
      await settle();
      const next = timers.filter((one) => one.at <= end).sort((one, two) => one.at - two.at)[0];
      if (!next) break;
      timers = timers.filter((one) => one !== next);
      now = next.at;
      next.act();
    }
    now = end;
    await settle();
  }
  const run = () => {
    runs.push(now);
    return takesMs ? new Promise<void>((done) => clock.after(takesMs, done)) : Promise.resolve();
  };
  return { recount: startRecount({ run, clock, atMostMs: 2000, atLeastMs: 20_000 }), pass, runs };
}

describe('recount', () => {
  it('counts at once, on the first change after a quiet time at once, then every two seconds at most', async () => {
    const { recount, pass, runs } = world();
    await pass(5000);
    recount.hear();
    await pass(100);
    for (let n = 0; n < 50; n += 1) {
      recount.hear();
      await pass(100);
    }
    await pass(3000);
    expect(runs).toEqual([0, 5000, 7000, 9000, 11_000]);
    recount.stop();
  });

  it('counts again after a change that came during a slow count', async () => {
    const { recount, pass, runs } = world(3000);
    await pass(1000);
    recount.hear();
    await pass(5000);
    expect(runs).toEqual([0, 3000]);
    recount.stop();
  });

  it('counts every twenty seconds when nothing happens, and never after stop', async () => {
    const { recount, pass, runs } = world();
    await pass(41_000);
    recount.stop();
    recount.hear();
    await pass(60_000);
    expect(runs).toEqual([0, 20_000, 40_000]);
  });
});
