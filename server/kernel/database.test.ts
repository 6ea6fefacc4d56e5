import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { inDistrict, openDatabase, type Scope } from '#kernel/database';
import { testDatabase } from '#testing/database';
import { administer } from '#testing/test-server';

const database = await testDatabase();
const scope: Scope = { district: 410103, areas: ['/1/2', '/3'], units: ['u1'], cases: [] };

const backend = (tx: Parameters<Parameters<typeof inDistrict>[2]>[0]) =>
  sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx).then(({ rows }) => rows[0]?.pid ?? 0);
const kill = (pid: number) => administer(database.superUrl, `select pg_terminate_backend(${pid})`);

describe('inDistrict', () => {
  test('runs as app_rw with the district set, and only inside the transaction', async () => {
    const seen = await inDistrict(database.app, scope, (tx) =>
      sql<{ role: string; district: number }>`select current_user as role, app.district() as district`.execute(tx),
    );
    expect(seen.rows).toEqual([{ role: 'app_rw', district: 410103 }]);
    const after = await sql<{ district: number | null }>`select app.district() as district`.execute(database.app);
    expect(after.rows).toEqual([{ district: null }]);
  });

  test('reports a failing scope, not the statement behind it', async () => {
    const bad = { ...scope, district: 'x' as unknown as number };
    const work = inDistrict(database.app, bad, (tx) => sql`select 1`.execute(tx));
    await expect(work).rejects.toThrow(/invalid input syntax for type integer/);
    const idle = inDistrict(database.app, bad, async () => 'done');
    await expect(idle).rejects.toThrow(/invalid input syntax for type integer/);
  });

  test('rolls back when the work throws, and a swallowed error cannot commit', async () => {
    const probe = sql`insert into app.migrations (name, hash) values ('probe', '')`;
    await expect(
      inDistrict(database.owner, scope, async (tx) => {
        await probe.execute(tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(
      inDistrict(database.owner, scope, async (tx) => {
        await probe.execute(tx);
        await sql`select 1 / 0`.execute(tx).catch(() => undefined);
      }),
    ).rejects.toThrow();
    const { rows } = await sql`select name from app.migrations where name = 'probe'`.execute(database.owner);
    expect(rows).toEqual([]);
  });

  test('retries a deadlock until both have their turn', async () => {
    await administer(
      database.ownerUrl,
      'create table app.turn (id int primary key, n int); insert into app.turn values (1, 0), (2, 0); grant all on app.turn to app_rw',
    );
    const both = (first: number, second: number) =>
      inDistrict(database.app, scope, async (tx) => {
        await sql`update app.turn set n = n + 1 where id = ${first}`.execute(tx);
        await sleep(100);
        await sql`update app.turn set n = n + 1 where id = ${second}`.execute(tx);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    const { rows } = await sql`select n from app.turn order by id`.execute(database.owner);
    expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
    await administer(database.ownerUrl, 'drop table app.turn');
  });
});

describe('a database of its own, whose connections break', () => {
  const open = (onError: (error: unknown) => void) =>
    openDatabase({ appUrl: database.appUrl, ownerUrl: database.ownerUrl, poolSize: 2, onError });

  test('runs the work again on another connection, and hears of the broken one', async () => {
    const errors: unknown[] = [];
    const own = open((error) => errors.push(error));
    let tries = 0;
    const answer = await inDistrict(own.app, scope, async (tx) => {
      tries += 1;
      const pid = await backend(tx);
      if (tries === 1) await kill(pid);
      return backend(tx);
    });
    expect(answer).toBeGreaterThan(0);
    expect(tries).toBe(2);
    expect(errors.length).toBeGreaterThan(0);
    await own.close();
  });

  test('an idle connection that breaks is reported and replaced', async () => {
    const errors: unknown[] = [];
    const own = open((error) => errors.push(error));
    await kill(await inDistrict(own.app, scope, backend));
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0));
    expect(await inDistrict(own.app, scope, backend)).toBeGreaterThan(0);
    await own.close();
  });

  test('one that is cut while everything closes is expected, not a fault', async () => {
    const heard: boolean[] = [];
    const own = openDatabase({
      appUrl: database.appUrl,
      ownerUrl: database.ownerUrl,
      poolSize: 2,
      onError: (_error, expected) => heard.push(expected),
    });
    const lent = await own.ownerPool.connect();
    const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
    const closed = own.close();
    await kill(rows[0]?.pid ?? 0);
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0));
    expect(heard).not.toContain(false);
    lent.release(true);
    await closed;
  });

  test('hears notifications again after the listening connection broke, and says so', async () => {
    const own = open(() => undefined);
    const heard: string[] = [];
    let gaps = 0;
    const unlisten = await own.listen(
      'try-it',
      (payload) => heard.push(payload),
      () => {
        gaps += 1;
      },
    );
    await administer(database.superUrl, `notify "try-it", 'one'`);
    await vi.waitFor(() => expect(heard).toEqual(['one']));
    await administer(
      database.superUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gezhi listen' and datname = current_database()`,
    );
    await vi.waitFor(() => expect(gaps).toBe(1), 5000);
    await administer(database.superUrl, `notify "try-it", 'two'`);
    await vi.waitFor(() => expect(heard).toEqual(['one', 'two']));
    await unlisten();
    await administer(database.superUrl, `notify "try-it", 'three'`);
    await sleep(100);
    expect(heard).toEqual(['one', 'two']);
    await own.close();
  });
});

describe('values', () => {
  test('come as the types that tables.ts promises', async () => {
    const { rows } = await sql`
      select 9007199254740991::int8 as big, date '2024-02-29' as day, timestamptz '2024-02-29 12:00+08' as moment,
             '{"a": [1]}'::jsonb as json, array['x']::text[] as texts, count(*) as count from (values (1)) v`.execute(
      database.app,
    );
    expect(rows).toEqual([
      {
        big: Number.MAX_SAFE_INTEGER,
        day: '2024-02-29',
        moment: new Date('2024-02-29T04:00:00Z'),
        json: { a: [1] },
        texts: ['x'],
        count: 1,
      },
    ]);
    await expect(sql`select 9007199254740993::int8`.execute(database.app)).rejects.toThrow(RangeError);
  });

  test('a statement is named once and its plan outlives a change of the table', async () => {
    const ask = () =>
      inDistrict(database.owner, scope, async (tx) => {
        const { rows } = await sql`select * from app.migrations where name = ${'none'}`.execute(tx);
        return rows;
      });
    expect(await ask()).toEqual([]);
    await administer(database.superUrl, 'alter table app.migrations add column probe int');
    expect(await ask()).toEqual([]);
    await administer(database.superUrl, 'alter table app.migrations drop column probe');
  });
});
