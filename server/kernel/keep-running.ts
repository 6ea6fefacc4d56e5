import { setTimeout as sleep } from 'node:timers/promises';

/** A process of ours; `gone` settles when it has ended. */
export interface RunningProcess {
  gone: Promise<void>;
}

const PAUSES_MS = [0, 1000, 2000, 5000, 15_000];

/**
 * Starts a process again whenever it ended without being asked to. `again` answers null when that is no longer ours to
 * do; when it throws, it is tried later, for as long as it takes: a full disk is emptied by somebody some day.
 */
export function keepRunning(
  first: RunningProcess,
  again: () => Promise<RunningProcess | null>,
  onError: (error: unknown) => void,
): { stop(end: () => Promise<void>): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let starting: Promise<RunningProcess | null> | undefined;

  const startAgain = async (): Promise<RunningProcess | null> => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return null;
      starting = again();
      try {
        return await starting;
      } catch (error) {
        onError(error);
      }
    }
    return null;
  };
  const watching = (async () => {
    for (let running: RunningProcess | null = first; running; running = await startAgain()) await running.gone;
  })();

  return {
    /** `end` ends the process that runs now: not before one that is just being started runs. */
    async stop(end) {
      stopping.abort();
      await starting?.catch(() => undefined);
      await end();
      await watching;
    },
  };
}
