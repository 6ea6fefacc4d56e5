import type pg from 'pg';
import { type Columns, dropTables, insertCopy, makeTables, oneLine, type Table, writeJob } from './copied-tables.ts';
import { clients, type Measured, runScript, who } from './pgbench.ts';
import type { Stage } from './stage.ts';

/** What the product writes for a report; numbered by its day counter except in the second figure. */
const written = [
  'commands',
  'cases',
  'case_steps',
  'case_contacts',
  'live_events',
  'messages',
] as const satisfies Table[];
const templates = 500;

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
  const columns = await makeTables(pool);
  try {
    const most = await makeTemplates(pool, district);
    const { ownerUrl: url } = await stage.database();
    const run = (counted: boolean) =>
      runScript({ url, seconds, most, statements: [reportStatement(columns, { from: 'templates', counted })] });
    const counted = await run(true);
    const free = await run(false);
    await countCopies(pool, counted.rounds + free.rounds);
    return { ...counted, freePerSecond: free.perSecond, how: explain(seconds) };
  } finally {
    await dropTables(pool);
  }
}

function explain(seconds: number): string {
  return `Limit: ${who}, ${seconds} s, one statement a report that writes the same rows (${written.join(', ')}, the day counter, the clock's job) into tables with the same indexes and foreign keys, as the owner, on the same server. Beside free numbers: the same without the day counter, whose row all reports of a district and day lock until their commit.`;
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

/** Writes one report like the n-th of a table of templates, and tells its id. */
export function reportStatement(
  columns: Columns,
  { from, counted }: { from: 'templates' | 'lives'; counted: boolean },
): string {
  const number = counted
    ? `insert into bench.case_numbers (district_id, day, n) select (new.cases).district_id, current_date, 1 from new
       on conflict (district_id, day) do update set n = case_numbers.n + 1 returning 'N-' || n as no`
    : `select 'F-' || new.case_id as no from new`;
  const inserts = written.map((table) =>
    table === 'messages'
      ? insertCopy(columns, table, 'm', 'new, numbered, unnest(new.messages) m')
      : insertCopy(columns, table, `(new.${table})`, 'new, numbered'),
  );
  return oneLine(`with new as materialized (
      select t.*, bench.id7() as case_id, bench.id7() as command_id, bench.id7() as contact_id
        from bench.${from} t where t.n = :n),
    numbered as materialized (${number}),
    ${inserts.join(',\n    ')},
    ${writeJob}
    select new.case_id, pg_notify('bench', 'live') from new`);
}

async function countCopies(pool: pg.Pool, rounds: number): Promise<void> {
  for (const table of ['commands', 'cases', 'case_steps', 'case_contacts', 'live_events', 'jobs']) {
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from bench.${table}`);
    const count = rows[0]?.count ?? 0;
    // At its end pgbench may leave the last transactions of its clients uncounted.
    if (count < rounds || count > rounds + 2 * clients)
      throw new Error(`The limit wrote ${count} rows into ${table} in ${rounds} transactions.`);
  }
}
