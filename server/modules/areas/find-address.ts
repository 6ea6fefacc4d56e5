import { sql } from 'kysely';
import type { Address } from '#contract/areas';
import { systemScope } from '#kernel/actor';
import { queryTokens } from '#kernel/chinese-words';
import { inDistrict, type Tx } from '#kernel/database';
import type { Call } from '#kernel/routes';
import { metresPerDegree } from './plane.ts';
import { resolveDistrict } from './read-district.ts';

type Ask = Call<'GET /api/public/addresses'>['query'];
const most = 20;
/** The buildings of one micro-grid are a list to choose from, not a search: 80 households are at most as many doors. */
const mostOfArea = 200;

/** Typing search in the list of buildings, or the buildings of an area, nearest first when a place is given. */
export async function findAddress({
  services,
  query,
}: Pick<Call<'GET /api/public/addresses'>, 'services' | 'query'>): Promise<{ rows: Address[] }> {
  const { id: district } = await resolveDistrict(services, query.district);
  const typed = query.q?.trim() ?? '';
  if (typed === '' && query.areaId === undefined && (query.lon === undefined || query.lat === undefined))
    return { rows: [] };
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const exact = await search(tx, district, query, typed);
    if (exact.length > 0 || typed === '') return { rows: exact };
    return { rows: await searchLoosely(tx, district, query, typed) };
  });
}

const columns = sql`b.id, b.text, b.area_id as "areaId", a.name as "areaName", b.lon, b.lat, b.households`;

/** Metres from the given place, where both are known. */
function distance({ lon, lat }: Ask) {
  if (lon === undefined || lat === undefined) return sql`null::float8`;
  const scale = metresPerDegree(lat);
  return sql`sqrt(power((b.lon - ${lon}) * ${scale.x}, 2) + power((b.lat - ${lat}) * ${scale.y}, 2))`;
}

async function search(tx: Tx, district: number, ask: Ask, typed: string): Promise<Address[]> {
  const parts = partsOf(typed);
  if (typed !== '' && parts.length === 0) return [];
  const { rows } = await sql<Address>`
    select ${columns}
      from app.addresses b
      join app.areas a on a.district_id = ${district} and a.id = b.area_id
     where b.district_id = ${district}
       and (${ask.areaId ?? null}::uuid is null or b.area_id = ${ask.areaId ?? null}::uuid)
       and ${sql.join([sql`true`, ...parts.map(contains)], sql` and `)}
       and (${typed !== '' || ask.areaId !== undefined} or ${within(ask, 300)})
     order by ${distance(ask)} nulls last, ${position(parts[0])}, length(b.text), b.text, b.id
     limit ${ask.areaId === undefined || typed !== '' ? most : mostOfArea}`.execute(tx);
  return rows;
}

/** "建新街12号楼" is looked for as 建新街, 12 and 号楼, each anywhere in the text: people leave out what lies between. */
function partsOf(typed: string): string[] {
  return [
    ...typed
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/\d+|[\p{Script=Latin}]+|\p{Script=Han}+/gu),
  ]
    .map(([part]) => part)
    .slice(0, 8);
}

/** A number is meant whole: 12 is not found in 112. */
function contains(part: string) {
  return /^\d/.test(part) ? sql`b.text ~ ${`(^|[^0-9])${part}([^0-9]|$)`}` : sql`strpos(lower(b.text), ${part}) > 0`;
}

function position(part: string | undefined) {
  return part === undefined ? sql`null::int` : sql`strpos(lower(b.text), ${part})`;
}

/** A box on the index (district, latitude, longitude). */
function within({ lon, lat }: Ask, metres: number) {
  if (lon === undefined || lat === undefined) return sql`false`;
  const scale = metresPerDegree(lat);
  const [dx, dy] = [metres / scale.x, metres / scale.y];
  return sql`(b.lat between ${lat - dy} and ${lat + dy} and b.lon between ${lon - dx} and ${lon + dx})`;
}

/** Nothing holds every part (a slip of the finger, a word too much): those that share at least half of the words. */
async function searchLoosely(tx: Tx, district: number, ask: Ask, typed: string): Promise<Address[]> {
  const words = queryTokens(typed).words.slice(0, 12);
  if (words.length < 2) return [];
  const { rows } = await sql<Address>`
    select ${columns}
      from app.addresses b
      join app.areas a on a.district_id = ${district} and a.id = b.area_id
      cross join lateral (
        select count(*) as hits from unnest(${words}::text[]) as w(word) where strpos(b.tokens, ' ' || w.word || ' ') > 0
      ) h
     where b.district_id = ${district} and h.hits * 2 >= ${words.length}
       and (${ask.areaId ?? null}::uuid is null or b.area_id = ${ask.areaId ?? null}::uuid)
     order by h.hits desc, ${distance(ask)} nulls last, length(b.text), b.text, b.id
     limit ${most}`.execute(tx);
  return rows;
}
