import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, connect, derivedPasswords } from '#kernel/bootstrap';
import { start } from '#kernel/embedded-postgres';
import { migrate } from '#kernel/migrate';

/** The server of one test run, with one migrated database to clone. Plain data: it crosses to the test processes. */
export interface TestServer {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** The migrated database that the three URLs name. */
  template: string;
  /** Where the statement texts of the run are written, one JSON line each; empty when nobody wants them. */
  recordedSql: string;
}

/** An embedded server in a temporary folder, or the one of TEST_DATABASE_URL (a superuser's, PostgreSQL 15 to 18). */
export async function startTestServer(recordedSql = ''): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  const { urls, stop } = given ? await borrowServer(given) : await startOwn();
  try {
    await migrate(urls.ownerUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return { server: { ...urls, template: new URL(urls.superUrl).pathname.slice(1), recordedSql }, stop };
}

async function startOwn() {
  const dataDir = await mkdtemp(join(tmpdir(), 'gezhi-test-'));
  const embedded = await start({
    dataDir,
    // Only here: a test's database need not survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' },
  });
  const { superUrl, ownerUrl, appUrl } = embedded;
  const stop = async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { urls: { superUrl, ownerUrl, appUrl }, stop };
}

async function borrowServer(given: string) {
  const template = `gezhi_test_${process.pid}`;
  await administer(
    given,
    `create database ${template} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
  );
  const superUrl = withDatabase(given, template);
  const urls = { superUrl, ...(await bootstrap(superUrl, derivedPasswords(superUrl))) };
  return { urls, stop: () => administer(given, `drop database if exists ${template} with (force)`) };
}

export async function administer(url: string, statement: string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
