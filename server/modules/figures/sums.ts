import { type RawBuilder, sql } from 'kysely';
import { type Basis, type Measure, measureNames, noSums, type Sums } from '#contract/figure-measures';
import type { Split } from '#contract/figure-questions';
import type { Grain } from '#contract/figures';
import type { Tx } from '#kernel/database';
import type { Subtree } from '#modules/insight';
import { amountOf, bases, basisNames, columnOf, measuresOf } from './measures.ts';
import { earlier, type Period, plusDays, wholeMonths } from './periods.ts';
import { cutLevels, dimensionsOf, summedLevels } from './roll-up.ts';

/** What narrows a count besides area and days. */
export interface Narrow {
  categoryCode?: string | undefined;
  unitId?: string | undefined;
  source?: string | undefined;
  hour?: number | undefined;
  role?: string | undefined;
  without?: 'category' | 'unit' | 'role' | undefined;
}
export interface Asked {
  district: number;
  area: Pick<Subtree, 'path' | 'level'>;
  period: Period;
  narrow: Narrow;
  /** The last day whose limits are over: due days after it are not counted. */
  dueTo: string;
}
/** What the sums are grouped by: one key for each group; nothing: all under ''. */
export type By = { split: Exclude<Split, 'none'> } | { grain: Grain } | null;

/** Sums by group, from the kept daily sums where they answer the question, else from the facts. */
export async function readSums(tx: Tx, asked: Asked, by: By, only?: readonly Measure[]): Promise<Map<string, Sums>> {
  const wanted = basisNames.filter((basis) => !only || measuresOf(basis).some((name) => only.includes(name)));
  const cell = cellOf(asked, by);
  const parts = cell
    ? [await fromDaily(tx, asked, by, cell, wanted)]
    : await Promise.all(wanted.map((basis) => fromFacts(tx, asked, by, basis)));
  const groups = new Map<string, Sums>();
  for (const { key, ...values } of parts.flat()) {
    const sums = groups.get(key) ?? noSums();
    groups.set(key, sums);
    for (const [name, value] of Object.entries(values)) sums[name as Measure] += Number(value);
  }
  return groups;
}

type Group = { key: string } & Partial<Record<Measure, number>>;

interface Cell {
  dim: string;
  value: string | null;
}

/** The one dimension of the kept sums that answers it; null when two are needed or the area lies too deep. */
function cellOf({ area, narrow }: Asked, by: By): Cell | null {
  const split = by && 'split' in by ? by.split : null;
  const level = area.level + (split === 'area' ? 1 : 0);
  const cells = filterCells(narrow);
  if (cells === null) return null;
  if (split !== null && split !== 'area') cells.push({ dim: split, value: null });
  const [cell = { dim: 'all', value: '' }, second] = cells;
  return second || level > (cell.dim === 'all' ? summedLevels : cutLevels) ? null : cell;
}

function filterCells({ categoryCode, unitId, source, hour, role, without }: Narrow): Cell[] | null {
  if (hour !== undefined || role !== undefined || without !== undefined) return null;
  return [
    ...(categoryCode ? [{ dim: categoryCode.length === 2 ? 'major' : 'minor', value: categoryCode }] : []),
    ...(unitId ? [{ dim: 'unit', value: unitId }] : []),
    ...(source ? [{ dim: 'source', value: source }] : []),
  ];
}

async function fromDaily(tx: Tx, asked: Asked, by: By, cell: Cell, wanted: readonly Basis[]): Promise<Group[]> {
  const { district, area, period, dueTo } = asked;
  const children = by !== null && 'split' in by && by.split === 'area';
  const key = children
    ? childOf('t.area_path', area)
    : (keyOfDay('t.day', by) ?? (cell.value === null ? sql`t.value` : sql`''`));
  const sums = wanted.flatMap((basis) =>
    measuresOf(basis).map((name) => {
      const over = basis === 'due' ? sql` filter (where t.day <= ${dueTo}::date)` : sql``;
      return sql`coalesce(sum(t.${sql.raw(columnOf(name))})${over}, 0)::bigint as ${sql.ref(name)}`;
    }),
  );
  // What runs out later than `dueTo` is not counted: a month counts as a whole only up to there.
  const months = isCutByMonth(by) ? wholeMonths({ ...period, to: earlier(period.to, dueTo) }) : null;
  const stretches = [
    ...(months ? [sumsOf('case_monthly', months)] : []),
    ...around(period, months).map((days) => sumsOf('case_daily', days)),
  ].map(
    (kept) => sql`${kept}
       and t.district_id = ${district} and ${children ? childPaths(asked) : sql`t.area_path = ${area.path}`}
       and t.dim = ${cell.dim} ${cell.value === null ? sql`` : sql`and t.value = ${cell.value}`}`,
  );
  const { rows } = await sql<Group>`
    select ${key} as key, ${sql.join(sums)} from (${sql.join(stretches, sql` union all `)}) t group by 1`.execute(tx);
  return rows;
}

/** Days and weeks do not add up from months. */
const isCutByMonth = (by: By) => by === null || !('grain' in by) || (by.grain !== 'day' && by.grain !== 'week');

/** The kept sums of these days, or of these whole months by the day on which each begins. */
function sumsOf(table: 'case_daily' | 'case_monthly', { from, to }: Period): RawBuilder<unknown> {
  const day = sql.ref(table === 'case_daily' ? 't.day' : 't.month');
  const columns = [...new Set(measureNames.map(columnOf))].map((one) => `t.${one}`).join(', ');
  return sql`select t.area_path, t.value, ${day} as day, ${sql.raw(columns)}
      from app.${sql.raw(table)} t where ${day} between ${from}::date and ${to}::date`;
}

/** The days of a period before and after its whole months. */
function around(period: Period, months: Period | null): Period[] {
  if (!months) return [period];
  const before = { from: period.from, to: plusDays(months.from, -1) };
  const after = { from: plusDays(months.to, 1), to: period.to };
  return [before, after].filter(({ from, to }) => from <= to);
}

/** The areas one level below, by their paths: each is asked for by its own part of the primary key. */
function childPaths({ district, area }: Asked): RawBuilder<unknown> {
  return sql`t.area_path in (select a.path from app.areas a where a.district_id = ${district}
    and a.path > ${area.path} and a.path < ${`${area.path}~`} and a.level = ${area.level + 1})`;
}

async function fromFacts(tx: Tx, asked: Asked, by: By, basis: Basis): Promise<Group[]> {
  const key = keyOfFact(asked, by, basis);
  if (key === null) return [];
  const sums = measuresOf(basis).map((name) => sql`coalesce(sum(${amountOf(name)}), 0)::bigint as ${sql.ref(name)}`);
  const { rows } = await sql<Group>`
    select ${key} as key, ${sql.join(sums)}
      from app.${sql.raw(bases[basis].table)} f
     where ${factsBehind(asked, basis)}
     group by 1`.execute(tx);
  return rows;
}

/** The condition over fact rows `f` of everything that counts on this basis. */
export function factsBehind({ district, area, period, narrow, dueTo }: Asked, basis: Basis): RawBuilder<boolean> {
  const day = sql.raw(`f.${bases[basis].day}`);
  const to = basis === 'due' && dueTo < period.to ? dueTo : period.to;
  const dims = dimensionsOf(basis);
  const is = (dim: string, value: string) => {
    const expression = dims[dim];
    return expression ? sql`and ${sql.raw(expression)} = ${value}` : sql`and false`;
  };
  return sql<boolean>`f.district_id = ${district}
    ${area.level === 0 ? sql`` : sql`and f.area_path >= ${area.path} and f.area_path < ${`${area.path}~`}`}
    and ${day} between ${period.from}::date and ${to}::date
    ${narrow.categoryCode ? is(narrow.categoryCode.length === 2 ? 'major' : 'minor', narrow.categoryCode) : sql``}
    ${narrow.unitId ? sql`and f.${sql.raw(bases[basis].unit)} = ${narrow.unitId}::uuid` : sql``}
    ${narrow.source ? sql`and f.source = ${narrow.source}` : sql``}
    ${narrow.hour === undefined ? sql`` : is('hour', String(narrow.hour))}
    ${narrow.role === undefined ? sql`` : is('role', narrow.role)}
    ${narrow.without === undefined ? sql`` : is({ category: 'minor', unit: 'unit', role: 'role' }[narrow.without], '')}`;
}

function keyOfFact({ area }: Asked, by: By, basis: Basis): RawBuilder<string> | null {
  if (by === null) return sql`''`;
  if ('grain' in by) return keyOfDay(`f.${bases[basis].day}`, by);
  if (by.split === 'area') return childOf('f.area_path', area);
  const expression = dimensionsOf(basis)[by.split];
  return expression ? sql.raw(expression) : null;
}

/** The code of the child under which a path lies; '' for the area itself. */
function childOf(column: string, area: Pick<Subtree, 'path'>): RawBuilder<string> {
  return sql<string>`split_part(substr(${sql.ref(column)}, ${area.path.length + 1}::int), '/', 1)`;
}

/** Weeks begin on Monday, as in periods.ts. */
function keyOfDay(column: string, by: By): RawBuilder<string> | null {
  return by && 'grain' in by ? sql<string>`date_trunc(${by.grain}, ${sql.ref(column)})::date::text` : null;
}
