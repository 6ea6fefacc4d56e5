import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFaults, findFaultsAtTheEnd, findFaultsOfJobs } from './check.ts';
import { type Installation, plantInstallation } from './installation.ts';
import { endsProgram, type KillKind, killKinds, strike } from './kills.ts';
import { acknowledgedReports, type Ledger, newLedger } from './ledger.ts';
import { startLoad } from './load.ts';
import { type Mails, openMails } from './mails.ts';
import { type Program, programOf } from './program.ts';
import { seeded } from './seeded.ts';

export interface CrashOptions {
  seed: number;
  kills: readonly KillKind[];
  /** How long clocks and messages of killed workers may take until they are done; 0 = they are not waited for. */
  jobsMs: number;
}

export interface Killed {
  kind: KillKind;
  /** Reports acknowledged and not yet acknowledged at the moment of the kill. */
  acknowledged: number;
  underWay: number;
  /** The longest time after the kill in which no report was acknowledged. */
  downMs: number;
  faults: string[];
}

export interface CrashResult {
  killed: Killed[];
  ledger: Ledger;
  mails: number;
  /** Times the program ended by itself. */
  fell: number;
  exitCode: number | null;
  faults: string[];
}

/** Kinds in an order of the seed's, each of them as often as the others. */
export function chooseKills(count: number, seed: number): KillKind[] {
  const random = seeded(seed);
  const kinds = Object.keys(killKinds) as KillKind[];
  const all = Array.from({ length: count }, (_, n) => kinds[n % kinds.length] ?? 'server');
  return all
    .map((kind) => ({ kind, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').slice(-40).join('\n');
}

interface Scene {
  installation: Installation;
  program: Program;
  ledger: Ledger;
  random(): number;
}

export async function runCrashes(options: CrashOptions): Promise<CrashResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gezhi-crash-'));
  const mails = await openMails();
  const installation = await plantInstallation(dataDir);
  const program = programOf(installation, { GEZHI_SMTP_URL: mails.url });
  try {
    return await runOn({ installation, program, ledger: newLedger(), random: seeded(options.seed) }, mails, options);
  } catch (error) {
    const said = await Promise.all(['program.log', 'postgres.log'].map((name) => lastLines(join(dataDir, name))));
    throw new Error(`The run broke off.\n${said.join('\n\n')}`, { cause: error });
  } finally {
    await installation.stored.close();
    await program.stop();
    await mails.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runOn(scene: Scene, mails: Mails, options: CrashOptions): Promise<CrashResult> {
  const { installation, program, ledger } = scene;
  program.start();
  await program.untilReady();
  const load = startLoad(installation, ledger, scene.random);
  const killed: Killed[] = [];
  for (const kind of options.kills) killed.push(await killOnce(scene, kind));
  await load.stop();
  const faults = [
    ...(await findFaults(installation, ledger)),
    ...(await findFaultsAtTheEnd(installation, ledger)),
    ...(await findFaultsOfJobs(installation, ledger, { mails, patienceMs: options.jobsMs })),
  ];
  return { killed, ledger, mails: mails.times.size, fell: program.fell(), exitCode: await program.stop(), faults };
}

async function killOnce(scene: Scene, kind: KillKind): Promise<Killed> {
  const { installation, program, ledger, random } = scene;
  await moreAcknowledged(ledger, 5);
  await sleep(random() * 1500);
  const acknowledged = acknowledgedReports(ledger).length;
  const underWay = ledger.reports.length - acknowledged;
  const began = performance.now();
  await strike(kind, { program, dataDir: installation.dataDir, random });
  if (endsProgram(kind)) program.start();
  // Until then an orphan of the killed postmaster may still answer, and /readyz repeats its last answer.
  else await sleep(1500);
  await program.untilReady();
  await moreAcknowledged(ledger, 1);
  const downMs = longestPause([began, ...ledger.acknowledgedAt.filter((at) => at > began)]);
  const faults = await findFaults(installation, ledger);
  return { kind, acknowledged, underWay, downMs, faults };
}

function longestPause(at: readonly number[]): number {
  return Math.max(...at.slice(1).map((each, n) => each - (at[n] ?? each)));
}

const patienceMs = 90_000;

async function moreAcknowledged(ledger: Ledger, more: number): Promise<void> {
  const wanted = acknowledgedReports(ledger).length + more;
  for (let waited = 0; acknowledgedReports(ledger).length < wanted; waited += 20) {
    if (waited > patienceMs) throw new Error(`No report was acknowledged for ${patienceMs} ms.`);
    await sleep(20);
  }
}
