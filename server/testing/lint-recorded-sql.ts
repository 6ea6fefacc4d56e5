import { readFile } from 'node:fs/promises';
import { referenceTables } from '../migrations/table-classes.ts';
import { lintQuery } from './query-lint.ts';
import { tenantTables } from './schema-tables.ts';

// `node server/testing/lint-recorded-sql.ts FILE`: every statement that the tests sent, against the scale-out rules.
const [file = ''] = process.argv.slice(2);
const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
const texts = new Map(
  lines.map((line) => JSON.parse(line) as { text: string; from: string }).map(({ text, from }) => [text, from]),
);
const tenants = await tenantTables();
let faults = 0;
for (const [text, from] of texts) {
  // A test's own statement, often one that must be refused.
  if (from.includes('.test.ts')) continue;
  for (const { rule, detail } of await lintQuery(text, (table) => tenants.has(table))) {
    faults += 1;
    process.stdout.write(`${rule}: ${detail}\n  ${text.replaceAll(/\s+/g, ' ')}\n  ${from}\n`);
  }
}
process.stdout.write(
  `${texts.size} statements, ${faults} faults; ${tenants.size} tenant tables, ${referenceTables.length} reference tables\n`,
);
if (texts.size === 0) process.stdout.write('No statement was recorded; run the database tests first.\n');
process.exitCode = faults > 0 || texts.size === 0 ? 1 : 0;
