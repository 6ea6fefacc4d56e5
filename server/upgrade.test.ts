import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { demoPassword } from '#demo/load';
import { readConfig } from '#kernel/config';
import { commandLine } from '#testing/command-line';
import { testDatabase } from '#testing/database';
import { administer, withDatabase } from '#testing/test-server';
import { describeSchema } from '#testing/write-schema';
import { buildApp } from './app.ts';
import { openServices } from './open-services.ts';

// server/testing/release-0.1.0.tar.gz is the village of the demo as release 0.1.0 stored it, with one report filed and
// moved through its front door, written by `gezhi backup --with-key`. The demo's pictures were left out: 0.4 MB.
const release = {
  archive: 'server/testing/release-0.1.0.tar.gz',
  lastMigration: '0004-cases.sql',
  district: 330109107,
  caseId: '01a2010f-4b1e-73f8-a30c-25bf5062f1fc',
  token: '5gjdtf-PUhQrGDTPUeotVvXbrgSqTfCN3kmUf14',
};

const server = inject('testServer');
const adminUrl = withDatabase(server.superUrl, 'postgres');
const name = `${server.template}_upgrade_${process.pid}`;
const folder = await mkdtemp(join(tmpdir(), 'gezhi-upgrade-'));
const settings = { DATABASE_URL: withDatabase(server.superUrl, name), GEZHI_DATA_DIR: folder };
const gezhi = commandLine(settings);
const newest = testDatabase();

beforeAll(() =>
  administer(
    adminUrl,
    `create database ${name} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
  ),
);
afterAll(async () => {
  await administer(adminUrl, `drop database ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

describe('the database of release 0.1.0', { timeout: 120_000 }, () => {
  test('comes forward with its rows and then has the schema of a new one', async () => {
    const ended = await gezhi(['restore', release.archive]);
    expect([ended.code, ended.err]).toEqual([0, expect.stringContaining(`schema ${release.lastMigration}`)]);
    expect(ended.err).toMatch(/database brought forward: 0005-/);
    const { 'schema.sql': schema } = await describeSchema(withDatabase(server.ownerUrl, name));
    expect(schema).toBe(await readFile(new URL('./migrations/schema.sql', import.meta.url), 'utf8'));
  });

  test('is not put into a database that has a newer schema already', async () => {
    const target = await newest;
    const other = { DATABASE_URL: target.superUrl, GEZHI_DATA_DIR: join(folder, 'other') };
    const ended = await gezhi(['restore', release.archive], other);
    expect([ended.code, ended.sentence]).toEqual([
      1,
      expect.stringMatching(/ends with 0004-cases\.sql; create a new database/),
    ]);
    expect(await readdir(other.GEZHI_DATA_DIR)).toEqual([]);
  });

  test('its history still proves, and another start finds nothing to do', async () => {
    expect(await gezhi(['verify'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/161 cases, 1401 steps, every link holds/),
    });
    const again = await gezhi(['migrate']);
    expect([again.code, again.err]).toEqual([0, '']);
  });

  test('its cases are tracked, read, shown with their photo and moved on', async () => {
    const opened = await openServices(readConfig({ ...settings, GEZHI_LOG: 'silent' }), {
      exclusive: false,
      onProgress: () => undefined,
    });
    const app = await buildApp(opened.services, { strictAnswers: true, distDir: null });
    try {
      const tracked = await app.inject({ url: `/api/public/track/${release.token}` });
      expect(tracked.json()).toMatchObject({ no: 'SQ-261122-0010', state: 'whistled' });
      const photo = await app.inject({ url: tracked.json<{ photos: { url: string }[] }>().photos[0]?.url ?? '' });
      expect([photo.statusCode, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);

      const login = { login: 'operator', password: demoPassword };
      const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: login });
      const [cookie] = signedIn.cookies;
      const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
      const read = await app.inject({ url: `/api/cases/${release.caseId}`, headers });
      expect(read.json()).toMatchObject({ state: 'whistled' });
      const units = await app.inject({ url: '/api/units', headers });
      const [unit] = units.json<{ rows: { id: string }[] }>().rows;
      const dispatched = await app.inject({
        method: 'POST',
        url: `/api/cases/${release.caseId}/moves`,
        headers,
        payload: { commandId: uuidv7(), move: 'dispatch', unitId: unit?.id },
      });
      expect([dispatched.statusCode, dispatched.json().state]).toEqual([200, 'dispatched']);
    } finally {
      await app.close();
      await opened.close();
    }
    expect((await gezhi(['verify'])).out).toMatch(/161 cases, 1402 steps, every link holds/);
  });
});
