import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#kernel/database';
import type { Services } from '#kernel/services';
import { fileReport, move } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld } from '#testing/world';
import { buildApp } from './app.ts';
import { probeServer } from './probes.ts';

const house = await testHouse();
const { ownerPool } = house.database;

/** The same house with something changed; asked once, so that no earlier answer is kept. */
async function ask(
  url: string,
  more: Partial<Services> = {},
  headers: Record<string, string> = {},
  remoteAddress?: string,
) {
  const app = await buildApp({ ...house.services, ...more }, { strictAnswers: true, distDir: null });
  try {
    return await app.inject({ url, headers, ...(remoteAddress && { remoteAddress }) });
  } finally {
    await app.close();
  }
}

const set = (config: Partial<Services['config']>) => ({ config: { ...house.services.config, ...config } });

async function missing(more: Partial<Services> = {}): Promise<{ status: number; parts: string[] }> {
  const answer = await ask('/readyz', more);
  const parts = answer.json<{ missing?: { part: string }[] }>().missing ?? [];
  return { status: answer.statusCode, parts: parts.map(({ part }) => part) };
}

describe('/readyz', () => {
  test('says that all is there', async () => {
    const answer = await ask('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { status: 'ready', version: house.services.config.version },
    ]);
  });

  test('names a database of another version, and a queue that cannot be read', async () => {
    await ownerPool.query(`insert into app.migrations (name, hash) values ('9999-next.sql', '')`);
    await ownerPool.query('alter view graphile_worker.jobs rename to gone');
    expect(await missing()).toEqual({ status: 503, parts: ['migrations', 'jobs'] });
    await ownerPool.query('alter view graphile_worker.gone rename to jobs');
    await ownerPool.query(`delete from app.migrations where name = '9999-next.sql'`);
    expect(await missing()).toEqual({ status: 200, parts: [] });
  });

  test('names a database that does not answer, in seconds; /healthz fails as well', async () => {
    const url = 'postgres://app_rw:x@127.0.0.1:9/none';
    const database = openDatabase({ appUrl: url, ownerUrl: url, poolSize: 2, onError: () => undefined });
    afterAll(() => database.close());
    const app = probeServer({ ...house.services, database });
    const [ready, healthy, metrics] = await Promise.all(
      ['/readyz', '/healthz', '/metrics'].map((path) => app.inject({ url: path })),
    );
    await app.close();
    expect([ready?.statusCode, ready?.json().missing]).toEqual([503, [expect.objectContaining({ part: 'database' })]]);
    expect(healthy?.statusCode).toBe(503);
    expect([metrics?.statusCode, metrics?.body]).toEqual([200, expect.stringContaining('gezhi_database_up 0')]);
  });

  test('names a data folder that is full, and one that cannot be written to', async () => {
    expect(await missing(set({ freeMegabytes: 1e12 }))).toEqual({ status: 503, parts: ['space'] });
    const file = join(house.services.config.dataDir, 'not-a-folder');
    await writeFile(file, '');
    expect(await missing(set({ dataDir: file }))).toEqual({ status: 503, parts: ['files'] });
    await rm(file);
  });
});

describe('/metrics', () => {
  test('counts answers by route, refusals by code, moves and cases, and holds no word of a person', async () => {
    const world = await makeWorld(house);
    const filed = await fileReport(world, 0, { contact: { name: '陈晓明', phone: '13812342071' } });
    const worker = await world.person('microGridWorker');
    expect((await move(worker, filed.id, { move: 'accept' })).status).toBe(200);
    expect((await move(worker, filed.id, { move: 'accept' })).code).toBeDefined();
    await world.public('GET /api/public/track/:token', { params: { token: filed.token } });
    await house.app.inject({ url: `/no/such/${filed.token}` });
    const { body, headers, statusCode } = await house.app.inject({ url: '/metrics' });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const lines = body.trim().split('\n');
    const odd = lines.filter((line) => !/^# (HELP|TYPE) \w+ .+$|^\w+(\{(\w+="[^"\n]*",?)+\})? -?[\d.e+-]+$/.test(line));
    expect(odd).toEqual([]);
    expect(lines).toContain('gezhi_http_requests_total{method="GET",route="/api/public/track/:token",status="200"} 1');
    expect(lines).toContain('gezhi_http_requests_total{method="GET",route="none",status="404"} 1');
    expect(lines).toContain('gezhi_http_request_seconds_count{method="POST",route="/api/public/cases"} 1');
    expect(lines).toContain('gezhi_http_request_seconds_bucket{method="POST",route="/api/public/cases",le="+Inf"} 1');
    expect(lines).toContain('gezhi_case_moves_total{move="accept"} 1');
    expect(lines).toContain('gezhi_cases_filed_total 1');
    expect(lines).toContain('gezhi_refusals_total{code="request.unknown-address"} 1');
    expect(lines).toContain(`gezhi_build_info{version="${house.services.config.version}"} 1`);
    expect(lines).toContain('gezhi_database_up 1');
    for (const name of [
      'gezhi_jobs{state="planned"}',
      'gezhi_jobs_oldest_due_seconds',
      'gezhi_workers',
      'gezhi_messages{state="queued"}',
      'gezhi_db_connections{pool="app",kind="waiting"}',
      'gezhi_live_listeners',
      'gezhi_event_loop_delay_seconds{quantile="p99"}',
      'gezhi_memory_bytes{kind="resident"}',
      'gezhi_files_free_bytes',
    ])
      expect(body).toContain(`\n${name} `);
    for (const secret of [
      '陈晓明',
      '13812342071',
      filed.token,
      filed.id,
      worker.login,
      worker.name,
      String(world.district),
    ])
      expect(body).not.toContain(secret);
  });

  test('counts waiting for a connection of a pool that is in use', async () => {
    const { database } = house.services;
    const before = database.pools().find(({ name }) => name === 'app')?.waits ?? 0;
    const slow = { sql: 'select pg_sleep(0.05)', parameters: [], query: { kind: 'RawNode' } } as never;
    await Promise.all(Array.from({ length: 9 }, () => database.app.executeQuery(slow)));
    const after = database.pools().find(({ name }) => name === 'app');
    expect(after?.waits).toBe(before + 3);
    expect(after?.waitedMs).toBeGreaterThan(30);
  });

  test('is read by this machine itself, unless a proxy stands in front; from elsewhere only with the token', async () => {
    const status = async (...given: Parameters<typeof ask>) => (await ask(...given)).statusCode;
    expect(await status('/metrics')).toBe(200);
    expect(await status('/metrics', {}, {}, '10.0.0.5')).toBe(404);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(await status('/metrics', {}, { [header]: '127.0.0.1' }), header).toBe(404);
    expect(await status('/metrics', set({ trustProxy: true }))).toBe(404);
    expect(await status('/metrics', set({ publicUrl: 'https://gezhi.example' }))).toBe(404);
    const token = set({ metricsToken: 'a token of some length', trustProxy: true });
    expect(await status('/metrics', token)).toBe(404);
    expect(await status('/metrics', token, { authorization: 'Bearer a token of same length' })).toBe(404);
    expect(await status('/metrics', token, { authorization: 'Bearer a token of some length' }, '10.0.0.5')).toBe(200);
  });
});
