import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isBroken } from './pipelined-driver.ts';
import { SetupFault } from './setup-fault.ts';

/** Until the server on `url` takes connections; throws with its last words when `child` ended instead. */
export async function untilReady(
  url: string,
  child: { ended: boolean },
  log: string,
  onProgress?: (step: string) => void,
): Promise<void> {
  // Recovery after a crash may take minutes and must not be cut short.
  const telling = setTimeout(() => onProgress?.('the database is recovering from an unclean stop'), 3000);
  try {
    while (!(await answers(url))) {
      if (child.ended) throw new SetupFault(`The database did not start: ${await lastLine(log)} (see ${log})`);
      await sleep(20);
    }
  } finally {
    clearTimeout(telling);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the connect under way rejects with the same error
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // Not there yet, starting, replaying what a crash left, or killed while it said so.
    if (isBroken(error)) return false;
    throw error;
  }
}

async function lastLine(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n');
  return (
    lines.findLast((line) => /FATAL|PANIC|error while loading|could not/.test(line)) ??
    lines.at(-1) ??
    'no reason given'
  );
}
