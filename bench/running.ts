import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server in a process of its own. */
export interface Running {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

export async function untilReady(child: ChildProcess, url: string): Promise<Running> {
  while (!(await healthy(url))) {
    if (child.exitCode !== null) throw new Error('The server ended before it was ready.');
    await sleep(10);
  }
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
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
