import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { connect } from '#kernel/bootstrap';
import { start } from '#kernel/embedded-postgres';
import { runningServer } from '#kernel/running-postgres';

// A folder that only its owner may enter, as /root is.
const parent = await mkdtemp(join(tmpdir(), 'gezhi-embedded-'));
await chmod(parent, 0o700);
const dataDir = join(parent, 'data');
const pgdata = join(dataDir, 'postgres');
const options = { dataDir, settings: { shared_buffers: '16MB' } };

afterAll(async () => {
  await (await start(options)).stop();
  await rm(parent, { recursive: true });
});

async function ask(url: string, question: string): Promise<unknown> {
  const client = await connect(url);
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

const pidOf = () => runningServer(pgdata)?.pid ?? 0;

test('starts in an empty folder, keeps its passwords to itself and knows Chinese', async () => {
  const steps: string[] = [];
  const server = await start({ ...options, onProgress: (step) => steps.push(step) });
  expect(steps).toEqual(['creating the database', 'starting the database']);
  expect((await stat(join(dataDir, 'database-passwords.json'))).mode & 0o777).toBe(0o600);
  expect(await ask(server.ownerUrl, 'select current_user')).toBe('app_owner');
  expect(await ask(server.appUrl, `select cardinality(show_trgm('小区')) > 0`)).toBe(true);
  await expect(connect(server.superUrl.replace(/:[0-9a-f]+@/, ':guess@'))).rejects.toThrow(/refused the password/);
  await ask(server.ownerUrl, 'create table app.kept (n int)');
  await server.stop();
  expect(pidOf()).toBe(0);
});

test('a second start is quick, and a third joins it and leaves it running', async () => {
  const began = performance.now();
  const first = await start(options);
  expect(performance.now() - began).toBeLessThan(3000); // 0.2 s on a quiet machine
  const pid = pidOf();
  const [second, third] = await Promise.all([start(options), start(options)]);
  expect(await ask(second.ownerUrl, 'select count(*)::int from app.kept')).toBe(0);
  await expect(start({ ...options, exclusive: true })).rejects.toThrow(/Another Gezhi process/);
  await second.stop();
  await third.stop();
  expect(pidOf()).toBe(pid);
  await first.stop();
  expect(pidOf()).toBe(0);
});

test.runIf(process.platform === 'linux')(
  'after kill -9 the server comes back by itself, with all that it acknowledged',
  async () => {
    const steps: string[] = [];
    const server = await start({ ...options, onProgress: (step) => steps.push(step) });
    await ask(server.ownerUrl, 'insert into app.kept values (7)');
    const killed = pidOf();
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(async () => expect(await ask(server.ownerUrl, 'select n from app.kept')).toBe(7), {
      timeout: 10_000,
      interval: 50,
    });
    expect([0, killed]).not.toContain(pidOf());
    expect(steps).toContain('the database ended by itself; starting it again');
    await server.stop();
    await sleep(300);
    expect(pidOf()).toBe(0);
  },
);

test('a lock that a killed start left is taken over: an empty one, and one of our own number as in a container', async () => {
  const file = join(dataDir, 'starting.lock');
  for (const left of ['', String(process.pid)]) {
    await writeFile(file, left);
    await utimes(file, new Date(0), new Date(0));
    await (await start(options)).stop();
  }
});

test('a pid file that names a living but foreign process does not block the start', async () => {
  const left = `${process.pid}\n${pgdata}\n1\n5432\n${dataDir}\n\n 1 1\nready   \n`;
  await writeFile(join(pgdata, 'postmaster.pid'), left);
  await writeFile(join(dataDir, '.s.PGSQL.5432.lock'), left);
  const server = await start(options);
  expect(pidOf()).not.toBe(process.pid);
  await server.stop();
});

test.runIf(process.platform === 'linux')('a server whose Gezhi is gone is stopped and started anew', async () => {
  const first = await start(options);
  const orphan = pidOf();
  await writeFile(join(dataDir, 'owner.pid'), '999999999');
  const second = await start(options);
  expect(pidOf()).not.toBe(orphan);
  await second.stop();
  await first.stop();
  expect(pidOf()).toBe(0);
});

test('data of another version is refused in one sentence', async () => {
  const file = join(pgdata, 'PG_VERSION');
  const version = await readFile(file, 'utf8');
  await writeFile(file, '14\n');
  await expect(start(options)).rejects.toThrow(/is of PostgreSQL 14/);
  await writeFile(file, version);
});

test('a folder whose path is too long for a socket is served all the same', async () => {
  const long = join(parent, 'x'.repeat(120));
  const server = await start({ ...options, dataDir: long });
  expect(await ask(server.appUrl, 'select current_user')).toBe('app_rw');
  await server.stop();
  await sleep(0);
  expect(readFileSync(join(long, 'postgres.log'), 'utf8')).not.toMatch(/PANIC/);
});
