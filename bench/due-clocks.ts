import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { erqi } from '#demo/places/districts';
import { ascending, atLeast, atMost, figure, percentile, type Report, under } from './figures.ts';
import type { BenchOptions } from './options.ts';
import { runScript, who } from './pgbench.ts';
import { openStage } from './stage.ts';

const district = erqi.id;
const mark = 'BENCH-CLOCK-';

interface Sizes {
  /** Open cases with a clock, all as jobs. */
  open: number;
  /** Of these, due in one moment: how many a second are done. */
  burst: number;
  /** Due one after the other over so many seconds: how late each is. */
  spread: number;
  seconds: number;
}

/** Clocks that run out among many that wait: how many a second, how exactly, and whether each was done once and only once. */
export async function benchDueClocks(options: BenchOptions): Promise<Report> {
  const { tiny, port, say } = options;
  const sizes = tiny
    ? { open: 1000, burst: 100, spread: 20, seconds: 4 }
    : { open: 100_000, burst: 10_000, spread: 1200, seconds: 60 };
  // In a district of its own: the copies have no chains, and their jobs would run into what is measured next.
  const stage = await openStage({ cases: 1000, port, say });
  await stage.server();
  const { ownerUrl } = await stage.database();
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  try {
    await plant(pool, sizes);
    const perSecond = await burst(pool, sizes);
    const late = await spread(pool, sizes);
    const wrong = await count(pool, sizes);
    const limit = await deleteJobs(pool, ownerUrl, tiny ? 2 : 5);
    return reportOf(sizes, { perSecond, late, wrong, limit });
  } finally {
    await pool.end();
    await stage.close();
  }
}

function reportOf(
  sizes: Sizes,
  { perSecond, late, wrong, limit }: { perSecond: number; late: number[]; wrong: number; limit: number },
): Report {
  const { open, burst: due, spread: some, seconds } = sizes;
  return {
    figures: [
      figure('clocks.due', 'jobs/s', { value: perSecond, limit }, atLeast(100)),
      figure('clocks.late.p50', 'ms', { value: percentile(late, 0.5) }),
      figure('clocks.late.p99', 'ms', { value: percentile(late, 0.99) }, under(2000)),
      figure('clocks.lost-or-twice', 'cases', { value: wrong }, atMost(0)),
    ],
    notes: [
      `${open} open cases being handled, copied from one, each with its clock as a job; ${due} of them due in one moment (jobs/s until the last was done), then ${some} over ${seconds} s (from the due time to the step); the others wait. One process, 4 jobs at a time.`,
      'Afterwards the history of each: one reminder where the clock had run out, none where it had not.',
      `Limit: ${who} that takes one due job a transaction from a queue of the same order and deletes it; nothing else is read or written.`,
    ],
  };
}

/** Copies of one case that is being handled: their clocks end in a year, each as a job. */
async function plant(pool: pg.Pool, { open }: Sizes): Promise<void> {
  const { rowCount } = await pool.query(
    `with one as (
       select c from app.cases c where c.district_id = $1 and c.open and c.state in ('handling', 'acknowledged', 'dispatched')
        order by c.reported_at desc limit 1),
     made as (select gen_random_uuid() as id, n from generate_series(1, $2::int) n)
     insert into app.cases
     select (jsonb_populate_record(one.c, jsonb_build_object(
              'id', made.id, 'no', '${mark}' || made.n, 'seq', 1, 'state', 'handling', 'overdue_since', null,
              'due_at', now() + interval '1 year', 'near_at', now() + interval '1 year', 'reported_at', now()))).*
       from one, made`,
    [district, open],
  );
  if (rowCount !== open) throw new Error(`There is no case to copy, or it was copied ${rowCount} times.`);
  await pool.query(
    `with one as (select s from app.case_steps s where s.district_id = $1 and s.seq = 1 limit 1)
     insert into app.case_steps
     select (jsonb_populate_record(one.s, jsonb_build_object('id', gen_random_uuid(), 'case_id', c.id, 'at', now()))).*
       from one, app.cases c where c.district_id = $1 and c.no like '${mark}%'`,
    [district],
  );
  await plan(pool, `c.no like '${mark}%'`);
  await pool.query('analyze app.cases, app.case_steps');
}

/** The clock's job of each of these cases, as the product plans it. */
function plan(client: pg.Pool | pg.PoolClient, which: string): Promise<unknown> {
  return client.query(
    `select app.later_all(json_agg(json_build_object(
              'identifier', 'cases.clock', 'payload', json_build_object('district', c.district_id, 'caseId', c.id),
              'run_at', c.due_at, 'job_key', 'clock:' || c.district_id || ':' || c.id)))
       from app.cases c where c.district_id = $1 and ${which}`,
    [district],
  );
}

const numbered = (from: number, to: number) =>
  `c.no like '${mark}%' and substr(c.no, ${mark.length + 1})::int between ${from} and ${to}`;

/** Sets when the clocks of these cases end, with their jobs, in one transaction. */
async function endAt(pool: pg.Pool, which: string, due: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`update app.cases c set due_at = ${due} where c.district_id = $1 and ${which}`, [district]);
    await plan(client, which);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function reminded(pool: pg.Pool, which: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from app.cases c where c.district_id = $1 and ${which} and c.overdue_since is not null`,
    [district],
  );
  return rows[0]?.n ?? 0;
}

async function untilReminded(pool: pg.Pool, which: string, wanted: number): Promise<void> {
  const most = Date.now() + 15 * 60_000;
  while ((await reminded(pool, which)) < wanted) {
    if (Date.now() > most) throw new Error('The clocks that are due are not done after 15 minutes.');
    await sleep(250);
  }
}

async function burst(pool: pg.Pool, { burst: due }: Sizes): Promise<number> {
  const which = numbered(1, due);
  await endAt(pool, which, "now() - interval '1 second'");
  const began = performance.now();
  await untilReminded(pool, which, due);
  return due / ((performance.now() - began) / 1000);
}

async function spread(pool: pg.Pool, { burst: due, spread: some, seconds }: Sizes): Promise<number[]> {
  const which = numbered(due + 1, due + some);
  const each = `(substr(c.no, ${mark.length + 1})::int - ${due}) * ${seconds / some}`;
  await endAt(pool, which, `now() + interval '5 seconds' + ${each} * interval '1 second'`);
  const { rows: ends } = await pool.query<{ id: string; due: Date }>(
    `select c.id, c.due_at as due from app.cases c where c.district_id = $1 and ${which}`,
    [district],
  );
  await untilReminded(pool, which, some);
  const { rows } = await pool.query<{ id: string; at: Date }>(
    `select s.case_id as id, s.at from app.case_steps s where s.district_id = $1 and s.move = 'remind' and s.case_id = any($2)`,
    [district, ends.map(({ id }) => id)],
  );
  const done = new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  return ascending(ends.map(({ id, due: end }) => (done.get(id) ?? Number.NaN) - end.getTime()));
}

/** Cases whose history is not what their clock says: no reminder though it ran out, one though it did not, or two. */
async function count(pool: pg.Pool, { burst: due, spread: some }: Sizes): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from (
       select c.id, substr(c.no, ${mark.length + 1})::int as n,
              (select count(*) from app.case_steps s where s.district_id = $1 and s.case_id = c.id and s.move = 'remind') as reminders
         from app.cases c where c.district_id = $1 and c.no like '${mark}%') k
      where k.reminders <> case when k.n <= $2 then 1 else 0 end`,
    [district, due + some],
  );
  return rows[0]?.n ?? 0;
}

async function deleteJobs(pool: pg.Pool, url: string, seconds: number): Promise<number> {
  const rows = 400_000;
  await pool.query(
    `drop schema if exists bench cascade; create schema bench;
     create table bench.jobs (id bigserial primary key, task text not null, payload json not null, run_at timestamptz not null, key text unique);
     create index on bench.jobs (run_at, id);
     insert into bench.jobs (task, payload, run_at, key)
     select 'cases.clock', json_build_object('district', 1, 'caseId', gen_random_uuid()), now() - n * interval '1 ms', n from generate_series(1, ${rows}) n`,
  );
  try {
    const take = `with due as (select id from bench.jobs where run_at <= now() and :n > 0 order by run_at, id for update skip locked limit 1),
      gone as (delete from bench.jobs j using due where j.id = due.id returning j.id) select count(*) as case_id from gone`;
    const { rounds, perSecond } = await runScript({ url, seconds, most: 2, statements: [take.replaceAll('\n', ' ')] });
    if (rounds >= rows) throw new Error('The limit ran out of jobs.');
    return perSecond;
  } finally {
    await pool.query('drop schema bench cascade');
  }
}
