import { setTimeout as sleep } from 'node:timers/promises';
import { erqi } from '#demo/places/districts';
import { tally } from './client.ts';
import { ascending, atMost, figure, percentile, type Report, under } from './figures.ts';
import type { Asked, Life } from './life.ts';
import { askedOf, bareLife, faultsOf, type Ground, liveAll, missingFrom, settle, wholeOf } from './living.ts';
import type { BenchOptions } from './options.ts';
import type { Stage } from './stage.ts';
import { readMaterial } from './users.ts';

const district = erqi.id;
/** Arrivals a second, one phase after the other: the shape in which the published peer broke down. */
const plan = [1, 15, 1, 25, 2, 35, 10] as const;
const tolerable = 500;

interface Phase {
  perSecond: number;
  asked: Asked[];
}

/** People come whether the last ones were served or not; each lives the life of one case. */
export async function benchSpike({ tiny, cases, port }: BenchOptions, stage: Stage): Promise<Report> {
  const phaseMs = tiny ? 1000 : 10_000;
  const restMs = tiny ? 2000 : 30_000;
  // What a few seconds on a busy machine can bear.
  const scale = tiny ? 0.1 : 1;
  await stage.server();
  const { ownerUrl } = await stage.database();
  const material = await readMaterial(ownerUrl, district, true);
  const ground = await settle(stage, { district, users: tiny ? 8 : 50, material });
  const spiked = await arrive(ground, { phaseMs, restMs, scale });
  const missing = await missingFrom(ownerUrl, district, spiked.lives);
  const bare = await arriveAtBare(ground, spiked.lives, { port: port + 1, phaseMs: phaseMs / 2, scale });
  const latencies = latenciesOf(spiked.phases);
  const limit = latenciesOf(bare.phases);
  const refused = faultsOf(spiked.lives);
  return {
    figures: [
      ...([0.5, 0.95, 0.99] as const).map((share) =>
        figure(
          `spike.p${share * 100}`,
          'ms',
          { value: percentile(latencies, share), limit: percentile(limit, share) },
          share === 0.95 ? under(tolerable) : undefined,
        ),
      ),
      figure('spike.errors', 'lives', { value: refused.length }, atMost(0)),
      figure('spike.back-to-rest', 's', { value: spiked.restAfterMs / 1000 }, atMost(30)),
      figure('spike.data-faults', 'faults', { value: missing.length }, atMost(0)),
    ],
    notes: [
      `${plan.map((rate) => rate * scale).join(' → ')} arrivals a second, ${phaseMs / 1000} s each, whether the last ones were served or not, on ${cases} cases, the client on the same cores; each arrival lives one case from report to rating and looks for it: nine requests. Then 1 a second for ${restMs / 1000} s.`,
      `p95 by phase in ms: ${spiked.phases.map(({ perSecond, asked }) => `${perSecond}/s ${p95(asked)}`).join(', ')}. Refused or wrong: ${tally(refused)}.`,
      `Back to rest: from the end of the last phase until the last request that took longer than ${tolerable} ms was answered.`,
      `Limit: the same arrivals, phases of ${phaseMs / 2000} s, at Fastify alone in a process of its own that answers the same bytes.`,
      `Checked afterwards: ${wholeOf(spiked.lives).length} of ${spiked.lives.length} lives were found as they were left; in the data each has its steps in order, linked by hash, as many live events, and a number of its own.`,
      ...missing.map((fault) => `FAULT: ${fault}`),
    ],
  };
}

function latenciesOf(phases: readonly Phase[]): number[] {
  return ascending(phases.flatMap(({ asked }) => asked.map(({ reply }) => reply.ms)));
}

function p95(asked: readonly Asked[]): string {
  const times = ascending(asked.map(({ reply }) => reply.ms));
  return times.length === 0 ? '–' : percentile(times, 0.95).toFixed(0);
}

interface Spiked {
  lives: Life[];
  /** By when a request was sent; without the rest. */
  phases: Phase[];
  restAfterMs: number;
}

async function arrive(
  ground: Ground,
  { phaseMs, restMs, scale }: { phaseMs: number; restMs: number; scale: number },
): Promise<Spiked> {
  const began = performance.now();
  const lives = await liveAll(ground, async (live) => {
    const living: Promise<void>[] = [];
    for (const at of arrivals(phaseMs, restMs, scale)) {
      const wait = began + at - performance.now();
      if (wait > 0) await sleep(wait);
      living.push(live());
    }
    await Promise.all(living);
  });
  const asked = askedOf(lives);
  const end = began + plan.length * phaseMs;
  const phases = plan.map((rate, index) => ({
    perSecond: rate * scale,
    asked: asked.filter(({ sent }) => Math.floor((sent - began) / phaseMs) === index),
  }));
  const slow = asked.filter(({ reply }) => reply.ms > tolerable).map(({ answered }) => answered - end);
  return { lives, phases, restAfterMs: Math.max(0, ...slow) };
}

/** Milliseconds from the start, evenly spread within each phase. */
function arrivals(phaseMs: number, restMs: number, scale: number): number[] {
  const phases = [...plan.map((rate) => ({ rate: rate * scale, ms: phaseMs })), { rate: 1, ms: restMs }];
  let from = 0;
  return phases.flatMap(({ rate, ms }) => {
    const began = from;
    from += ms;
    return Array.from({ length: Math.round((rate * ms) / 1000) }, (_, n) => began + (n * 1000) / rate);
  });
}

async function arriveAtBare(
  ground: Ground,
  lives: readonly Life[],
  { port, phaseMs, scale }: { port: number; phaseMs: number; scale: number },
): Promise<Spiked> {
  const [lived] = wholeOf(lives);
  if (!lived) throw new Error(`No life was lived to its end: ${tally(faultsOf(lives))}.`);
  const server = await bareLife(port, lived);
  try {
    return await arrive({ ...ground, url: server.url }, { phaseMs, restMs: 0, scale });
  } finally {
    await server.stop();
  }
}
