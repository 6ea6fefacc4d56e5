import { expect, test } from 'vitest';
import { lintQuery } from './query-lint.ts';

const tenants = new Set(['cases', 'case_steps', 'areas']);
const rulesOf = async (text: string) => (await lintQuery(text, (table) => tenants.has(table))).map(({ rule }) => rule);

test.each([
  'select * from app.cases as c where c.district_id = $1 and c.state = $2',
  'select * from cases where district_id = $1::int and id = any($2)',
  'select * from cases c join case_steps s on s.district_id = c.district_id and s.case_id = c.id where c.district_id = $1',
  'select * from cases c left join areas a on a.district_id = c.district_id and a.id = c.area_id where c.district_id = $1',
  'select * from cases c join areas a using (district_id) where c.district_id = $1',
  'select * from cases c, case_steps s where (c.district_id, s.district_id) = ($1, $1)',
  'select (select count(*) from case_steps s where s.district_id = $1 and s.case_id = c.id) from cases c where c.district_id = $1',
  'with recursive up as (select * from areas a where a.district_id = $1 and a.id = $2 union all select a.* from areas a join up on up.parent_id = a.id where a.district_id = $1) select * from up',
  'with cases as (select 1) select * from cases',
  'select name from districts where id = $1',
  'select * from graphile_worker.jobs',
  'insert into cases (district_id, id) values ($1, $2), ($1, $3)',
  'insert into cases (district_id, id) select c.district_id, $2 from cases c where c.district_id = $1',
  'insert into areas (district_id, n) values ($1, 1) on conflict (district_id) do update set n = areas.n + excluded.n returning n',
  'update cases set closed_at = now() where district_id = $1 and id = $2',
  'delete from cases where district_id = $1',
  'select * from cases where district_id = $1 for update skip locked',
  'select /* all districts: wall of the city */ district_id, count(*) from cases group by 1',
  'select app.enter($1, $2, $3, $4)',
  'begin',
])('passes: %s', async (text) => {
  expect(await rulesOf(text)).toEqual([]);
});

test.each([
  ['Q1', 'select * from cases where id = $1'],
  ['Q1', 'select * from cases where district_id = current_setting($1)::int'],
  ['Q1', 'select * from cases where district_id = $1 or id = $2'],
  ['Q1', 'select * from cases where district_id = any($1)'],
  ['Q1', 'select * from cases where coalesce(district_id, 0) = $1'],
  ['Q1', 'select * from cases c join case_steps s on s.case_id = c.id where c.district_id = $1'],
  [
    'Q1',
    'select * from cases c where c.district_id = $1 and exists (select 1 from case_steps s where s.district_id = c.district_id)',
  ],
  ['Q1', 'select * from cases c where c.district_id = $1 and c.id in (select case_id from case_steps)'],
  ['Q1', 'with x as (select * from cases) select * from x where x.district_id = $1'],
  ['Q1', 'select 1 from cases where district_id = $1 union select 1 from areas'],
  ['Q1', 'update cases set state = $1 where id = $2'],
  ['Q1', 'delete from cases using areas a where a.district_id = $1 and a.id = cases.area_id'],
  ['Q1', 'select /* all districts: */ * from cases'],
  ['Q2', 'insert into cases (id) values ($1)'],
  ['Q2', 'insert into cases (district_id, id) values ((select 1), $1)'],
  ['Q2', 'insert into cases (district_id, id) values (app.district(), $1)'],
  ['Q3', 'insert into cases (district_id, id) values ($1, $2) on conflict (id) do update set n = excluded.n'],
  ['Q3', 'insert into cases (district_id, id) values ($1, $2) on conflict (district_id, id) do update set at = now()'],
  ['Q4', 'update cases set id = gen_random_uuid() where district_id = $1'],
  ['Q5', 'update cases set district_id = $2 where district_id = $1'],
  ['Q7', 'merge into cases using areas on true when matched then delete'],
  ['C1', 'select set_config($1, $2, true)'],
  ['C1', 'set local app.district = 1'],
  ['C1', 'select 1; select 2'],
] as const)('%s: %s', async (rule, text) => {
  expect(await rulesOf(text)).toContain(rule);
});
