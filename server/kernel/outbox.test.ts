import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#testing/database';
import { connect } from './bootstrap.ts';
import { followOutbox, readOutbox } from './outbox.ts';

const database = await testDatabase();
const clients = await Promise.all([connect(database.ownerUrl), connect(database.ownerUrl)]);
afterAll(() => Promise.all(clients.map((client) => client.end())));
const [one, two] = clients;

const write = `insert into app.live_events (district, at, case_id, area_path, payload)
               values (1, now(), $1, '1/', '{}') returning id`;
async function event(client = one): Promise<number> {
  const { rows } = await client.query<{ id: string }>(write, [uuidv7()]);
  return Number(rows[0]?.id);
}
/** What is read until nothing is held back any more: other test files' transactions on the same server hold it, too. */
async function read(): Promise<number[]> {
  const seen: number[] = [];
  while (await readOnce(seen)) await sleep(10);
  return seen;
}
function readOnce(seen: number[]): Promise<boolean> {
  return readOutbox(database, 'webhooks', async (rows) => void seen.push(...rows.map(({ id }) => id)));
}

beforeEach(async () => {
  await read();
});

test('what commits late, under a lower id, is read all the same', async () => {
  await one.query('begin');
  const early = await event(one);
  const late = await event(two);
  expect(late).toBeGreaterThan(early);
  // The one that committed waits for the older transaction: neither is read past it.
  const seen: number[] = [];
  expect(await readOnce(seen)).toBe(true);
  expect(seen).toEqual([]);
  await one.query('commit');
  expect(await read()).toEqual([early, late]);
  expect(await read()).toEqual([]);
});

test('what is rolled back is never read and holds nothing up afterwards', async () => {
  await one.query('begin');
  await event(one);
  const kept = await event(two);
  await one.query('rollback');
  expect(await read()).toEqual([kept]);
});

test('what could not be taken comes again, and two readers never read at once', async () => {
  const wanted = await event();
  let tries = 0;
  const refusing = async () => {
    tries += 1;
    throw new Error('no');
  };
  while (tries === 0) await readOutbox(database, 'webhooks', refusing).catch(() => undefined);
  const seen: number[] = [];
  const take = async (rows: readonly { id: number }[]) => {
    await sleep(50);
    seen.push(...rows.map(({ id }) => id));
  };
  while (seen.length === 0) {
    await Promise.all([readOutbox(database, 'webhooks', take), readOutbox(database, 'webhooks', take)]);
  }
  expect(seen).toEqual([wanted]);
});

test('more than a page is read in order', async () => {
  await one.query(`insert into app.live_events (district, at, case_id, area_path, payload)
                   select 1, now(), gen_random_uuid(), '1/', '{}' from generate_series(1, 450)`);
  const seen = await read();
  expect(seen).toHaveLength(450);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a backup restored into a younger server starts again, with nothing left out', async () => {
  const wanted = await event();
  await one.query("update app.outbox_readers set xid = '9999999999'");
  await one.query("update app.live_events set xid = '9999999998'");
  await readOnce([]);
  expect(await read()).toContain(wanted);
  expect(await read()).toEqual([]);
});

test('a follower is woken by the notification of the step', async () => {
  const seen: number[] = [];
  const errors: unknown[] = [];
  const take = async (rows: readonly { id: number }[]) => void seen.push(...rows.map(({ id }) => id));
  const stop = await followOutbox(database, 'webhooks', take, (error) => errors.push(error));
  await sleep(300);
  const wanted = await event();
  await one.query("select pg_notify('live', '1')");
  for (let n = 0; n < 40 && !seen.includes(wanted); n += 1) await sleep(50);
  await stop();
  expect(seen).toEqual([wanted]);
  expect(errors).toEqual([]);
});
