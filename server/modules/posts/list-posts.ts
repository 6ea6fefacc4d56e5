import { sql } from 'kysely';
import type { PostRow } from '#contract/posts';
import { type Actor, areasFor, systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';

interface Found extends Omit<PostRow, 'holders' | 'vacant' | 'openCases'> {
  place: string;
}
interface Wanted {
  district: number;
  now: Date;
  /** Area path prefixes that the reader may see; posts of units are seen by everybody with the right. */
  prefixes: readonly string[];
  ids: readonly string[] | null;
  areaPath: string | null;
  below: boolean;
  unitId: string | null;
  role: string | null;
  vacant: boolean | null;
  text: string | null;
  after: readonly [string, string] | null;
  limit: number;
}
const anything = {
  ids: null,
  areaPath: null,
  below: false,
  unitId: null,
  role: null,
  vacant: null,
  text: null,
  after: null,
} as const satisfies Partial<Wanted>;

/** Posts in the order of the tree. Phones and names are public by office, as on the notice board. */
export async function listPosts({ services, actor, query }: Call<'GET /api/posts'>) {
  const district = actor.district;
  const now = services.clock();
  const limit = query.limit ?? 50;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const areaPath = query.areaId === undefined ? null : await pathOf(tx, district, query.areaId);
    if (areaPath === undefined) return { rows: [], next: null };
    const found = await readPosts(tx, {
      district,
      now,
      prefixes: areasFor(actor, 'post.read'),
      ids: null,
      areaPath,
      below: query.below ?? false,
      unitId: query.unitId ?? null,
      role: query.role ?? null,
      vacant: query.vacant ?? null,
      text: query.q?.trim() || null,
      after: readCursor(query.after, ['text', 'id']),
      limit: limit + 1,
    });
    const page = pageOf(found, limit, (row) => [row.place, row.id]);
    return { rows: await withPeople(tx, district, page.rows, now), next: page.next };
  });
}

/** One post as the answer of a command; it has just been written, so it is there. */
export async function readPost(tx: Tx, actor: Actor, id: string, now: Date): Promise<PostRow> {
  const { district } = actor;
  const found = await readPosts(tx, { ...anything, district, now, prefixes: [''], ids: [id], limit: 1 });
  const [row] = await withPeople(tx, district, found, now);
  if (!row) throw new Error(`Post ${id} is not there.`);
  return row;
}

async function pathOf(tx: Tx, district: number, areaId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('areas')
    .select('path')
    .where('district_id', '=', district)
    .where('id', '=', areaId)
    .executeTakeFirst();
  return row?.path;
}

async function readPosts(tx: Tx, w: Wanted): Promise<Found[]> {
  const { district, now, areaPath, unitId, role, vacant, text } = w;
  const [afterPlace, afterId] = w.after ?? [null, null];
  const { rows } = await sql<Found>`
    select p.id, p.role, p.title, p.area_id as "areaId", a.name as "areaName", p.unit_id as "unitId", u.name as "unitName",
           p.phone, coalesce(a.path, '') as place
      from app.posts p
      left join app.areas a on a.district_id = ${district} and a.id = p.area_id
      left join app.units u on u.district_id = ${district} and u.id = p.unit_id
     where p.district_id = ${district} and p.ended_at is null
       and (p.area_id is null or a.path ^@ any(${w.prefixes}::text[]))
       and (${w.ids}::uuid[] is null or p.id = any(${w.ids}::uuid[]))
       and (${areaPath}::text is null or a.path = ${areaPath}::text or (${w.below}::boolean and a.path ^@ ${areaPath}::text))
       and (${unitId}::uuid is null or p.unit_id = ${unitId}::uuid)
       and (${role}::text is null or p.role = ${role}::text)
       and (${vacant}::boolean is null or ${vacant}::boolean = not exists (
             select 1 from app.post_holders h
               join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
              where h.district_id = ${district} and h.post_id = p.id and h.kind = 'holder'
                and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})))
       and (${text}::text is null or strpos(p.title || ' ' || coalesce(a.name, ''), ${text}::text) > 0 or exists (
             select 1 from app.post_holders h
               join app.accounts k on k.district_id = ${district} and k.id = h.account_id
              where h.district_id = ${district} and h.post_id = p.id and (h.to_at is null or h.to_at > ${now})
                and k.name ^@ ${text}::text))
       and (${afterPlace}::text is null or (coalesce(a.path, ''), p.id) > (${afterPlace}::text, ${afterId}::uuid))
     order by coalesce(a.path, ''), p.id
     limit ${w.limit}`.execute(tx);
  return rows;
}

/** Adds holders, deputies and the number of open cases to one page of posts. */
async function withPeople(tx: Tx, district: number, found: readonly Found[], now: Date): Promise<PostRow[]> {
  const ids = found.map((row) => row.id);
  const people = await readHolders(tx, district, ids, now);
  const counts = await countOpen(tx, district, ids);
  return found.map(({ place: _, ...post }) => {
    const own = people.filter((one) => one.postId === post.id);
    const vacant = !own.some(({ kind, from, disabled }) => kind === 'holder' && !disabled && new Date(from) <= now);
    const holders = own.map(({ postId: _post, disabled: _disabled, ...holder }) => holder);
    return { ...post, openCases: counts.get(post.id) ?? 0, holders, vacant };
  });
}

/** Those who hold a post now, and those who are appointed for later. */
async function readHolders(tx: Tx, district: number, postIds: readonly string[], now: Date) {
  const { rows } = await sql<{
    postId: string;
    id: string;
    accountId: string;
    name: string;
    kind: 'holder' | 'deputy';
    from: Date;
    to: Date | null;
    onLeave: boolean;
    disabled: boolean;
  }>`
    select h.post_id as "postId", h.id, h.account_id as "accountId", k.name, h.kind, h.from_at as "from", h.to_at as "to",
           k.disabled_at is not null as disabled,
           exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = h.account_id
                    and l.from_at <= ${now} and l.to_at > ${now}) as "onLeave"
      from app.post_holders h
      join app.accounts k on k.district_id = ${district} and k.id = h.account_id
     where h.district_id = ${district} and h.post_id = any(${[...postIds]}::uuid[]) and (h.to_at is null or h.to_at > ${now})
     order by h.kind desc, h.from_at, h.id`.execute(tx);
  return rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to?.toISOString() ?? null }));
}

async function countOpen(tx: Tx, district: number, postIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select c.owner_post_id as id, count(*)::integer as n from app.cases c
     where c.district_id = ${district} and c.open and c.owner_post_id = any(${[...postIds]}::uuid[])
     group by c.owner_post_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.n]));
}
