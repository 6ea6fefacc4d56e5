import { uuidv7 } from 'uuidv7';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#testing/database';
import { connect } from './bootstrap.ts';
import { sweepKernel } from './sweep.ts';

const database = await testDatabase();
const client = await connect(database.ownerUrl);
afterAll(() => client.end());

const now = new Date('2026-11-29T02:00:00Z');
const district = 977;
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600_000);

const claim = (at: Date, many = 1) =>
  client.query(
    `insert into app.commands (district_id, id, name, actor, body_hash, at)
     select $1, gen_random_uuid(), 'case.move', 'somebody', '', $2 from generate_series(1, $3)`,
    [district, at, many],
  );
const claimed = async () =>
  (await client.query('select at from app.commands where district_id = $1 order by at', [district])).rows.map(
    ({ at }) => at,
  );

test('commands of half a year ago go, however many; younger ones answer a resend still', async () => {
  await claim(daysAgo(400), 12_001);
  await claim(daysAgo(183));
  await claim(daysAgo(181));
  await claim(daysAgo(0));
  expect((await sweepKernel(database, now)).commands).toBe(12_002);
  expect(await claimed()).toEqual([daysAgo(181), daysAgo(0)]);
  expect((await sweepKernel(database, now)).commands).toBe(0);
});

test('events of yesterday go, but not those that a reader has not come to', async () => {
  const event = async (at: Date) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into app.live_events (district, at, case_id, area_path, payload) values ($1, $2, $3, '977/', '{}') returning id`,
      [district, at, uuidv7()],
    );
    return rows[0]?.id;
  };
  const left = async () =>
    (await client.query('select id from app.live_events where district = $1 order by id', [district])).rows.map(
      ({ id }) => id,
    );
  const old = await event(daysAgo(2));
  await client.query(
    `insert into app.outbox_readers (name, xid) select 'sweep-test', xid from app.live_events where id = $1`,
    [old],
  );
  const unread = await event(daysAgo(2));
  const young = await event(daysAgo(0.5));
  await sweepKernel(database, now);
  expect(await left()).toEqual([old, unread, young]);
  await client.query(`delete from app.outbox_readers where name = 'sweep-test'`);
  await client.query(`update app.outbox_readers set xid = pg_current_xact_id()`);
  await sweepKernel(database, now);
  expect(await left()).toEqual([young]);
});
