import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#kernel/database';
import type { Locale } from '#kernel/refuse';

export interface AreaOnTrail {
  id: string;
  parentId: string | null;
  code: string;
  name: string;
  level: number;
  levelName: string;
  kind: 'residential' | 'dedicated';
  /** Codes from the root, each ended by a slash: cases and rights carry it. */
  path: string;
  households: number;
}

/** The area and all above it, from the root down; [] when the id is unknown or the area no longer in force. */
export async function trailOf(tx: Tx, district: number, id: string, locale: Locale = 'zh-CN'): Promise<AreaOnTrail[]> {
  const { rows } = await sql<AreaOnTrail>`
    with recursive up as (
      select a.id, a.parent_id, a.code, a.name, a.level, a.kind, a.path, a.households
        from app.areas a where a.district_id = ${district} and a.id = ${id}::uuid and a.valid_to is null
      union all
      select p.id, p.parent_id, p.code, p.name, p.level, p.kind, p.path, p.households
        from up join app.areas p on p.district_id = ${district} and p.id = up.parent_id
    )
    select up.id, up.parent_id as "parentId", up.code, up.name, up.level,
           coalesce(case when ${locale} = 'en' then l.en else l.zh end, '') as "levelName", up.kind, up.path, up.households
      from up left join app.area_levels l on l.district_id = ${district} and l.level = up.level
     order by up.level`.execute(tx);
  return rows;
}

/** text[] of a path's own and those above it: of '1/2/' {'1/', '1/2/'}. Several paths give those of all. */
export function pathsUpFrom(...paths: RawBuilder<unknown>[]): RawBuilder<string[]> {
  return sql`array(
    select distinct array_to_string(one.codes[1:n], '/') || '/'
      from (select string_to_array(rtrim(p, '/'), '/') as codes from unnest(array[${sql.join(paths)}]) as p) one,
           generate_series(1, cardinality(one.codes)) as n)`;
}

/** The areas of a path, from the root down, as a case remembers them: also those that are no longer in force. */
export function areasOnWay(district: number, path: RawBuilder<unknown>): RawBuilder<{ id: string; name: string }[]> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by w.level), '[]')
      from (select distinct on (a.level) a.level, a.id, a.name
              from app.areas a
             where a.district_id = ${district} and a.path = any(${pathsUpFrom(path)})
             order by a.level, a.valid_to desc nulls first) w)`;
}

/** One area in force; `leaf` = the lowest level, to which cases belong. Null when there is none of this id. */
export async function areaById(
  tx: Tx,
  district: number,
  id: string,
): Promise<(AreaOnTrail & { leaf: boolean }) | null> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return null;
  const area = (await trailOf(tx, district, id)).at(-1);
  return area ? { ...area, leaf: !(await hasChildren(tx, district, id)) } : null;
}

/** Has it children in force? Cases and buildings belong to the lowest level only. */
export async function hasChildren(tx: Tx, district: number, id: string): Promise<boolean> {
  const child = await tx
    .selectFrom('areas')
    .select('id')
    .where('district_id', '=', district)
    .where('parent_id', '=', id)
    .where('valid_to', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return child !== undefined;
}
