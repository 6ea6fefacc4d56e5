import type pg from 'pg';
import { type Columns, dropTables, insertCopy, makeTables, oneLine, writeJob } from './copied-tables.ts';
import { moves } from './life.ts';
import { clients, type Measured, runScript, who } from './pgbench.ts';
import { reportStatement } from './same-rows.ts';
import type { Stage } from './stage.ts';

const templates = 200;

/**
 * The limit of the life cycle: the rows that whole lives left behind, copied in the same order, one transaction and one
 * round trip a step, into tables of the same columns, indexes, checks and foreign keys. Nothing is read but the template.
 */
export async function writeSameLives(
  stage: Stage,
  pool: pg.Pool,
  { district, caseIds, seconds }: { district: number; caseIds: readonly string[]; seconds: number },
): Promise<Measured & { how: string }> {
  const columns = await makeTables(pool);
  try {
    const most = await makeLives(pool, district, caseIds.slice(0, templates));
    const report = reportStatement(columns, { from: 'lives', counted: true });
    const others = moves.slice(1).map((_, index) => moveStatement(columns, district, index + 2));
    const { ownerUrl: url } = await stage.database();
    const measured = await runScript({ url, seconds, most, statements: [report, ...others] });
    await countSteps(pool, measured.rounds);
    return {
      ...measured,
      how: `Limit of the lives: ${who}, ${seconds} s, the same rows of ${moves.length} steps (commands, case, steps, photo, contact, live events, messages, day counter, clock's job) in ${moves.length} transactions of one statement each into tables with the same indexes and foreign keys, as the owner, on the same server; no question is asked and no search made.`,
    };
  } finally {
    await dropTables(pool);
  }
}

/** Each row one life: the case as it was after the report and as it is now, and what each step left. */
async function makeLives(pool: pg.Pool, district: number, caseIds: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query(
    `create table bench.lives as
       select row_number() over ()::int as n, first.*, c as last, s.steps, e.events, p.photos,
              (select k from app.commands k where k.district_id = ${district} and k.name = 'move-case' limit 1) as moved
         from app.cases c
         join lateral (select array_agg(t order by t.seq) as steps from app.case_steps t
                        where t.district_id = c.district_id and t.case_id = c.id) s on true
         join lateral (select array_agg(t order by t.id) as events from app.live_events t
                        where t.district = c.district_id and t.case_id = c.id) e on true
         join lateral (select array_agg(t) as photos from app.case_photos t
                        where t.district_id = c.district_id and t.case_id = c.id) p on true
         join lateral (
           select k as commands, o as case_contacts, e.events[1] as live_events, s.steps[1] as case_steps,
                  (select array_agg(m) from app.messages m where m.district_id = c.district_id and m.case_id = c.id) as messages,
                  jsonb_populate_record(c, jsonb_build_object(
                    'state', 'reported', 'seq', 1, 'open', true, 'owner_post_id', s.steps[1].data ->> 'ownerPostId',
                    'unit_id', null, 'handled_by', null, 'handled_at', null, 'checked_at', null, 'closed_by', null,
                    'closed_at', null, 'first_closed_at', null, 'rating', null, 'due_at', c.total_due_at)) as cases
             from app.commands k, app.case_contacts o
            where k.district_id = c.district_id and k.answer ->> 'no' = c.no
              and o.district_id = c.district_id and o.case_id = c.id limit 1) first on true
        where c.district_id = ${district} and c.id = any($1::uuid[])`.replaceAll('$1', quoted(caseIds)),
  );
  await pool.query(`
    -- A message belongs to the step it tells of; the report's are written with it.
    alter table bench.lives add column told app.messages[];
    update bench.lives set told = messages, messages = (
      select array_agg(m) from unnest(messages) m where (m.params ->> 'seq')::int = 1);
    create unique index on bench.lives (n);
    analyze bench.lives;`);
  if (!rowCount) throw new Error('There is no life to copy.');
  return rowCount;
}

/** `create table as` takes no parameters. */
const quoted = (ids: readonly string[]): string => `'{${ids.map((id) => id.replaceAll(/[^0-9a-f-]/g, '')).join(',')}}'`;

const settled =
  'origin_state handler_state owner_post_id unit_id handled_by handled_at checked_at closed_by closed_at first_closed_at rating open due_at';

/** The k-th step; the last one leaves the case as it ended. */
function moveStatement(columns: Columns, district: number, seq: number): string {
  const isLast = seq === moves.length;
  const fields = isLast
    ? settled.split(' ').map((name) => `${name} = (life.last).${name}`)
    : [`due_at = now() + interval '2 hours'`, ...(seq > 2 ? ['unit_id = (life.last).unit_id'] : [])];
  return oneLine(`with life as materialized (select t.* from bench.lives t where t.n = :n),
    new as materialized (select :case_id::uuid as case_id, bench.id7() as command_id),
    ${insertCopy(columns, 'commands', '(life.moved)', 'life, new')},
    write_case as (update bench.cases c
      set state = (life.steps[${seq}]).state, seq = ${seq}, last_hash = (life.steps[${seq}]).hash,
          state_since = (life.steps[${seq}]).at, ${fields.join(', ')}
      from life, new where c.district_id = ${district} and c.id = new.case_id),
    ${insertCopy(columns, 'case_steps', `(life.steps[${seq}])`, 'life, new')},
    ${insertCopy(columns, 'case_photos', 'p', `life, new, unnest(life.photos) p where p.seq = ${seq}`)},
    ${insertCopy(columns, 'live_events', `(life.events[${seq}])`, 'life, new')},
    ${insertCopy(columns, 'messages', 'm', `life, new, unnest(life.told) m where (m.params ->> 'seq')::int = ${seq}`)}
    ${isLast ? ', write_job as (delete from bench.jobs j using new where j.key = $$clock:$$ || new.case_id)' : `, ${writeJob}`}
    select pg_notify('bench', 'live')`);
}

async function countSteps(pool: pg.Pool, rounds: number): Promise<void> {
  const { rows } = await pool.query<{ whole: number; steps: number }>(
    `select (select count(*) from bench.cases where not open)::int as whole,
            (select count(*) from bench.case_steps)::int as steps`,
  );
  const { whole = 0, steps = 0 } = rows[0] ?? {};
  // At its end pgbench may leave the last rounds of its clients uncounted or unfinished.
  if (whole < rounds || whole > rounds + 2 * clients || steps < rounds * moves.length)
    throw new Error(`The limit lived ${whole} cases with ${steps} steps in ${rounds} rounds.`);
}
