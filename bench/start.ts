import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '#kernel/embedded-postgres';
import { figure, type Report, under } from './figures.ts';
import type { BenchOptions } from './options.ts';
import { residentMB } from './running.ts';
import type { Stage } from './stage.ts';

/** Starting a second time on the demo, and what the process holds when nothing is asked of it. */
export async function benchStart({ tiny, cases }: BenchOptions, stage: Stage): Promise<Report> {
  const restMs = tiny ? 1000 : 15_000;
  // Once before: files read from disk and a first start's work must not count as a second start.
  await stage.server();
  await stage.stopServer();
  const databaseMs = await startDatabase(stage);
  const { startMs, pid } = await stage.server();
  const ready = residentMB(pid);
  await sleep(restMs);
  const atRest = residentMB(pid);
  const bare = await bareNode(restMs);
  return {
    figures: [
      figure('start.second', 's', { value: startMs / 1000, limit: databaseMs / 1000 }, under(5)),
      figure('start.memory-when-ready', 'MB', { value: ready, limit: bare }),
      figure('start.memory-at-rest', 'MB', { value: atRest, limit: bare }, under(250)),
    ],
    notes: [
      `server/main.ts in the role "all" on ${cases} cases, from the start of the process until /healthz answers 200. Limit: the embedded PostgreSQL alone on the same data.`,
      `Resident memory of the Node process (PostgreSQL apart), at the first answer and ${restMs / 1000} s later. Limit: a Node process with an HTTP server that only says hello.`,
      'Checked: /healthz answered 200, for which it reads the database.',
    ],
  };
}

async function startDatabase(stage: Stage): Promise<number> {
  const began = performance.now();
  const server = await start({ dataDir: stage.dataDir });
  const took = performance.now() - began;
  await server.stop();
  return took;
}

async function bareNode(restMs: number): Promise<number> {
  const program = `require('node:http').createServer((_, answer) => answer.end('hello')).listen(0, '127.0.0.1')`;
  const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
  try {
    await sleep(Math.min(restMs, 2000));
    return residentMB(child.pid ?? 0);
  } finally {
    child.kill();
  }
}
