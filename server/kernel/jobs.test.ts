import { sql } from 'kysely';
import pg from 'pg';
import pino from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { inDistrict, type Scope, type Tx } from '#kernel/database';
import { forgetJob, type JobOptions, startWorker, later as typedLater } from '#kernel/jobs';
import { testDatabase } from '#testing/database';
import { administer } from '#testing/test-server';
import { keepLocksHonest } from './job-locks.ts';

const database = await testDatabase();
const scope: Scope = { district: 1, areas: [], units: [], cases: [] };
const inside = <T>(work: (tx: Tx) => Promise<T>) => inDistrict(database.app, scope, work);
// A job of the modules' list would also have to be in everybody's task list.
const later = typedLater as (tx: Tx, name: string, payload: object, options?: JobOptions) => Promise<void>;
const log = pino({ level: 'silent' });

let heard: string[] = [];
afterEach(() => {
  heard = [];
});

const start = (run = async (word: string): Promise<void> => void heard.push(word)) =>
  startWorker(database, { 'kernel.probe': ({ word }: { word: string }) => run(word) } as never, {
    concurrency: 2,
    log,
  });

test('a job runs once its transaction commits, and never when it does not', async () => {
  const worker = await start();
  await inside((tx) => later(tx, 'kernel.probe', { word: '路灯' }));
  await inside(async (tx) => {
    await later(tx, 'kernel.probe', { word: 'never' });
    throw new Error('refused');
  }).catch(() => undefined);
  await vi.waitFor(() => expect(heard).toEqual(['路灯']), 3000);
  await worker.stop();
  expect(heard).toEqual(['路灯']);
});

test('a job of the same key replaces the one that waits; a forgotten one is gone', async () => {
  const soon = new Date(Date.now() + 60_000);
  await inside((tx) => later(tx, 'kernel.probe', { word: 'first' }, { jobKey: 'k', runAt: soon }));
  await inside((tx) => later(tx, 'kernel.probe', { word: 'second' }, { jobKey: 'k' }));
  await inside((tx) => later(tx, 'kernel.probe', { word: 'gone' }, { jobKey: 'g', runAt: soon }));
  await inside((tx) => forgetJob(tx, 'g'));
  const worker = await start();
  await vi.waitFor(() => expect(heard).toEqual(['second']), 3000);
  await worker.stop();
  const { rows } = await sql`select key from graphile_worker.jobs`.execute(database.owner);
  expect(rows).toEqual([]);
});

test('a job that fails is tried again', async () => {
  let tries = 0;
  const worker = await start(async () => {
    tries += 1;
    throw new Error('not yet');
  });
  await inside((tx) => later(tx, 'kernel.probe', { word: 'x' }, { maxAttempts: 3, jobKey: 'retry' }));
  await vi.waitFor(() => expect(tries).toBe(1), 3000);
  await worker.stop();
  const { rows } = await sql`select attempts, last_error from graphile_worker.jobs where key = 'retry'`.execute(
    database.owner,
  );
  expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining('not yet') }]);
  await inside((tx) => forgetJob(tx, 'retry'));
});

test('jobs of a worker that was killed are freed at the next start, not after four hours', async () => {
  await inside((tx) => later(tx, 'kernel.probe', { word: 'orphan' }, { jobKey: 'o' }));
  await administer(
    database.ownerUrl,
    `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now() - interval '1 minute'`,
  );
  const worker = await start();
  await vi.waitFor(() => expect(heard).toEqual(['orphan']), 5000);
  await worker.stop();
});

test('a session that is told of the stop after the lock was given back does not end the process', async () => {
  // A pool of its own: the house's own reports each broken connection as a fault of the test.
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  pool.on('error', () => undefined);
  const lent = new Promise<pg.PoolClient>((resolve) => pool.on('acquire', resolve));
  const locks = keepLocksHonest(
    pool,
    () => undefined,
    () => undefined,
  );
  locks.hold('pool-stopping');
  const client = await lent;
  await locks.release();
  const told = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
  expect(() => client.emit('error', told)).not.toThrow();
  await pool.end();
});
