import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Stage } from './stage.ts';

/** What the product wrote for a report, table by table; numbered by its day counter except in the second figure. */
const tables = ['commands', 'cases', 'case_steps', 'case_contacts', 'live_events', 'messages'] as const;
const clients = 16;
const templates = 500;

interface Measured {
  transactions: number;
  perSecond: number;
  latencyMs: number;
}

export interface SameRows extends Measured {
  freePerSecond: number;
  how: string;
}

/**
 * The limit of intake: the rows that reports left behind, copied from a table of 500 of them into tables of the same
 * columns, indexes, checks and foreign keys, one transaction and one round trip each.
 */
export async function writeSameRows(
  stage: Stage,
  pool: pg.Pool,
  { district, seconds }: { district: number; seconds: number },
): Promise<SameRows> {
  await makeTables(pool);
  try {
    const most = await makeTemplates(pool, district);
    const { ownerUrl: url } = await stage.database();
    const pgbench = findPgbench();
    const run: Run = (text) =>
      pgbench ? runPgbench(pgbench, { url, seconds, most, text }) : runLoop({ url, seconds, most, text });
    const columns = await readColumns(pool);
    const counted = await run(statement(columns, true));
    const free = await run(statement(columns, false));
    await countCopies(pool, counted.transactions + free.transactions);
    return { ...counted, freePerSecond: free.perSecond, how: explain(pgbench !== null, seconds) };
  } finally {
    await pool.query('drop schema bench cascade');
  }
}

function explain(pgbench: boolean, seconds: number): string {
  const who = pgbench ? 'pgbench (prepared)' : 'a loop of pg clients (prepared; there is no pgbench on this machine)';
  return `Limit: ${who}, ${clients} clients, ${seconds} s, one statement a report that writes the same rows (${tables.join(', ')}, the day counter, the clock's job) into tables with the same indexes and foreign keys, as the owner, on the same server. Beside free numbers: the same without the day counter, whose row all reports of a district and day lock until their commit.`;
}

async function makeTables(pool: pg.Pool): Promise<void> {
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
}

/** How many there are: each what one report left behind. */
async function makeTemplates(pool: pg.Pool, district: number): Promise<number> {
  const { rowCount } = await pool.query(
    `create table bench.templates as
       select row_number() over ()::int as n, t.*
         from (select k as commands, c as cases, s as case_steps, o as case_contacts, e as live_events,
                      (select array_agg(m) from app.messages m where m.district_id = c.district_id and m.case_id = c.id) as messages
                 from (select * from app.cases where district_id = ${district} order by reported_at desc, id desc limit ${templates}) r
                 join app.cases c on c.district_id = r.district_id and c.id = r.id
                 join app.case_steps s on s.district_id = c.district_id and s.case_id = c.id and s.seq = 1
                 join app.case_contacts o on o.district_id = c.district_id and o.case_id = c.id
                 join app.commands k on k.district_id = c.district_id and k.answer ->> 'no' = c.no
                 join app.live_events e on e.district = c.district_id and e.case_id = c.id) t`,
  );
  await pool.query('create unique index on bench.templates (n)');
  await pool.query('analyze bench.templates');
  if (!rowCount) throw new Error('There is no report to copy.');
  return rowCount;
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

async function readColumns(pool: pg.Pool): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'app' and table_name = any($1) order by ordinal_position`,
    [tables],
  );
  const byTable = Map.groupBy(rows, ({ table }) => table);
  return new Map([...byTable].map(([table, found]) => [table, found.map(({ column }) => column)]));
}

/** What must differ from report to report; everything else is copied. */
const fresh: Record<string, string> = {
  'commands.id': 'new.command_id',
  'cases.id': 'new.case_id',
  'cases.no': 'numbered.no',
  'case_steps.case_id': 'new.case_id',
  'case_steps.id': 'bench.id7()',
  'case_contacts.id': 'new.contact_id',
  'case_contacts.case_id': 'new.case_id',
  'case_contacts.token_hash': 'uuid_send(new.contact_id)',
  'live_events.id': `nextval('app.live_events_id_seq')`,
  'live_events.case_id': 'new.case_id',
  'messages.id': 'bench.id7()',
  'messages.case_id': 'new.case_id',
};

function statement(columns: Map<string, string[]>, counted: boolean): string {
  const number = counted
    ? `insert into bench.case_numbers (district_id, day, n) select (new.cases).district_id, current_date, 1 from new
       on conflict (district_id, day) do update set n = case_numbers.n + 1 returning 'N-' || n as no`
    : `select 'F-' || new.case_id as no from new`;
  const inserts = tables.map((table) => {
    const names = columns.get(table) ?? [];
    const one = table === 'messages' ? 'm' : `(new.${table})`;
    const values = names.map((column) => fresh[`${table}.${column}`] ?? `${one}.${column}`);
    const from = table === 'messages' ? 'new, numbered, unnest(new.messages) m' : 'new, numbered';
    return `write_${table} as (insert into bench.${table} (${names.join(', ')}) select ${values.join(', ')} from ${from})`;
  });
  return `with new as materialized (
      select t.*, bench.id7() as case_id, bench.id7() as command_id, bench.id7() as contact_id
        from bench.templates t where t.n = :n),
    numbered as materialized (${number}),
    ${inserts.join(',\n    ')},
    write_job as (insert into bench.jobs (task, payload, run_at, key)
      select 'cases.clock', json_build_object('caseId', new.case_id), now() + interval '2 hours', 'clock:' || new.case_id from new, numbered)
    select pg_notify('bench', 'live')`.replaceAll(/\s+/g, ' ');
}

async function countCopies(pool: pg.Pool, transactions: number): Promise<void> {
  for (const table of ['commands', 'cases', 'case_steps', 'case_contacts', 'live_events', 'jobs']) {
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from bench.${table}`);
    const count = rows[0]?.count ?? 0;
    // At its end pgbench may leave the last transactions of its clients uncounted.
    if (count < transactions || count > transactions + 2 * clients)
      throw new Error(`The limit wrote ${count} rows into ${table} in ${transactions} transactions.`);
  }
}

function findPgbench(): string | null {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((one) => join(packaged, one, 'bin'))];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file)) ?? null;
}

type Run = (text: string) => Promise<Measured>;
interface RunOptions {
  url: string;
  seconds: number;
  /** Templates there are. */
  most: number;
  text: string;
}

async function runPgbench(program: string, { url, seconds, most, text }: RunOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-pgbench-'));
  try {
    const script = join(folder, 'report.sql');
    await writeFile(script, `\\set n random(1, ${most})\n${text};\n`);
    const { username, password, hostname, port, pathname } = new URL(url);
    const env = {
      PATH: process.env.PATH,
      PGHOST: decodeURIComponent(hostname),
      PGPORT: port,
      PGUSER: username,
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    };
    const words = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script];
    const { stdout } = await promisify(execFile)(program, words, { env });
    const read = (shape: RegExp) => Number(shape.exec(stdout)?.[1] ?? Number.NaN);
    const measured = {
      transactions: read(/transactions actually processed: (\d+)/),
      perSecond: read(/tps = ([\d.]+)/),
      latencyMs: read(/latency average = ([\d.]+) ms/),
    };
    if (!(measured.perSecond > 0) || !/failed transactions: 0 /.test(stdout))
      throw new Error(`pgbench said:\n${stdout}`);
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runLoop({ url, seconds, most, text }: RunOptions): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const query = { name: 'report', text: text.replace(':n', '$1') };
  const began = performance.now();
  let transactions = 0;
  const client = async () => {
    for (; performance.now() - began < seconds * 1000; transactions++) {
      await pool.query({ ...query, values: [1 + (transactions % most)] });
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = performance.now() - began;
  await pool.end();
  return { transactions, perSecond: (transactions / elapsed) * 1000, latencyMs: (elapsed * clients) / transactions };
}
