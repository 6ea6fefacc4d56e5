import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword, loadDemo } from '#demo/load';
import { connect } from '#kernel/bootstrap';
import { sha256 } from '#kernel/crypto';
import type { Database } from '#kernel/database';
import { fileReport } from '#testing/cases';
import { commandLine } from '#testing/command-line';
import { testDatabase } from '#testing/database';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld } from '#testing/world';
import { readArchive, writeArchive } from './cli/archive.ts';
import { headName, manifestName, signatureName, signatureOf, sumsName } from './cli/backup-manifest.ts';

const folder = await mkdtemp(join(tmpdir(), 'gezhi-backup-'));
const house = await testHouse();
const busyCopy = await testHouse();
const quietCopy = await testHouse();
const empty = await testDatabase();
afterAll(() => rm(folder, { recursive: true, force: true }));

const key = Buffer.alloc(32, 7).toString('base64');
const settingsOf = (one: typeof house) => ({
  DATABASE_URL: one.database.superUrl,
  GEZHI_DATA_DIR: one.services.config.dataDir,
  GEZHI_KEY: key,
});
const inHouse = commandLine(settingsOf(house));
const good = join(folder, 'good.tar.gz');

/** Each table's rows, whatever their order. Numbers of transactions are the server's own. */
async function contentOf({ owner }: Database): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')
       and relname not in ('migrations', 'outbox_readers') order by 1`.execute(owner);
  const content: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await sql<{ n: string; sum: string }>`
      select count(*) as n, md5(coalesce(string_agg(row, '|' order by row), '')) as sum
        from (select (to_jsonb(t) - 'xid')::text as row from ${sql.table(`app.${name}`)} t) s`.execute(owner);
    content[name] = `${found[0]?.n} ${found[0]?.sum}`;
  }
  return content;
}

/** Somebody stands in line for the table that a test holds. */
async function waitsForLock(): Promise<boolean> {
  const { rowCount } = await house.database.ownerPool.query(
    `select from pg_locks where not granted and relation = 'app.saved_filters'::regclass`,
  );
  return rowCount === 1;
}

async function jobsOf({ ownerPool }: Database): Promise<unknown[]> {
  const { rows } = await ownerPool.query(
    'select task_identifier, key, run_at, queue_name, max_attempts, attempts >= max_attempts as failed, last_error from graphile_worker.jobs order by 1, 2, 3',
  );
  return rows;
}

const districtsOf = async ({ owner }: Database) => (await owner.selectFrom('districts').select('id').execute()).length;

beforeAll(async () => {
  await loadDemo(house.services, { scale: 'village', seed: 'backup', now: new Date(), onProgress: () => undefined });
  const world = await makeWorld(house);
  for (const n of [11, 12, 13, 14])
    await fileReport(world, 0, { photos: [{ id: await upload(house, world.district, n), kind: 'before' }] });
  await house.database.ownerPool.query(`
    select graphile_worker.permanently_fail_jobs(array[(select id from graphile_worker.jobs limit 1)], 'no answer')`);
});

describe('backup and restore', { timeout: 120_000 }, () => {
  test('while reports are filed: what is restored is one moment, with the photo that its case names', async () => {
    const world = await makeWorld(house);
    const file = async (n: number) =>
      fileReport(world, 0, { photos: [{ id: await upload(house, world.district, n), kind: 'before' }] });
    const first = await file(1);
    const path = join(folder, 'busy.tar.gz');
    // Held in the middle: numbers of cases are saved already, the cases themselves not yet.
    const holder = await connect(house.database.ownerUrl);
    await holder.query('begin');
    await holder.query('lock table app.saved_filters in access exclusive mode');
    const saving = inHouse(['backup', path]);
    await expect.poll(waitsForLock, { timeout: 60_000, interval: 50 }).toBe(true);
    for (const n of [2, 3, 4]) await file(n);
    await holder.query('commit');
    await holder.end();
    const saved = await saving;
    expect([saved.code, saved.out]).toEqual([0, expect.stringContaining('The key is not in it')]);

    const restored = await commandLine(settingsOf(busyCopy))(['restore', path]);
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('every link holds')]);
    const inWorld = (table: 'case_numbers' | 'cases' | 'case_photos' | 'case_steps' | 'files') =>
      busyCopy.database.owner.selectFrom(table).selectAll().where('district_id', '=', world.district).execute();
    expect(await inWorld('case_numbers')).toMatchObject([{ n: 1 }]);
    for (const table of ['cases', 'case_photos', 'case_steps', 'files'] as const)
      expect(await inWorld(table), table).toHaveLength(1);
    const tracked = await busyCopy.app.inject({ url: `/api/public/track/${first.token}` });
    expect(tracked.json()).toMatchObject({ no: first.no });
    const photo = await busyCopy.app.inject({
      url: tracked.json<{ photos: { url: string }[] }>().photos[0]?.url ?? '',
    });
    expect([photo.statusCode, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);
  });

  test('at rest: every row, job and picture is equal; people sign in; work goes on', async () => {
    const saved = await inHouse(['backup', good, '--with-originals']);
    expect(saved.code).toBe(0);
    const restored = await commandLine(settingsOf(quietCopy))(['restore', good]);
    const proved = restored.out.match(/every link holds/g)?.length;
    expect([restored.code, proved]).toEqual([0, await districtsOf(house.database)]);
    expect(await contentOf(quietCopy.database)).toEqual(await contentOf(house.database));
    const jobs = await jobsOf(house.database);
    expect(await jobsOf(quietCopy.database)).toEqual(jobs);
    expect(jobs.filter((job) => (job as { failed: boolean }).failed)).toMatchObject([{ last_error: 'no answer' }]);
    const originals = await readdir(join(quietCopy.services.config.dataDir, 'files/originals'), { recursive: true });
    expect(originals.filter((name) => name.endsWith('.orig')).length).toBeGreaterThan(3);

    const login = { login: 'worker', password: demoPassword };
    const signedIn = await quietCopy.app.inject({ method: 'POST', url: '/api/session', payload: login });
    expect(signedIn.statusCode).toBe(200);
    await fileReport(await makeWorld(quietCopy));
  });

  test('events a reader has not had stay unread, read ones stay read, on a server with other transaction numbers', async () => {
    const unread = (database: Database) =>
      database.ownerPool.query(
        'select count(*) filter (where e.xid >= r.xid)::int as unread, count(*)::int as events from app.live_events e, app.outbox_readers r',
      );
    const { ownerPool } = house.database;
    await ownerPool.query(
      'update app.outbox_readers set xid = (select xid from app.live_events order by id offset 2 limit 1)',
    );
    // As on a server that has counted further than the one it is restored to.
    for (const table of ['live_events', 'outbox_readers'])
      await ownerPool.query(`update app.${table} set xid = (xid::text::bigint + 10000000)::text::xid8`);
    const path = join(folder, 'readers.tar.gz');
    expect((await inHouse(['backup', path])).code).toBe(0);
    const target = await commandLine({
      ...settingsOf(house),
      DATABASE_URL: empty.superUrl,
      GEZHI_DATA_DIR: join(folder, 'readers'),
    })(['restore', path]);
    expect(target.code).toBe(0);
    const [before, after] = [await unread(house.database), await unread(empty)];
    expect(before.rows[0].unread).toBeGreaterThan(0);
    expect(before.rows[0].unread).toBeLessThan(before.rows[0].events);
    expect(after.rows).toEqual(before.rows);
    const next = await empty.ownerPool.query(
      'select pg_current_xact_id() >= max(xid) as unread from app.outbox_readers',
    );
    expect(next.rows).toEqual([{ unread: true }]);
  });
});

type Seal = 'not at all' | 'sums' | 'signed';

/** The same archive with other content; `sums`: hashes that fit it, as somebody with time but no key would write them. */
async function forged(name: string, change: (name: string, bytes: Buffer) => Buffer, seal: Seal): Promise<string> {
  const path = join(folder, `${name}.tar.gz`);
  const archive = writeArchive(path, new Date());
  const sums: string[] = [];
  for await (const member of readArchive(good)) {
    let bytes = change(member.name, Buffer.from(member.bytes));
    if (member.name === sumsName && seal !== 'not at all') bytes = Buffer.from(sums.join(''));
    if (member.name === signatureName && seal === 'signed')
      bytes = Buffer.from(signatureOf(house.services.crypto, sums.join('')));
    if (member.name !== sumsName) sums.push(`${sha256(bytes).toString('hex')}  ${member.name}\n`);
    await archive.add(member.name, bytes);
  }
  await archive.finish();
  return path;
}

const replaced = (member: string, from: string, to: string) => (name: string, bytes: Buffer) =>
  name === member ? Buffer.from(bytes.toString('utf8').replace(from, to)) : bytes;

describe('what cannot be restored is refused in one sentence, and nothing is changed', { timeout: 120_000 }, () => {
  const fresh = commandLine({ DATABASE_URL: '', GEZHI_DATA_DIR: join(folder, 'fresh'), GEZHI_KEY: key });

  async function refused(path: string, more: Record<string, string> = {}): Promise<string> {
    const target = await testTarget();
    const ended = await fresh(['restore', path], { DATABASE_URL: target.superUrl, ...more });
    expect([ended.code, ended.out, await districtsOf(target)]).toEqual([1, '', 0]);
    const left = await readdir(join(folder, 'fresh/files'), { recursive: true }).catch(() => []);
    expect(left.filter((name) => name.includes('.'))).toEqual([]);
    return ended.sentence;
  }
  const target = testDatabase();
  const testTarget = () => target;

  test('a cut, a damaged, a foreign file, and one that is not there', async () => {
    const cut = join(folder, 'cut.tar.gz');
    await copyFile(good, cut);
    await truncate(cut, (await readFile(good)).length - 5000);
    expect(await refused(cut)).toMatch(/is cut off: its end is missing/);
    const bytes = await readFile(good);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    const bad = join(folder, 'damaged.tar.gz');
    await writeFile(bad, bytes);
    expect(await refused(bad)).toMatch(/is damaged|is not what was backed up/);
    await writeFile(join(folder, 'text.tar.gz'), 'not an archive');
    expect(await refused(join(folder, 'text.tar.gz'))).toMatch(/is damaged or no backup of Gezhi/);
    expect(await refused(join(folder, 'absent.tar.gz'))).toMatch(/cannot be read/);
  });

  test('a part that was changed, also when its hash was changed with it', async () => {
    const change = replaced('tables/districts.000001.copy', '试验区', '试炼区');
    expect(await refused(await forged('part', change, 'not at all'))).toMatch(
      /the part tables\/districts\.000001\.copy is not what was backed up/,
    );
    expect(await refused(await forged('sealed', change, 'sums'))).toMatch(/was changed after it was made/);
  });

  test('another format, a newer schema, another key, no key', async () => {
    expect(await refused(await forged('format', replaced(headName, '"format": 1', '"format": 2'), 'sums'))).toMatch(
      /in format 2; this version reads format 1/,
    );
    expect(await refused(good, { GEZHI_KEY: Buffer.alloc(32, 8).toString('base64') })).toMatch(
      /is another key than that/,
    );
    expect(await refused(good, { GEZHI_KEY: '' })).toMatch(/The key of the installation that was backed up is needed/);
    const names = await readdir(join(folder, 'fresh')).catch(() => []);
    expect(names).not.toContain('key');
  });

  test('a newer schema, and rows that end before they should: also what was written already goes', async () => {
    const newer = replaced(headName, '0004-cases.sql', '0004-houses.sql');
    expect(await refused(await forged('newer', newer, 'signed'))).toMatch(
      /with 0004-houses\.sql, which this version does not/,
    );
    const more = replaced(manifestName, '"jobs": ', '"jobs": 1');
    expect(await refused(await forged('manifest', more, 'signed'))).toMatch(/is damaged/);
  });

  test('an installation that is not empty', async () => {
    const ended = await inHouse(['restore', good]);
    expect([ended.code, ended.sentence]).toEqual([1, expect.stringMatching(/^This installation is not empty/)]);
  });

  test('a disk that is full, a file that is there, a folder that is not', async () => {
    // A limit on the size of a file, in blocks of 512 bytes, ends the writing as a full disk does.
    const path = join(folder, 'full.tar.gz');
    const full = await inHouse(['backup', path], {}, 'ulimit -f 400; exec "$@"');
    expect([full.code, full.sentence]).toEqual([1, expect.stringMatching(/There is no room left to write/)]);
    expect((await readdir(folder)).filter((name) => name.startsWith('full'))).toEqual([]);
    expect((await inHouse(['backup', good])).sentence).toMatch(/is there already; choose another name/);
    expect((await inHouse(['backup', join(folder, 'no/such/file')])).sentence).toMatch(
      /does not exist; create it first/,
    );
    const named = await inHouse(['backup', folder]);
    expect(named.out).toMatch(/gezhi-\d{14}\.tar\.gz: /);
  });
});
