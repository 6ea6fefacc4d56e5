import type pg from 'pg';

/** What the product writes for reports and moves, table by table; copies of them stand in the schema `bench`. */
export const tables = [
  'commands',
  'cases',
  'case_steps',
  'case_photos',
  'case_contacts',
  'live_events',
  'messages',
] as const;
export type Table = (typeof tables)[number];
export type Columns = ReadonlyMap<Table, readonly string[]>;

/** Empty tables of the same columns, indexes, checks and foreign keys, and a counter and a job queue as small as can be. */
export async function makeTables(pool: pg.Pool): Promise<Columns> {
  await pool.query(`
    drop schema if exists bench cascade;
    create schema bench;
    create function bench.id7() returns uuid language sql volatile as $$
      select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(gen_random_uuid()::text, 16))::uuid
        from lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as h
    $$;
    create table bench.case_numbers (like app.case_numbers including all);
    create table bench.jobs (id bigserial primary key, task text not null, payload json not null, run_at timestamptz not null, key text unique);
    create index on bench.jobs (run_at, id);
    ${tables.map((table) => `create table bench.${table} (like app.${table} including all);`).join('\n')}`);
  await copyForeignKeys(pool);
  return readColumns(pool);
}

export async function dropTables(pool: pg.Pool): Promise<void> {
  await pool.query('drop schema bench cascade');
}

async function copyForeignKeys(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ relation: string; definition: string }>(
    `select c.relname as relation, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and n.nspname = 'app' and c.relname = any($1)`,
    [tables],
  );
  for (const { relation, definition } of rows) {
    const own = definition
      .replace(/REFERENCES (app\.)?cases\(/, 'REFERENCES bench.cases(')
      .replace(/REFERENCES (\w+)\(/, 'REFERENCES app.$1(');
    await pool.query(`alter table bench.${relation} add ${own}`);
  }
}

async function readColumns(pool: pg.Pool): Promise<Columns> {
  const { rows } = await pool.query<{ table: Table; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'app' and table_name = any($1) order by ordinal_position`,
    [tables],
  );
  const byTable = Map.groupBy(rows, ({ table }) => table);
  return new Map([...byTable].map(([table, found]) => [table, found.map(({ column }) => column)]));
}

/** What must differ from row to row; everything else is copied. `new` holds the ids that were made. */
const fresh: Record<string, string> = {
  'commands.id': 'new.command_id',
  'cases.id': 'new.case_id',
  'cases.no': 'numbered.no',
  'case_steps.case_id': 'new.case_id',
  'case_steps.id': 'bench.id7()',
  'case_photos.case_id': 'new.case_id',
  'case_contacts.id': 'new.contact_id',
  'case_contacts.case_id': 'new.case_id',
  'case_contacts.token_hash': 'uuid_send(new.contact_id)',
  'live_events.id': `nextval('app.live_events_id_seq')`,
  'live_events.case_id': 'new.case_id',
  'messages.id': 'bench.id7()',
  'messages.case_id': 'new.case_id',
};

/** `write_cases as (insert …)`: copies what `from` calls `one`, with ids of its own. */
export function insertCopy(columns: Columns, table: Table, one: string, from: string): string {
  const names = columns.get(table) ?? [];
  const values = names.map((column) => fresh[`${table}.${column}`] ?? `${one}.${column}`);
  return `write_${table} as (insert into bench.${table} (${names.join(', ')}) select ${values.join(', ')} from ${from})`;
}

/** The clock of the state that is entered: a job by the key of the case. */
export const writeJob = `write_job as (insert into bench.jobs (task, payload, run_at, key)
  select 'cases.clock', json_build_object('caseId', new.case_id), now() + interval '2 hours', 'clock:' || new.case_id from new
  on conflict (key) do update set run_at = excluded.run_at)`;

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
