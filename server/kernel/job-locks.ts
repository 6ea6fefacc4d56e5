import type pg from 'pg';

/** Long enough that a worker which just started holds its own lock, short beside any deadline. */
const SUSPECT_AFTER = '20 seconds';
const EVERY_MS = 20_000;

/**
 * graphile-worker gives a killed worker's jobs back after four hours; a deadline cannot wait that long. Each worker
 * therefore holds a session lock of its name; whoever can take the lock of another name knows that its holder is dead
 * and frees its jobs. `onLost`: the lock broke with its session, so from now on this worker counts as dead.
 */
export function keepLocksHonest(pool: pg.Pool, onError: (error: unknown) => void, onLost: () => void) {
  let name: string | undefined;
  let client: pg.PoolClient | undefined;
  let letGo: (() => void) | undefined;
  let ended = false;
  let work: Promise<void> = Promise.resolve();

  const holder = async (): Promise<pg.PoolClient> => {
    if (client) return client;
    const fresh = await pool.connect();
    let held = true;
    // Closed, not returned: the session's end gives the lock back. Once only: a session that is closing may still be told
    // that the server stops (57P01), and releasing twice would end the process in the middle of its own stop.
    const end = () => {
      if (!held) return;
      held = false;
      if (client === fresh) client = undefined;
      fresh.release(true);
    };
    fresh.once('error', () => {
      if (held && !ended) onLost();
      end();
    });
    try {
      if (name) await fresh.query('select pg_advisory_lock($1, hashtext($2))', [workerLockClass, name]);
    } catch (error) {
      end();
      throw error;
    }
    client = fresh;
    letGo = end;
    return fresh;
  };

  const look = async (): Promise<void> => {
    if (ended) return;
    const { rows } = await (await holder()).query<{ locked_by: string }>(SUSPECTS, [name ?? '']);
    for (const { locked_by } of rows) await freeIfDead(await holder(), locked_by);
  };

  const next = () => {
    work = work.then(look).catch(onError);
    return work;
  };
  const timer = setInterval(next, EVERY_MS).unref();

  return {
    hold(own: string): void {
      name = own;
      next();
    },
    async release(): Promise<void> {
      ended = true;
      clearInterval(timer);
      await work;
      letGo?.();
    },
  };
}

/** Any number no other advisory lock of ours has as its first half. */
export const workerLockClass = 1735752821;

const SUSPECTS = `
  select distinct locked_by from graphile_worker.jobs
   where locked_by <> $1 and locked_at < now() - interval '${SUSPECT_AFTER}'`;

async function freeIfDead(client: pg.PoolClient, name: string): Promise<void> {
  const { rows } = await client.query('select pg_try_advisory_lock($1, hashtext($2)) as dead', [workerLockClass, name]);
  if (!rows[0].dead) return;
  try {
    await client.query('select graphile_worker.force_unlock_workers($1::text[])', [[name]]);
  } finally {
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [workerLockClass, name]);
  }
}
