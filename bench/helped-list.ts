import type pg from 'pg';
import { erqi } from '#demo/places/districts';
import { ascending, figure, percentile, type Report, under } from './figures.ts';
import type { openHouse } from './house.ts';
import { plansOf } from './plans.ts';
import type { Stage } from './stage.ts';

type House = Awaited<ReturnType<typeof openHouse>>;

interface Ways {
  stage: Stage;
  house: House;
  /** Lists by a path as the department's handler, over HTTP. */
  ask: (path: string) => Promise<unknown>;
  /** The same account's session in this process. */
  cookie: string;
  samples: number;
}

const path = '/api/cases?view=all&limit=50';

/**
 * The list of a department that helps in the cases of others as well: some thousands of tasks all over the district, more
 * than a list looks through. Limit: the same account's list before it was given them.
 */
export async function measureHelped({ stage, house, ask, cookie, samples }: Ways): Promise<Report> {
  const pool = house.database.ownerPool;
  const before = await times(ask, samples);
  const given = await giveTasks(pool);
  try {
    const after = await times(ask, samples);
    house.statements.length = 0;
    await house.app.inject({ url: path, headers: { cookie } });
    const scope = house.statements.find(({ sql }) => sql.includes('app.enter'))?.values ?? [];
    const sent = house.statements.filter(({ sql }) => /"cases" as "c"|app\.case_tasks/.test(sql));
    const plans = await plansOf(stage, scope, sent);
    const sequential = plans.filter((plan) => plan.sequential).length;
    const discarded = Math.max(...plans.map((plan) => plan.discarded));
    return {
      figures: [
        figure('list.helped.p50', 'ms', { value: percentile(after, 0.5), limit: percentile(before, 0.5) }),
        figure(
          'list.helped.p95',
          'ms',
          { value: percentile(after, 0.95), limit: percentile(before, 0.95) },
          under(100),
        ),
        figure('list.helped.sequential-scans', 'plans', { value: sequential }, { text: '= 0', met: (n) => n === 0 }),
      ],
      notes: [
        `helped: a department with ${given} tasks in cases of others. Limit: the same list before it was given them. Plans: ${plans.map(({ kind, indexes }) => `${kind} ${[...indexes].join(' + ')}`).join('; ')} (at most ${discarded} rows read and thrown away).`,
      ],
    };
  } finally {
    await pool.query(
      `update app.cases c set helpers = '{}' from app.case_tasks t
        where t.district_id = $1 and t.words = $2 and c.district_id = t.district_id and c.id = t.case_id`,
      [erqi.id, mark],
    );
    await pool.query(`delete from app.case_tasks where district_id = $1 and words = $2`, [erqi.id, mark]);
  }
}

const mark = 'bench';

async function giveTasks(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `
    insert into app.case_tasks (district_id, id, case_id, kind, state, unit_id, words, given_at, given_seq, area_path)
    select c.district_id, gen_random_uuid(), c.id, 'co', 'done', p.unit_id, $2, c.reported_at, 1, c.area_path
      from app.cases c, app.accounts a
      join app.post_holders h on h.district_id = a.district_id and h.account_id = a.id
      join app.posts p on p.district_id = a.district_id and p.id = h.post_id
     where c.district_id = $1 and a.district_id = $1 and a.login = 'handler' and right(c.id::text, 2) = '07'
       and c.unit_id is distinct from p.unit_id`,
    [erqi.id, mark],
  );
  // The cases know their helpers, as a move writes it.
  await pool.query(
    `update app.cases c set helpers = array[t.unit_id] from app.case_tasks t
      where t.district_id = $1 and t.words = $2 and c.district_id = t.district_id and c.id = t.case_id`,
    [erqi.id, mark],
  );
  await pool.query('analyze app.case_tasks');
  return rowCount ?? 0;
}

async function times(ask: Ways['ask'], samples: number): Promise<number[]> {
  const found: number[] = [];
  for (let round = -8; round < samples; round++) {
    const began = performance.now();
    await ask(path);
    if (round >= 0) found.push(performance.now() - began);
  }
  return ascending(found);
}
