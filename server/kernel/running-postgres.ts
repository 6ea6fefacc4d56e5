import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFault } from './setup-fault.ts';

export interface RunningServer {
  pid: number;
  port: number;
  /** Empty where it listens on 127.0.0.1 only. */
  socketDir: string;
  stopping: boolean;
}

/** The server that runs on this data folder, by its postmaster.pid; a file left by a dead one does not count. */
export function runningServer(pgdata: string): RunningServer | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!isServerOf(pid, pgdata)) return undefined;
  return { pid, port: Number(lines[3]), socketDir: lines[4]?.trim() ?? '', stopping: lines[7]?.trim() === 'stopping' };
}

/**
 * Clears what a killed server left. PostgreSQL does so itself, except where the old number now belongs to another
 * program or to a zombie (after kill -9 of the postmaster 40 of 40 restarts failed on that). The file is removed only
 * when no process of the old server lives: it also guards the shared memory of orphaned backends. The lock beside the
 * socket names the same number and stops a start in the same way; the socket's folder is ours alone.
 */
export async function clearRemains(pgdata: string, { host, port }: { host: string; port: number }): Promise<void> {
  for (let waited = 0; waited < 10_000 && serversOf(pgdata).length > 0; waited += 250) await sleep(250);
  const left = serversOf(pgdata);
  if (left.length > 0)
    throw new SetupFault(
      `Processes of an earlier database server still use ${pgdata}: ${left.join(', ')}; wait until they end, or end them, then start again.`,
    );
  await rm(join(pgdata, 'postmaster.pid'), { force: true });
  if (host.startsWith('/')) await rm(join(host, `.s.PGSQL.${port}.lock`), { force: true });
}

function serversOf(pgdata: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isServerOf(pid, pgdata));
}

function isServerOf(pid: number, pgdata: string): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, command, state] = /\((.*)\) (\S)/s.exec(stat) ?? [];
    if (command !== 'postgres' || state === 'Z' || state === 'X') return false;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgdata);
  } catch {
    // Gone meanwhile, or another user's: a server on our data runs as ourselves.
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** INT is a fast shutdown: clients are cut, everything acknowledged is on disk. QUIT after a minute leaves recovery to the next start. */
export async function stopServer(pid: number, pgdata: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!isServerOf(pid, pgdata)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < patience && isServerOf(pid, pgdata); waited += 20) await sleep(20);
  }
}
