import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningServer } from '#kernel/running-postgres';
import type { Program } from './program.ts';

/** What is killed with -9; after those that end the program it is started again, after the others nothing is done. */
export const killKinds = {
  server: 'the program',
  postmaster: 'the postmaster alone',
  backends: 'one to three processes of PostgreSQL',
  both: 'the program and the postmaster',
  everything: 'the program and every process of PostgreSQL',
  twice: 'the program, and once more while it starts again',
} as const;
export type KillKind = keyof typeof killKinds;
export const endsProgram = (kind: KillKind): boolean => kind !== 'postmaster' && kind !== 'backends';

export async function strike(
  kind: KillKind,
  { program, dataDir, random }: { program: Program; dataDir: string; random: () => number },
): Promise<void> {
  const postmaster = runningServer(join(dataDir, 'postgres'))?.pid;
  if (postmaster === undefined) throw new Error('There is no PostgreSQL to kill.');
  if (kind === 'server' || kind === 'twice') await program.kill();
  if (kind === 'postmaster') killNow(postmaster);
  if (kind === 'backends') someOf(childrenOf(postmaster), 1 + Math.floor(random() * 3), random).forEach(killNow);
  if (kind === 'both') await Promise.all([program.kill(), killNow(postmaster)]);
  if (kind === 'everything') {
    const children = childrenOf(postmaster);
    await Promise.all([program.kill(), killNow(postmaster), ...children.map(killNow)]);
  }
  if (kind !== 'twice') return;
  program.start();
  await sleep(200 + random() * 2500);
  await program.kill();
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended in the meantime: a backend whose client went.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function someOf<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
