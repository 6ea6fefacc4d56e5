import type pg from 'pg';
import type { Reported } from '#contract/cases';
import { erqi } from '#demo/places/districts';
import { createRandom } from '#demo/random';
import { verifyChains } from '#modules/cases';
import { tally } from './client.ts';
import { atMost, figure, percentile, type Report } from './figures.ts';
import { openHouse } from './house.ts';
import { burst, loadReports, reportFrom } from './load.ts';
import type { BenchOptions } from './options.ts';
import { writeSameRows } from './same-rows.ts';
import type { Stage } from './stage.ts';
import { readMaterial } from './users.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
const connections = 64;
const district = erqi.id;

/** Durable reports per second over HTTP, beside the same rows written without the product. */
export async function benchIntake({ tiny }: BenchOptions, stage: Stage): Promise<Report> {
  const { url } = await stage.server();
  const measuredMs = tiny ? 5000 : 25_000;
  const house = await openHouse(stage);
  try {
    const pool = house.database.ownerPool;
    const material = await readMaterial((await stage.database()).ownerUrl, district, false);
    const rng = createRandom('bench/intake');
    const before = await countRows(pool);
    const makeBody = () => reportFrom(material, district, rng);
    const first = await burst(url, connections, makeBody);
    const alone = await burst(url, 1, makeBody);
    const loaded = await loadReports({
      url,
      connections,
      warmUpMs: tiny ? 2000 : 4000,
      measuredMs,
      makeBody,
    });
    const checks = await checkData(
      house,
      before,
      [first, alone, loaded].flatMap(({ answered }) => answered),
    );
    const same = await writeSameRows(stage, pool, { district, seconds: tiny ? 2 : 15 });
    const { latencies } = loaded;
    return {
      figures: [
        figure(
          'intake.reports',
          'reports/s',
          { value: loaded.perSecond, limit: same.perSecond },
          {
            text: '≥ 2,500 and ≥ the limit',
            met: (value, ratio) => value >= 2500 && (ratio ?? 0) >= 1,
          },
        ),
        figure('intake.reports-beside-free-numbers', 'reports/s', {
          value: loaded.perSecond,
          limit: same.freePerSecond,
        }),
        ...([0.5, 0.95, 0.99] as const).map((share) =>
          figure(`intake.p${share * 100}`, 'ms', { value: percentile(latencies, share), limit: same.latencyMs }),
        ),
        figure('intake.errors', 'requests', { value: loaded.refused.length }, atMost(0)),
        figure(
          'intake.first-burst-answered',
          'reports',
          { value: first.answered.length, limit: connections },
          {
            text: `= ${connections}`,
            met: (value) => value === connections,
          },
        ),
        figure('intake.data-faults', 'faults', { value: checks.faults.length }, atMost(0)),
      ],
      notes: [
        `${connections} kept connections for ${measuredMs / 1000} s, the client on the same cores; each report with a device, a place, a text and a phone of its own. Refused or broken: ${tally(loaded.refused)}.`,
        `First burst: the first ${connections} reports of a server that has just started, sent at once: ${first.answered.length} answered, refused: ${first.refused}; ${first.seconds.toFixed(1)} s until the last answer. Then one report alone, then the load.`,
        same.how,
        ...checks.done,
        ...checks.faults.map((fault) => `FAULT: ${fault}`),
      ],
    };
  } finally {
    await house.close();
  }
}

interface Counts {
  cases: number;
  steps: number;
  contacts: number;
  events: number;
  clocks: number;
}

async function countRows(pool: pg.Pool): Promise<Counts> {
  const { rows } = await pool.query<Counts>(
    `select (select count(*) from app.cases where district_id = $1)::int as cases,
            (select count(*) from app.case_steps where district_id = $1)::int as steps,
            (select count(*) from app.case_contacts where district_id = $1)::int as contacts,
            (select count(*) from app.live_events where district = $1)::int as events,
            (select count(*) from graphile_worker.jobs where key like 'clock:' || $1::int || ':%')::int as clocks`,
    [district],
  );
  if (!rows[0]) throw new Error('Nothing was counted.');
  return rows[0];
}

/** Every answer is one case with one step, contact, event and clock; no number twice; every chain holds. */
async function checkData({ database }: House, before: Counts, answered: readonly Reported[]) {
  const after = await countRows(database.ownerPool);
  const faults: string[] = [];
  for (const name of ['cases', 'steps', 'contacts', 'events', 'clocks'] as const) {
    const more = after[name] - before[name];
    if (more !== answered.length) faults.push(`${more} more ${name} for ${answered.length} answers`);
  }
  const { rows } = await database.ownerPool.query<{ stored: number }>(
    `select count(*)::int as stored from unnest($2::uuid[], $3::text[]) as a(id, no)
       join app.cases c on c.district_id = $1 and c.id = a.id and c.no = a.no`,
    [district, answered.map(({ id }) => id), answered.map(({ no }) => no)],
  );
  if (rows[0]?.stored !== answered.length) faults.push(`${rows[0]?.stored} of ${answered.length} answers are stored`);
  const numbers = new Set(answered.map(({ no }) => no)).size;
  if (numbers !== answered.length) faults.push(`${answered.length - numbers} numbers were given twice`);
  const verified = await verifyChains(database, district, () => undefined);
  if (verified.broken) faults.push(`the chain of ${verified.broken.no} is broken at step ${verified.broken.seq}`);
  if (verified.cases !== after.cases) faults.push(`${verified.cases} chains for ${after.cases} cases`);
  return {
    faults,
    done: [
      `Checked afterwards: ${answered.length} answers, ${after.cases - before.cases} more cases, each answer stored under its id and number, no number twice, one more step, contact, live event and clock job each; the chains of all ${verified.cases} cases of the district verified (${verified.steps} steps).`,
    ],
  };
}
