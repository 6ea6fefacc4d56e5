import pg from 'pg';
import { erqi } from '#demo/places/districts';
import { tally } from './client.ts';
import { ascending, atLeast, atMost, figure, percentile, type Report, under } from './figures.ts';
import { type Asked, asks, type Life } from './life.ts';
import { askedOf, bareLife, faultsOf, type Ground, liveWithoutPause, missingFrom, settle, wholeOf } from './living.ts';
import type { BenchOptions } from './options.ts';
import { writeSameLives } from './same-life.ts';
import { openStage, type Stage } from './stage.ts';
import { readMaterial } from './users.ts';

const district = erqi.id;

interface Turn {
  lives: Life[];
  from: number;
  until: number;
}

/**
 * Whole lives of cases by users who do not pause, on the district of the stage and on one with hardly a case. The two
 * take turns, so that whatever disturbs the machine meets both.
 */
export async function benchLifecycle(options: BenchOptions, stage: Stage): Promise<Report> {
  const { tiny, port, say } = options;
  const users = tiny ? 8 : 50;
  const turnMs = tiny ? 3000 : 20_000;
  await stage.server();
  const { ownerUrl } = await stage.database();
  const material = await readMaterial(ownerUrl, district, true);
  const small = await openStage({ cases: 1, port: port + 1, say });
  try {
    const full = await settle(stage, { district, users, material });
    const empty = await settle(small, { district, users, material });
    const turns: { full: Turn[]; empty: Turn[] } = { full: [], empty: [] };
    for (const name of ['full', 'empty', 'empty', 'full'] as const) {
      turns[name].push(await takeTurn(name === 'full' ? full : empty, turnMs));
    }
    const missing = [
      ...(await missingFrom(ownerUrl, district, livesOf(turns.full))),
      ...(await missingFrom((await small.database()).ownerUrl, district, livesOf(turns.empty))),
    ];
    await small.stopServer();
    const limits = await measureLimits(stage, full, { lives: livesOf(turns.full), port: port + 1, tiny, turnMs });
    return reportOf(options, { users, turnMs, turns, missing, limits });
  } finally {
    await small.close();
  }
}

const livesOf = (turns: readonly Turn[]): Life[] => turns.flatMap(({ lives }) => lives);

/** The first quarter warms up and does not count. */
async function takeTurn(ground: Ground, ms: number): Promise<Turn> {
  const began = performance.now();
  const lives = await liveWithoutPause(ground, ms);
  return { lives, from: began + ms / 4, until: began + ms };
}

interface Rates {
  lives: number;
  requests: number;
  /** Milliseconds of every request, ascending. */
  latencies: number[];
  asked: Asked[];
}

/** What was answered while the turns counted. */
function ratesOf(turns: readonly Turn[]): Rates {
  const seconds = turns.reduce((sum, { from, until }) => sum + (until - from), 0) / 1000;
  const counted = turns.flatMap(({ lives, from, until }) => {
    const isIn = ({ answered }: Asked) => answered >= from && answered <= until;
    return {
      asked: askedOf(lives).filter(isIn),
      ended: wholeOf(lives).filter(({ asked }) => asked.slice(-1).some(isIn)),
    };
  });
  const asked = counted.flatMap((one) => one.asked);
  return {
    lives: counted.reduce((sum, { ended }) => sum + ended.length, 0) / seconds,
    requests: asked.length / seconds,
    latencies: ascending(asked.map(({ reply }) => reply.ms)),
    asked,
  };
}

interface Limits {
  rows: Awaited<ReturnType<typeof writeSameLives>>;
  bare: Rates;
}

async function measureLimits(
  stage: Stage,
  ground: Ground,
  { lives, port, tiny, turnMs }: { lives: readonly Life[]; port: number; tiny: boolean; turnMs: number },
): Promise<Limits> {
  const whole = wholeOf(lives);
  const [lived] = whole;
  if (!lived) throw new Error(`No life was lived to its end: ${tally(faultsOf(lives))}.`);
  const pool = new pg.Pool({ connectionString: (await stage.database()).ownerUrl, max: 2 });
  const caseIds = whole.map(({ id }) => id);
  const rows = await writeSameLives(stage, pool, { district, caseIds, seconds: tiny ? 2 : 15 }).finally(() =>
    pool.end(),
  );
  const server = await bareLife(port, lived);
  try {
    return { rows, bare: ratesOf([await takeTurn({ ...ground, url: server.url }, turnMs / 2)]) };
  } finally {
    await server.stop();
  }
}

interface Found {
  users: number;
  turnMs: number;
  turns: { full: Turn[]; empty: Turn[] };
  missing: string[];
  limits: Limits;
}

function reportOf({ cases }: BenchOptions, { users, turnMs, turns, missing, limits }: Found): Report {
  const { rows, bare } = limits;
  const full = ratesOf(turns.full);
  const empty = ratesOf(turns.empty);
  const refused = faultsOf([...livesOf(turns.full), ...livesOf(turns.empty)]);
  const lost = (1 - full.lives / empty.lives) * 100;
  const lived = wholeOf([...livesOf(turns.full), ...livesOf(turns.empty)]).length;
  const p95 = (ask: string) => {
    const times = ascending(full.asked.filter((one) => one.ask === ask).map(({ reply }) => reply.ms));
    return times.length === 0 ? '–' : percentile(times, 0.95).toFixed(0);
  };
  return {
    figures: [
      figure('lifecycle.lives', 'cases/s', { value: full.lives, limit: rows.perSecond }, atLeast(100)),
      figure('lifecycle.requests', 'requests/s', { value: full.requests, limit: bare.requests }),
      ...([0.5, 0.95, 0.99] as const).map((share) =>
        figure(
          `lifecycle.p${share * 100}`,
          'ms',
          { value: percentile(full.latencies, share), limit: percentile(bare.latencies, share) },
          share === 0.95 ? under(300) : undefined,
        ),
      ),
      figure('lifecycle.lives-when-empty', 'cases/s', { value: empty.lives, limit: rows.perSecond }),
      figure('lifecycle.p95-when-empty', 'ms', {
        value: percentile(empty.latencies, 0.95),
        limit: percentile(bare.latencies, 0.95),
      }),
      figure('lifecycle.slower-than-empty', '%', { value: lost }, atMost(10)),
      figure('lifecycle.errors', 'lives', { value: refused.length }, atMost(0)),
      figure('lifecycle.data-faults', 'faults', { value: missing.length }, atMost(0)),
    ],
    notes: [
      `${users} users who do not pause, the client on the same cores; a life is ${asks.join(' → ')}: ${asks.length} requests, ${asks.length - 1} of them durable writes, of classes that must be checked on site. The photo of the work is uploaded before. Two turns of ${turnMs / 1000} s on ${cases} cases and two on 1 case (full, empty, empty, full), the first quarter of each not counted.`,
      rows.how,
      `Limit of the requests: Fastify alone in a process of its own that answers the same bytes to the same client, ${users} users.`,
      `p95 on ${cases} cases in ms: ${asks.map((ask) => `${ask} ${p95(ask)}`).join(', ')}. Refused or wrong: ${tally(refused)}.`,
      `Checked afterwards: ${lived} lives found by their number as they were left, closed and rated; in the data each has its ${asks.length - 1} steps in order, linked by hash to its last, as many live events, and a number of its own.`,
      ...missing.map((fault) => `FAULT: ${fault}`),
    ],
  };
}
