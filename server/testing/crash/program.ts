import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';

/** The whole program as an operator starts it: `node server/main.ts` on its embedded database. */
export interface Program {
  start(): void;
  /** kill -9; returns when the process is gone. */
  kill(): Promise<void>;
  /** Until /readyz says that everything is there. */
  untilReady(): Promise<void>;
  /** Ends it as Ctrl-C does and returns its exit code. */
  stop(): Promise<number | null>;
  /** Times it ended without being killed or stopped. */
  fell(): number;
}

const patienceMs = 90_000;

export function programOf({ dataDir, base, port }: Installation, settings: Record<string, string> = {}): Program {
  let child: ChildProcess | undefined;
  let meant = false;
  let fallen = 0;

  const start = (): void => {
    const log = openSync(join(dataDir, 'program.log'), 'a');
    meant = false;
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
      env: {
        ...process.env,
        GEZHI_DATA_DIR: dataDir,
        GEZHI_DEMO: 'false',
        GEZHI_LOG: 'warn',
        GEZHI_FREE_MB: '0',
        // Each phone of the load has an address of its own.
        GEZHI_TRUST_PROXY: 'true',
        HOST: '127.0.0.1',
        PORT: String(port),
        ...settings,
      },
      stdio: ['ignore', log, log],
    });
    child = started;
    started.once('exit', () => {
      if (child === started && !meant) fallen += 1;
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> => {
    meant = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    child.kill(signal);
    const [code] = await gone;
    return code;
  };

  return {
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
    fell: () => fallen,
    async untilReady() {
      const began = performance.now();
      for (;;) {
        const said = await readiness(base);
        if (said === null) return;
        if (fallen > 0) throw new Error('The program ended by itself.');
        if (performance.now() - began > patienceMs)
          throw new Error(`The program is not ready after ${patienceMs} ms: ${said}`);
        await sleep(50);
      }
    },
  };
}

/** null: ready; otherwise what it says is missing. */
async function readiness(base: string): Promise<string | null> {
  try {
    const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(5000) });
    return answer.status === 200 ? null : await answer.text();
  } catch (error) {
    return String(error);
  }
}
