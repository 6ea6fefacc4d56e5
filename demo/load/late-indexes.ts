// Many rows at once: indexes, keys and references are taken off the empty tables and made once from all rows, which
// costs less than half of keeping them row by row. All in the loader's transaction: nobody ever sees the tables without.
import { totalmem } from 'node:os';
import type pg from 'pg';

export const caseTables = ['cases', 'case_steps', 'case_photos', 'case_contacts'] as const;

/** What is counted from the cases when all are there: emptied with them, its keys made last. */
const countedTables = ['case_facts', 'dispatch_facts'] as const;

/** Fewer cases are written faster into the indexes as they stand. */
const worthwhile = 30_000;

export interface LateIndexes {
  /** Tables that were emptied in this transaction. */
  readonly frozen: readonly string[];
  /** Of the cases; before they are counted. */
  build(): Promise<void>;
  /** Of what was counted from them. */
  buildCounted(): Promise<void>;
}

interface Part {
  /** p: primary key; f: reference; i: index. */
  kind: 'p' | 'f' | 'i';
  relation: string;
  name: string;
  definition: string;
}

const nothing = async () => undefined;

/** Takes them off, unless the tables hold something or the work would not be worth it. */
export async function putOffIndexes(client: pg.PoolClient, cases: number): Promise<LateIndexes> {
  const inUse = caseTables.map((table) => `exists (select from app.${table})`).join(' or ');
  const { rows } = await client.query<{ used: boolean }>(`select ${inUse} as used`);
  if (cases < worthwhile || rows[0]?.used !== false) return { frozen: [], build: nothing, buildCounted: nothing };
  const parts = await readParts(client);
  const emptied = [...caseTables, ...countedTables].map((table) => `app.${table}`);
  for (const { kind, relation, name } of parts.toReversed()) {
    await client.query(kind === 'i' ? `drop index app.${name}` : `alter table app.${relation} drop constraint ${name}`);
  }
  // After the references are gone: tables that refer to cases and hold nothing yet need not be named here.
  await client.query(`truncate ${emptied.join(', ')}`);
  const isCounted = ({ relation }: Part) => countedTables.some((table) => table === relation);
  return {
    frozen: caseTables,
    build: () =>
      build(
        client,
        parts.filter((part) => !isCounted(part)),
      ),
    buildCounted: () => build(client, parts.filter(isCounted)),
  };
}

/** Keys before the references to them. */
async function readParts(client: pg.PoolClient): Promise<Part[]> {
  const { rows } = await client.query<Part>(
    `select 'i' as kind, t.relname as relation, i.relname as name, pg_get_indexdef(i.oid) as definition
       from pg_index x
       join pg_class t on t.oid = x.indrelid and t.relnamespace = 'app'::regnamespace and t.relname = any($1)
       join pg_class i on i.oid = x.indexrelid
      where not exists (select from pg_constraint k where k.conindid = i.oid and k.conrelid = t.oid)
      union all
     select k.contype::text, t.relname, k.conname, pg_get_constraintdef(k.oid)
       from pg_constraint k
       join pg_class t on t.oid = k.conrelid and t.relnamespace = 'app'::regnamespace
       left join pg_class r on r.oid = k.confrelid
      where (k.contype in ('p', 'f') and t.relname = any($1)) or (k.contype = 'f' and r.relname = any($1))
      order by 1 desc, 2, 3`,
    [[...caseTables, ...countedTables]],
  );
  const order = ['p', 'i', 'f'];
  return rows.toSorted((one, two) => order.indexOf(one.kind) - order.indexOf(two.kind));
}

async function build(client: pg.PoolClient, parts: readonly Part[]): Promise<void> {
  // Half a gigabyte at least, two where there is plenty: the search's index is sorted in fewer pieces.
  const megabytes = Math.min(2000, Math.max(512, Math.floor(totalmem() / 2 ** 20 / 8)));
  await client.query(`set local maintenance_work_mem = '${megabytes}MB'`);
  for (const { kind, relation, name, definition } of parts) {
    await client.query(kind === 'i' ? definition : `alter table app.${relation} add constraint ${name} ${definition}`);
  }
}
