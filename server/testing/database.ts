import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, inject } from 'vitest';
import { connect } from '#kernel/bootstrap';
import { type Database, openDatabase } from '#kernel/database';
import { sqlRecorder } from './recorded-sql.ts';
import { administer, withDatabase } from './test-server.ts';

export interface TestDatabase extends Database {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
}

let made = 0;

/**
 * A database of the caller's own, migrated and empty: `const database = await testDatabase()` at the top of a test file.
 * It is dropped after the file's last test, which fails when a connection was left open.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  made += 1;
  const name = `${server.template}_${process.pid}_${made}`;
  // Not the template's own URL: a database with a connection cannot be cloned.
  const adminUrl = withDatabase(server.superUrl, 'postgres');
  await administer(adminUrl, `create database ${name} template ${server.template}`);
  const superUrl = withDatabase(server.superUrl, name);
  const ownerUrl = withDatabase(server.ownerUrl, name);
  const appUrl = withDatabase(server.appUrl, name);
  const errors: unknown[] = [];
  const onQuery = sqlRecorder(server.recordedSql);
  const database = openDatabase({
    appUrl,
    ownerUrl,
    poolSize: 6,
    onError: (error) => errors.push(error),
    ...(onQuery && { onQuery }),
  });
  afterAll(async () => {
    await database.close();
    const left = await leftOpen(adminUrl, name);
    await administer(adminUrl, `drop database ${name} with (force)`);
    if (left.length > 0) throw new Error(`Connections left open: ${left.join('; ')}`);
    if (errors.length > 0) throw new AggregateError(errors, 'Connections broke during the tests.');
  });
  return Object.assign(database, { superUrl, ownerUrl, appUrl });
}

async function leftOpen(adminUrl: string, name: string): Promise<string[]> {
  const client = await connect(adminUrl);
  try {
    // A closed connection's process takes a moment to end.
    for (let attempt = 0; ; attempt += 1) {
      const { rows } = await client.query<{ text: string }>(
        `select format('%s %s: %s', application_name, state, left(query, 200)) as text
           from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
        [name],
      );
      if (rows.length === 0 || attempt === 40) return rows.map(({ text }) => text);
      await sleep(50);
    }
  } finally {
    await client.end();
  }
}
