import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { bootstrap, connect } from '#kernel/bootstrap';
import { migrate } from '#kernel/migrate';
import { SetupFault } from '#kernel/setup-fault';
import { administer, withDatabase } from '#testing/test-server';

const server = inject('testServer');
const adminUrl = withDatabase(server.superUrl, 'postgres');
const name = `${server.template}_migrate_${process.pid}`;
const superUrl = withDatabase(server.superUrl, name);
const ownerUrl = withDatabase(server.ownerUrl, name);
const folder = await mkdtemp(join(tmpdir(), 'gezhi-migrate-'));

await administer(
  adminUrl,
  `create database ${name} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
);
const passwords = { owner: new URL(server.ownerUrl).password, app: new URL(server.appUrl).password };
await bootstrap(superUrl, passwords);

afterAll(async () => {
  await administer(adminUrl, `drop database ${name} with (force)`);
  await rm(folder, { recursive: true });
});

const write = (file: string, text: string) => writeFile(join(folder, file), text);

describe('migrate', () => {
  test('applies each file once, also when two processes start together', async () => {
    await write('0001-first.sql', 'create table first (n int); insert into first values (1);');
    await write('0002-second.sql', 'insert into first values (2);');
    const applied = await Promise.all([migrate(ownerUrl, folder), migrate(ownerUrl, folder)]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, 2]);
    const client = await connect(ownerUrl);
    const { rows } = await client.query('select n from app.first order by n');
    await client.end();
    expect(rows).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('names file and line of an error and leaves nothing of that file behind', async () => {
    await write('0003-broken.sql', 'create table half (n int);\n\nselect nothing_known();');
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(/^0003-broken\.sql:3: function nothing_known/);
    await write('0003-broken.sql', 'create table half (n int);');
    expect(await migrate(ownerUrl, folder)).toEqual(['0003-broken.sql']);
  });

  test.each([
    ['a changed file', () => write('0001-first.sql', 'select 1;'), /0001-first\.sql was changed/],
    ['a newer database', () => rm(join(folder, '0003-broken.sql')), /newer version of Gezhi/],
    ['a late file', () => write('0002-another.sql', ''), /Two migrations have the number 0002/],
  ])('refuses %s in one sentence', async (_, change, sentence) => {
    await change();
    await expect(migrate(ownerUrl, folder)).rejects.toThrow(sentence);
    await rm(join(folder, '0002-another.sql'), { force: true });
    await write('0001-first.sql', 'create table first (n int); insert into first values (1);');
    await write('0003-broken.sql', 'create table half (n int);');
  });
});

describe('bootstrap', () => {
  test('may be repeated, also by two at once', async () => {
    await Promise.all([bootstrap(superUrl, passwords), bootstrap(superUrl, passwords)]);
    const client = await connect((await bootstrap(superUrl, passwords)).appUrl);
    await client.end();
  });

  test('a user without the right gets one sentence', async () => {
    await mkdir(folder, { recursive: true });
    const error = await bootstrap(withDatabase(server.appUrl, name), passwords).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SetupFault);
    expect(error.message).toMatch(/may not set up the database/);
  });

  test.each([
    ['postgres://app_rw:wrong@', /refused the password of user "app_rw"/],
    ['postgres://nobody_known:x@', /refused the password of user "nobody_known"/],
  ])('%s is explained', async (start, sentence) => {
    const url = superUrl.replace(/^postgres(ql)?:\/\/[^@]*@/, start);
    await expect(connect(url)).rejects.toThrow(sentence);
  });

  test('a server that is not there, a host that is not known, a database that does not exist', async () => {
    await expect(connect('postgres://a:b@127.0.0.1:9/x')).rejects.toThrow(/No PostgreSQL answers at 127\.0\.0\.1:9/);
    await expect(connect('postgres://a:b@no-such-host.invalid/x')).rejects.toThrow(/no-such-host\.invalid/);
    await expect(connect(withDatabase(superUrl, 'absent'))).rejects.toThrow(/has no database "absent"/);
    await expect(connect('not a url')).rejects.toThrow(/is not a URL/);
  });
});
