import { readFile } from 'node:fs/promises';
import { localTables, referenceTables } from '../migrations/table-classes.ts';

/** The tables that carry a district, by the committed schema.sql. */
export async function tenantTables(): Promise<Set<string>> {
  const schema = await readFile(new URL('../migrations/schema.sql', import.meta.url), 'utf8');
  const all = [...schema.matchAll(/^create table app\.(\w+) \(/gm)].map(([, name = '']) => name);
  return new Set(all.filter((name) => !referenceTables.includes(name) && !localTables.includes(name)));
}
