import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { connect } from '#kernel/bootstrap';
import { dumpSchema } from '#kernel/dump-schema';
import { generateTables } from '#kernel/generate-tables';
import { startTestServer } from './test-server.ts';

/** Writes server/migrations/schema.sql and tables.ts from a freshly migrated database. */
export async function describeSchema(ownerUrl: string): Promise<Record<'schema.sql' | 'tables.ts', string>> {
  const client = await connect(ownerUrl);
  try {
    return { 'schema.sql': await dumpSchema(client), 'tables.ts': await generateTables(client) };
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const { server, stop } = await startTestServer();
  try {
    for (const [name, text] of Object.entries(await describeSchema(server.ownerUrl))) {
      const file = fileURLToPath(new URL(`../migrations/${name}`, import.meta.url));
      const before = await readFile(file, 'utf8').catch(() => '');
      if (before !== text) await writeFile(file, text);
      process.stdout.write(`${before === text ? 'unchanged' : 'written'} server/migrations/${name}\n`);
    }
  } finally {
    await stop();
  }
}
