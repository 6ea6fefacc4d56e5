import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#testing/database';

const folder = await mkdtemp(join(tmpdir(), 'gezhi-cli-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const database = await testDatabase();

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs the program as a person at a terminal would, on the test's own database. */
function gezhi(args: string[], env: Record<string, string> = {}, program = 'server/cli.ts'): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, ...args],
      {
        env: { ...process.env, GEZHI_DATA_DIR: folder, GEZHI_LOG: 'silent', DATABASE_URL: database.superUrl, ...env },
        timeout: 60_000,
      },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
    child.stdin?.end();
  });
}

describe('the command line', { timeout: 60_000 }, () => {
  test('every command has --help', async () => {
    const overview = await gezhi(['--help']);
    for (const name of [
      'serve',
      'migrate',
      'demo',
      'import areas',
      'import divisions',
      'import catalogue',
      'verify',
      'user add',
    ]) {
      expect(overview.out).toContain(name);
    }
    const help = await Promise.all([gezhi(['import', 'areas', '--help']), gezhi(['demo', '--help'])]);
    expect(help.map(({ code }) => code)).toEqual([0, 0]);
    expect(help[0]?.out).toContain('GeoJSON');
  });

  test.each([
    [['fly'], 'There is no command "fly"'],
    [['demo', '--scale', 'moon'], '--scale takes village, town, district or a number'],
    [['serve', '--role', 'king'], '--role takes web, worker or all'],
    [['verify', '--district', 'x'], '--district takes a number'],
    [['import', 'areas'], 'Usage: import areas FILE'],
    [['import', 'areas', 'a', 'b'], 'Unexpected argument "b"'],
    [['import', 'catalogue', 'x.pdf'], 'ends in .json or .csv'],
    [['migrate', '--now'], "Unknown option '--now'"],
    [['user', 'add', 'x'], '--name is missing'],
    [['district', 'set', '--base-map', 'paper'], '--base-map takes wmts, pmtiles or none'],
    [['district', 'set', '--base-map', 'wmts', '--url', 'https://a.example/wmts'], '--attribution is missing'],
  ])('%j ends with 2 and one sentence', async (args, sentence) => {
    const ended = await gezhi(args);
    expect([ended.code, ended.err.trim().split('\n').length]).toEqual([2, 1]);
    expect(ended.err).toContain(sentence);
  });

  test('a town makes its own district, once', async () => {
    const args = [
      'district',
      'add',
      '410103',
      '--name',
      '二七区',
      '--levels',
      '区,社区',
      '--centre',
      '113.6,34.7',
      '--prefix',
      'EQ',
    ];
    const added = await gezhi(args);
    expect([added.code, added.out]).toEqual([0, expect.stringContaining('二七区 (410103) is there')]);
    const categories = await database.owner
      .selectFrom('categories')
      .select('code')
      .where('district_id', '=', 410103)
      .execute();
    expect(categories.length).toBeGreaterThan(50);
    const { items } = await database.owner
      .selectFrom('matters')
      .select((one) => one.fn.countAll<number>().as('items'))
      .where('district_id', '=', 410103)
      .executeTakeFirstOrThrow();
    expect(items).toBe(73 + 60 + 327 + 155 + 60);
    expect(await gezhi(args)).toMatchObject({ code: 1, err: 'District 410103 is there already.\n' });
    const map = ['district', 'set', '--base-map', 'wmts', '--attribution', '天地图', '--url'];
    expect(await gezhi([...map, 'https://t0.tianditu.gov.cn/vec_w/wmts'])).toMatchObject({ code: 0 });
    expect(await gezhi([...map, 'ftp://t0.tianditu.gov.cn/'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('it must begin with https:// or http://'),
    });
    const { settings } = await database.owner.selectFrom('districts').select('settings').executeTakeFirstOrThrow();
    expect(settings).toMatchObject({ casePrefix: 'EQ', baseMap: { url: 'https://t0.tianditu.gov.cn/vec_w/wmts' } });
  });

  test('a file with faults is refused with each fault, and nothing is imported', async () => {
    const { owner } = database;
    const file = join(folder, 'areas.geojson');
    const ring = [
      [113.6, 34.7],
      [113.7, 34.8],
      [113.7, 34.7],
      [113.6, 34.8],
      [113.6, 34.7],
    ];
    const feature = {
      type: 'Feature',
      properties: { code: '410103000000', name: '二七区' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    const ended = await gezhi(['import', 'areas', file]);
    expect([ended.code, ended.err]).toEqual([1, expect.stringContaining('nothing was imported')]);
    expect(ended.err).toContain('feature 0');
    expect((await owner.selectFrom('areas').select('code').execute()).map(({ code }) => code)).toEqual([
      '410103000000',
    ]);
  });

  test('verify says what it proved', async () => {
    expect(await gezhi(['verify'])).toMatchObject({
      code: 0,
      out: '二七区 (410103): 0 cases, 0 steps, every link holds.\n',
    });
  });

  test('user add makes an account that is refused a weak password', async () => {
    const weak = await gezhi(['user', 'add', 'first', '--name', '首位'], { GEZHI_PASSWORD: '123' });
    expect([weak.code, weak.err]).toEqual([1, expect.stringContaining('at least 10 characters')]);
    const good = await gezhi(['user', 'add', 'first', '--name', '首位'], { GEZHI_PASSWORD: 'a quiet street 9' });
    expect([good.code, good.out]).toEqual([0, 'first can sign in.\n']);
  });
});

describe('keys of other systems', { timeout: 60_000 }, () => {
  test('are given, listed without the key, and ended', async () => {
    const added = await gezhi(['peer', 'add', '随手拍', '--may', 'report,read-all']);
    expect(added.code).toBe(0);
    const key = added.out.trim().split('\n').at(-1) ?? '';
    expect(key).toMatch(/^8sfr-[\w-]{32}$/);
    const listed = await gezhi(['peer', 'list']);
    expect(listed.out).toContain(`…${key.slice(-4)}  report,read-all`);
    expect(listed.out).not.toContain(key);
    const [id = ''] = listed.out.split(' ');
    expect((await gezhi(['peer', 'end', id])).out).toContain('随手拍 is refused from now on');
    expect((await gezhi(['peer', 'list'])).out).toContain('until 20');
  });

  test.each([
    [['peer', 'add', 'x', '--may', 'fly'], 2, '--may takes one or more of report, read-all, update'],
    [['peer', 'end', 'x'], 2, 'first column of "peer list"'],
    [['peer', 'end', '00000000-0000-7000-8000-000000000000'], 1, 'There is no such system'],
  ])('%j is refused in one sentence', async (args, code, sentence) => {
    const ended = await gezhi(args);
    expect([ended.code, ended.err]).toEqual([code, expect.stringContaining(sentence)]);
  });
});

describe('starting', { timeout: 60_000 }, () => {
  test('a port in use, a wrong URL, wrong settings: one clear sentence each', async () => {
    const server = createServer().listen(0);
    const { port } = server.address() as { port: number };
    const taken = await gezhi([], { PORT: String(port) }, 'server/main.ts');
    server.close();
    expect([taken.code, taken.err.trim()]).toEqual([
      1,
      `Port ${port} is in use; stop the other program or set PORT to another number.`,
    ]);
    const wrong = await gezhi(
      [],
      { PORT: '0', DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' },
      'server/main.ts',
    );
    expect([wrong.code, wrong.err.trim()]).toEqual([
      1,
      'No PostgreSQL answers at 127.0.0.1:1; is it running, and is the address right?',
    ]);
    const settings = await gezhi([], { PORT: 'eighty', GEZHI_KEY: 'short' }, 'server/main.ts');
    expect(settings.err).toMatch(/^The settings are not valid: .*PORT.*GEZHI_KEY/);
  });

  test('a database of a newer version is not touched', async () => {
    await database.owner.executeQuery({
      sql: "insert into app.migrations (name, hash) values ('9999-future.sql', 'x')",
      parameters: [],
      query: { kind: 'RawNode' },
    } as never);
    const ended = await gezhi(['migrate']);
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/newer/);
    expect(ended.err.trim().split('\n').length).toBe(1);
  });
});
