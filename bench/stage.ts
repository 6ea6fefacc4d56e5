import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDemo, loadingSettings } from '#demo/load';
import { erqi } from '#demo/places/districts';
import { connect } from '#kernel/bootstrap';
import { readConfig } from '#kernel/config';
import { type EmbeddedPostgres, start } from '#kernel/embedded-postgres';
import { openServices } from '../server/open-services.ts';
import { type Running, untilReady } from './running.ts';

export interface RunningServer extends Running {
  /** Until /healthz answered 200. */
  startMs: number;
}

/** The demo district in a data folder, and the product's own server on it as a process of its own. */
export interface Stage {
  dataDir: string;
  /** Of the district, when the stage was opened. */
  cases: number;
  /** The running server; started when there is none. */
  server(): Promise<RunningServer>;
  stopServer(): Promise<void>;
  /** The addresses of the running server's database. */
  database(): Promise<EmbeddedPostgres>;
  close(): Promise<void>;
}

export interface StageOptions {
  cases: number;
  /** A folder that holds the district already: it is brought forward, measured in, and left as it is then. */
  data?: string | null;
  port: number;
  say(line: string): void;
}

export async function openStage({ cases, data = null, port, say }: StageOptions): Promise<Stage> {
  const dataDir = data === null ? await mkdtemp(join(tmpdir(), 'gezhi-bench-')) : resolve(data);
  let running: RunningServer | null = null;
  const stopServer = async () => {
    await running?.stop();
    running = null;
  };
  const close = async () => {
    await stopServer();
    if (data === null) await rm(dataDir, { recursive: true, force: true });
  };
  let found = cases;
  try {
    const began = performance.now();
    if (data === null) await load(dataDir, cases, say);
    else found = await countCases(dataDir, say);
    const how = data === null ? 'loaded' : 'found';
    say(`demo with ${found} cases ${how} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    dataDir,
    cases: found,
    server: async () => {
      running ??= await startServer(dataDir, port);
      return running;
    },
    stopServer,
    database: async () => {
      if (!running) throw new Error('The database belongs to the server, which does not run.');
      return start({ dataDir });
    },
    close,
  };
}

/** Opening brings the database forward to this version. */
async function countCases(dataDir: string, say: (line: string) => void): Promise<number> {
  if (!existsSync(join(dataDir, 'postgres'))) throw new TypeError(`There is no data folder of Gezhi at ${dataDir}.`);
  const config = readConfig({ GEZHI_DATA_DIR: dataDir, GEZHI_LOG: 'silent' });
  const { ownerUrl, close } = await openServices(config, { exclusive: true, onProgress: say });
  const client = await connect(ownerUrl);
  try {
    const { rows } = await client.query<{ cases: number }>(
      'select count(*)::int as cases from app.cases where district_id = $1',
      [erqi.id],
    );
    if (!rows[0]?.cases) throw new TypeError(`${dataDir} does not hold the demo district; load it with gezhi demo.`);
    return rows[0].cases;
  } finally {
    await client.end();
    await close();
  }
}

async function load(dataDir: string, cases: number, say: (line: string) => void): Promise<void> {
  const config = readConfig({ GEZHI_DATA_DIR: dataDir, GEZHI_LOG: 'silent' });
  const { services, close } = await openServices(config, {
    exclusive: true,
    settings: loadingSettings,
    onProgress: say,
  });
  try {
    await loadDemo(services, { scale: cases, seed: 'erqi', now: services.clock(), onProgress: say });
  } finally {
    await close();
  }
}

const program = fileURLToPath(new URL('../server/main.ts', import.meta.url));

/** With the role `all`: the jobs that a report leaves behind are run while the next reports come in. */
export async function startServer(dataDir: string, port: number): Promise<RunningServer> {
  const began = performance.now();
  // The flag of scripts/lib/node24.mjs and deploy/: what is measured is what runs.
  const child = spawn(process.execPath, ['--max-semi-space-size=16', program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      HOST: '127.0.0.1',
      GEZHI_DATA_DIR: dataDir,
      // As behind the proxy: the limit of an address counts the resident's, not the one address of this bench.
      GEZHI_TRUST_PROXY: 'true',
      GEZHI_LOG: 'warn',
    },
  });
  const running = await untilReady(child, `http://127.0.0.1:${port}`);
  return { ...running, startMs: performance.now() - began };
}
