import { type RawBuilder, sql } from 'kysely';
import type { Wall } from '#contract/insight';
import { roleRights } from '#contract/rights';
import { type Actor, areasFor } from '#kernel/actor';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import { areaById } from '#modules/areas';

export interface Subtree {
  id: string;
  name: string;
  level: number;
  /** Codes from the root, each ended by a slash: everything below begins with it. */
  path: string;
  households: number;
}

/** The area on the wall: the one asked for, within the reader's reach; without one, the largest of the reader's own. */
export async function subtreeFor(tx: Tx, actor: Actor, asked: string | undefined): Promise<Subtree> {
  const area = await areaById(tx, actor.district, asked ?? ownArea(actor));
  if (!area) refuse('area.unknown');
  if (!areasFor(actor, 'insight.read').some((path) => area.path.startsWith(path))) refuse('right.missing');
  return area;
}

function ownArea(actor: Actor): string {
  const able = actor.posts.filter((post) => post.areaPath !== null && roleRights[post.role]['insight.read'] === 'area');
  const widest = able.sort((a, b) => (a.areaPath ?? '').length - (b.areaPath ?? '').length)[0];
  return widest?.areaId ?? refuse('right.missing');
}

/**
 * The subtree as a range of the path, which the (district_id, area_path, …) indexes serve. The root is the whole
 * district: there the range would only keep the planner from the index by time.
 */
export function below(area: Subtree, column: string): RawBuilder<unknown> {
  if (area.level === 0) return sql``;
  const path = sql.ref(column);
  return sql`and ${path} >= ${area.path} and ${path} < ${`${area.path}~`}`;
}

/** The code of the child under which a path lies; '' for the area itself. */
export function childCode(area: Subtree, column: string): RawBuilder<string> {
  return codeBelow(area, column, 1);
}

/** The code two levels below, '' where the path does not go that deep. */
export function grandchildCode(area: Subtree, column: string): RawBuilder<string> {
  return codeBelow(area, column, 2);
}

function codeBelow(area: Subtree, column: string, levels: 1 | 2): RawBuilder<string> {
  return sql<string>`split_part(substr(${sql.ref(column)}, ${area.path.length + 1}::int), '/', ${sql.lit(levels)})`;
}

export interface Child {
  id: string;
  code: string;
  name: string;
}

export async function childrenOf(tx: Tx, district: number, area: Subtree): Promise<Child[]> {
  return tx
    .selectFrom('areas')
    .select(['id', 'code', 'name'])
    .where('district_id', '=', district)
    .where('parent_id', '=', area.id)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute();
}

/** Ids of the areas in force by their codes. */
export async function idsOf(tx: Tx, district: number, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('areas')
    .select(['id', 'code'])
    .where('district_id', '=', district)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .where('valid_to', 'is', null)
    .execute();
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** How large the area is. A community has a 12-digit code that does not end in 000; a micro-grid is the lowest level. */
export async function sizeOf(
  tx: Tx,
  district: number,
  area: Subtree,
): Promise<Omit<Wall['area'], 'id' | 'name' | 'level'>> {
  const { rows } = await sql<{ communities: number; microGrids: number; households: number }>`
    select (count(*) filter (where a.level > ${area.level} and a.code ~ '^[0-9]{12}$' and a.code !~ '000$'))::int as communities,
           (count(*) filter (where l.leaf and a.level > ${area.level}))::int as "microGrids",
           coalesce(sum(a.households) filter (where l.leaf), 0)::int as households
      from app.areas a
      join app.area_levels l on l.district_id = ${district} and l.level = a.level
     where a.district_id = ${district} and a.valid_to is null ${below(area, 'a.path')}`.execute(tx);
  return rows[0] ?? { communities: 0, microGrids: 0, households: 0 };
}
