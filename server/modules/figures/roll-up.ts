import { type RawBuilder, sql } from 'kysely';
import type { Basis } from '#contract/figure-measures';
import type { Tx } from '#kernel/database';
import { amountOf, bases, columnOf, measuresOf } from './measures.ts';

/** Levels whose sums are kept; an area below the third is counted from its facts. */
export const summedLevels = 2;
/** Levels whose sums are also kept cut by each dimension. */
export const cutLevels = 1;

/** The dimensions of a basis besides its unit, with the expression over a fact row `f`. */
export function dimensionsOf(basis: Basis): Record<string, string> {
  return {
    major: `coalesce(left(f.category_code, 2), '')`,
    minor: `coalesce(f.category_code, '')`,
    source: 'f.source',
    unit: `coalesce(f.${bases[basis].unit}::text, '')`,
    ...(basis === 'report' ? { hour: `f.reported_hour::text` } : {}),
    ...(basis === 'done' ? { role: `coalesce(f.done_role, '')` } : {}),
  };
}

/** The area of a level above a path, ended by a slash; null where the path does not go so deep. */
const areaAt = (level: number) =>
  Array.from({ length: level + 1 }, (_, n) => `nullif(split_part(f.area_path, '/', ${n + 1}), '') || '/'`).join(' || ');

/** Sums of one basis over rows that carry `sign`, in the shape of app.case_daily. */
function summed(district: number, basis: Basis, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const names = measuresOf(basis);
  const dims = Object.entries(dimensionsOf(basis));
  const levels = [0, 1, 2].map((level) => `l${level}`);
  const cut = levels.slice(0, cutLevels + 1);
  const sets = [
    ...levels.map((level) => `(${level}, day)`),
    ...cut.flatMap((level) => dims.map(([dim]) => `(${level}, "${dim}", day)`)),
  ];
  const chosen = (columns: readonly string[], value: (column: string) => string, otherwise: string) =>
    `case ${columns.map((column) => `when grouping("${column}") = 0 then ${value(column)}`).join(' ')} else ${otherwise} end`;
  const names1 = dims.map(([dim]) => dim);
  return sql`
    select ${district}::int as district_id, ${sql.raw(chosen(levels.slice(1), (one) => one, 'l0'))} as area_path,
           ${sql.raw(chosen(names1, (one) => `'${one}'`, `'all'`))} as dim,
           ${sql.raw(chosen(names1, (one) => `"${one}"`, `''`))} as value, day,
           ${sql.raw(names.map((name) => `sum(sign * ${columnOf(name)}) as ${columnOf(name)}`).join(', '))}
      from (
        select f.sign, f.${sql.raw(bases[basis].day)} as day,
               ${sql.raw(levels.map((one, level) => `${areaAt(level)} as ${one}`).join(', '))},
               ${sql.raw(dims.map(([dim, expression]) => `${expression} as "${dim}"`).join(', '))},
               ${sql.join(names.map((name) => sql`${amountOf(name)} as ${sql.raw(columnOf(name))}`))}
          from (${rows}) f
         where f.${sql.raw(bases[basis].day)} is not null
      ) e
     group by grouping sets (${sql.raw(sets.join(', '))})
    having ${sql.raw(chosen(levels.slice(1), (one) => one, 'l0'))} is not null
       and (${sql.raw(names.map((name) => `sum(sign * ${columnOf(name)}) <> 0`).join(' or '))})`;
}

/** Adds the sums of these rows to those that stand, of days and of months; rows carry a `sign`: −1 takes away what was counted before. */
export async function addUp(tx: Tx, district: number, basis: Basis, rows: RawBuilder<unknown>): Promise<void> {
  const columns = measuresOf(basis).map(columnOf);
  const named = sql.raw(columns.join(', '));
  const added = sql.raw(columns.map((one) => `${one} = t.${one} + excluded.${one}`).join(', '));
  await sql`
    with summed as materialized (${summed(district, basis, rows)}),
    daily as (
      insert into app.case_daily as t (district_id, area_path, dim, value, day, ${named})
      select district_id, area_path, dim, value, day, ${named} from summed
      on conflict (district_id, area_path, dim, day, value) do update set ${added}
    )
    insert into app.case_monthly as t (district_id, area_path, dim, value, month, ${named})
    ${byMonth(sql`summed`, columns)}
    on conflict (district_id, area_path, dim, month, value) do update set ${added}`.execute(tx);
}

/** Rows in the shape of app.case_monthly of rows in the shape of app.case_daily. */
function byMonth(daily: RawBuilder<unknown>, columns: readonly string[]): RawBuilder<unknown> {
  return sql`
    select district_id, area_path, dim, value, date_trunc('month', day)::date as month,
           ${sql.raw(columns.map((one) => `sum(${one}) as ${one}`).join(', '))}
      from ${daily} group by 1, 2, 3, 4, 5`;
}

/** Rows of the sums that differ from a fresh count of the facts, of the months also from their days; none when all is well. */
export async function differing(tx: Tx, district: number, basis: Basis): Promise<number> {
  const { table } = bases[basis];
  const columns = measuresOf(basis).map(columnOf);
  const facts = sql`select 1 as sign, g.* from app.${sql.raw(table)} g where g.district_id = ${district}`;
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n
      from (${summed(district, basis, facts)}) e
      full join (select t.* from app.case_daily t where t.district_id = ${district}
                    and (${sql.raw(columns.map((one) => `t.${one} <> 0`).join(' or '))})) k
        on k.district_id = e.district_id and k.area_path = e.area_path and k.dim = e.dim and k.day = e.day and k.value = e.value
     where ${sql.raw(columns.map((one) => `e.${one} is distinct from k.${one}`).join(' or '))}`.execute(tx);
  return (rows[0]?.n ?? 0) + (await differingMonths(tx, district, columns));
}

/** Rows of the months that differ from their days. */
async function differingMonths(tx: Tx, district: number, columns: readonly string[]): Promise<number> {
  const days = sql`(select t.* from app.case_daily t where t.district_id = ${district}) t`;
  const isOther = sql.raw(columns.map((one) => `coalesce(e.${one}, 0) <> coalesce(k.${one}, 0)`).join(' or '));
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n
      from (${byMonth(days, columns)}) e
      full join (select t.* from app.case_monthly t where t.district_id = ${district}) k
        on k.district_id = e.district_id and k.area_path = e.area_path and k.dim = e.dim and k.month = e.month and k.value = e.value
     where ${isOther}`.execute(tx);
  return rows[0]?.n ?? 0;
}
