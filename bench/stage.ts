import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadDemo } from '#demo/load';
import { readConfig } from '#kernel/config';
import { type EmbeddedPostgres, start } from '#kernel/embedded-postgres';
import { openServices } from '../server/open-services.ts';

export interface RunningServer {
  url: string;
  pid: number;
  /** Until /healthz answered 200. */
  startMs: number;
  stop(): Promise<void>;
}

/** The demo district in a data folder of its own, and the product's own server on it as a process of its own. */
export interface Stage {
  dataDir: string;
  /** The running server; started when there is none. */
  server(): Promise<RunningServer>;
  stopServer(): Promise<void>;
  /** The addresses of the running server's database. */
  database(): Promise<EmbeddedPostgres>;
  close(): Promise<void>;
}

export interface StageOptions {
  cases: number;
  port: number;
  say(line: string): void;
}

export async function openStage({ cases, port, say }: StageOptions): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gezhi-bench-'));
  let running: RunningServer | null = null;
  const stopServer = async () => {
    await running?.stop();
    running = null;
  };
  const close = async () => {
    await stopServer();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const began = performance.now();
    await load(dataDir, cases, say);
    say(`demo with ${cases} cases loaded in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    dataDir,
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

async function load(dataDir: string, cases: number, say: (line: string) => void): Promise<void> {
  const config = readConfig({ GEZHI_DATA_DIR: dataDir, GEZHI_LOG: 'silent' });
  const { services, close } = await openServices(config, { exclusive: true, onProgress: say });
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
  const child = spawn(process.execPath, [program], {
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
  const url = `http://127.0.0.1:${port}`;
  while (!(await healthy(url))) {
    if (child.exitCode !== null) throw new Error('The server ended before it was ready.');
    await sleep(10);
  }
  const startMs = performance.now() - began;
  return { url, pid: child.pid ?? 0, startMs, stop: () => stop(child) };
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false; // not listening yet
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Resident memory of a process in MB (10⁶ bytes); Linux tells it in /proc. */
export function residentMB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`No resident size of process ${pid}.`);
  return (Number(kilobytes) * 1024) / 1e6;
}
