import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Running, untilReady } from './running.ts';

export interface CannedAnswer {
  method: 'GET' | 'POST';
  /** As Fastify writes a route. */
  url: string;
  text: string;
}

const program = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

/** The limit of whatever is asked over HTTP: Fastify alone, a process of its own, that answers these bytes. */
export async function startBare(port: number, answers: readonly CannedAnswer[]): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-bare-'));
  try {
    const file = join(folder, 'answers.json');
    await writeFile(file, JSON.stringify([...answers, { method: 'GET', url: '/healthz', text: '{}' }]));
    const child = spawn(process.execPath, [program, '--port', String(port), '--answers', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return await untilReady(child, `http://127.0.0.1:${port}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
