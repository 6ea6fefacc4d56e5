import { sql } from 'kysely';
import type { AreaRow } from '#contract/areas';
import { type Actor, scopeOf, systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { type Locale, refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { boardPosts } from './area-holders.ts';
import { resolveDistrict } from './read-district.ts';

export interface AreaFilter {
  /** Children of this one; null = the root. */
  parentId?: string | null | undefined;
  /** Children of any of these. */
  parentIds?: readonly string[] | undefined;
  id?: string | undefined;
  /** Part of the name or the beginning of the code; with a parent, anywhere below it. */
  q?: string | undefined;
  /** Codes after this one. */
  after?: string | undefined;
  limit: number;
}

/**
 * Areas below one, or found by name or code, in the order of their codes. Areas are public; the count of open cases is
 * that of the cases which the reader may see.
 */
export async function listAreas({
  services,
  query,
  actor,
  locale,
}: Call<'GET /api/areas'>): Promise<{ rows: AreaRow[]; next: string | null }> {
  const limit = query.limit ?? 200;
  if (query.after !== undefined && !/^[0-9A-Z]{2,30}$/.test(query.after)) refuse('list.bad-cursor');
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const filter = {
      parentId: query.parentId ?? null,
      q: query.q?.trim() || undefined,
      after: query.after,
      limit: limit + 1,
    };
    const found = await areaRows(tx, actor.district, filter, services.clock(), locale);
    const rows = found.slice(0, limit);
    return { rows, next: found.length > limit ? (rows.at(-1)?.code ?? null) : null };
  });
}

/** More than this is no list to choose from. */
const publicMost = 1000;

type PublicAreas = {
  rows: Pick<AreaRow, 'id' | 'parentId' | 'code' | 'name' | 'level' | 'levelName' | 'children' | 'lon' | 'lat'>[];
};

/** For choosing a place from lists, without a map. */
export async function listPublicAreas({
  services,
  query,
  locale,
}: Call<'GET /api/public/areas'>): Promise<PublicAreas> {
  const { id: district } = await resolveDistrict(services, query.district);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const near = await plainRows(tx, district, { parentId: query.parentId ?? null, limit: publicMost }, locale);
    const parentIds = near.map(({ id }) => id);
    const far =
      query.depth === 2 ? await plainRows(tx, district, { parentIds, limit: publicMost - near.length }, locale) : [];
    return {
      rows: [...near, ...far].map(({ id, parentId, code, name, level, levelName, children, lon, lat }) => ({
        id,
        parentId,
        code,
        name,
        level,
        levelName,
        children,
        lon,
        lat,
      })),
    };
  });
}

export async function areaRow(tx: Tx, actor: Actor, id: string, at: Date, locale: Locale): Promise<AreaRow> {
  const [row] = await areaRows(tx, actor.district, { id, limit: 1 }, at, locale);
  return row ?? refuse('area.unknown');
}

async function areaRows(tx: Tx, district: number, filter: AreaFilter, at: Date, locale: Locale): Promise<AreaRow[]> {
  const rows = await plainRows(tx, district, filter, locale);
  const posts = await boardPosts(
    tx,
    district,
    rows.map(({ id }) => id),
    at,
  );
  const byArea = Map.groupBy(posts, ({ areaId }) => areaId);
  return rows.map(({ validFrom, ...row }) => ({
    ...row,
    validFrom: validFrom.toISOString(),
    holders: (byArea.get(row.id) ?? []).map(({ id, role, title, name }) => ({ postId: id, role, title, name })),
  }));
}

type PlainRow = Omit<AreaRow, 'holders' | 'validFrom'> & { validFrom: Date };

/** The cases of a subtree are a range of the index (district, path) where open: up to the path with its last slash raised by one. */
async function plainRows(tx: Tx, district: number, filter: AreaFilter, locale: Locale): Promise<PlainRow[]> {
  const { rows } = await sql<PlainRow>`
    select a.id, a.parent_id as "parentId", a.code, a.name, a.level,
           coalesce(case when ${locale} = 'en' then l.en else l.zh end, '') as "levelName",
           a.kind, a.households, a.lon, a.lat, a.valid_from as "validFrom",
           (select count(*)::int from app.areas c
             where c.district_id = ${district} and c.parent_id = a.id and c.valid_to is null) as children,
           (select count(*)::int from app.cases k
             where k.district_id = ${district} and k.open and k.area_path >= a.path
               and k.area_path < left(a.path, -1) || '0') as "openCases"
      from app.areas a
      left join app.area_levels l on l.district_id = ${district} and l.level = a.level
     where a.district_id = ${district} and a.valid_to is null and ${chosen(district, filter)}
       and (${filter.after ?? null}::text is null or a.code > ${filter.after ?? null}::text collate "C")
     order by a.code collate "C"
     limit ${filter.limit}`.execute(tx);
  return rows;
}

function chosen(district: number, { id, parentId, parentIds, q }: AreaFilter) {
  if (id !== undefined) return sql`a.id = ${id}::uuid`;
  if (parentIds !== undefined) return sql`a.parent_id = any(${parentIds}::uuid[])`;
  if (q === undefined) return parentId == null ? sql`a.parent_id is null` : sql`a.parent_id = ${parentId}::uuid`;
  const named = sql`(strpos(lower(a.name), ${q.toLowerCase()}) > 0 or starts_with(a.code, ${q.toUpperCase()}))`;
  if (parentId == null) return named;
  return sql`${named} and starts_with(a.path, (select p.path from app.areas p where p.district_id = ${district} and p.id = ${parentId}::uuid))`;
}
