import { loadavg } from 'node:os';
import { expect, test } from 'vitest';
import { writeReport } from './testing/crash/report.ts';
import { chooseKills, runCrashes } from './testing/crash/run.ts';

// The whole of it: `node scripts/crash.mjs --kills 20`, which also waits for the jobs of the killed and writes a report.
const { GEZHI_CRASH_KILLS, GEZHI_CRASH_SEED = '20261122', GEZHI_CRASH_REPORT } = process.env;
const seed = Number(GEZHI_CRASH_SEED);
const kills = GEZHI_CRASH_KILLS ? chooseKills(Number(GEZHI_CRASH_KILLS), seed) : chooseKills(3, seed);
/** A message whose sender was killed is tried again after three minutes. */
const jobsMs = GEZHI_CRASH_REPORT ? 300_000 : 0;
const minutes = 3 + kills.length;

test.runIf(process.platform === 'linux')(
  `what was acknowledged is there, once, after kill -9 of ${kills.join(', ')}`,
  { timeout: minutes * 60_000 + jobsMs },
  async () => {
    const load = loadavg();
    const result = await runCrashes({ kills, seed, jobsMs });
    if (GEZHI_CRASH_REPORT) await writeReport(result, { seed, load });
    expect(result.killed.flatMap(({ kind, faults }) => faults.map((fault) => `after ${kind}: ${fault}`))).toEqual([]);
    expect(result.faults).toEqual([]);
    expect([result.fell, result.exitCode]).toEqual([0, 0]);
  },
);
