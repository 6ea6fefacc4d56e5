import { sql } from 'kysely';
import type { District } from '#contract/areas';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import type { Position } from './packed-outlines.ts';

export async function listDistricts({ services }: Call<'GET /api/public/districts'>): Promise<{ rows: District[] }> {
  const found = await services.database.app
    .selectFrom('districts')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return { rows: await Promise.all(found.map(({ id }) => districtById(services, id))) };
}

export async function readDistrict({ services, query }: Call<'GET /api/public/district'>): Promise<District> {
  const { id } = await resolveDistrict(services, query.district);
  return districtById(services, id);
}

interface ResolvedDistrict {
  id: number;
  /** What case numbers begin with: the setting casePrefix, else the district's number. */
  prefix: string;
}

/** A district is never removed and keeps its letters, so each is read once a process; one that is not there is looked for again. */
const resolved = new WeakMap<Database, Map<number | undefined, ResolvedDistrict>>();

/** The district that was asked for, or the installation's first. Refused when there is none of that number. */
export async function resolveDistrict(services: Services, asked: number | undefined): Promise<ResolvedDistrict> {
  const known = resolved.get(services.database) ?? new Map<number | undefined, ResolvedDistrict>();
  resolved.set(services.database, known);
  const district = known.get(asked) ?? (await findDistrict(services, asked));
  known.set(asked, district);
  return district;
}

async function findDistrict(services: Services, asked: number | undefined): Promise<ResolvedDistrict> {
  const found = await services.database.app
    .selectFrom('districts')
    .select(['id', 'settings'])
    .$if(asked !== undefined, (query) => query.where('id', '=', asked ?? 0))
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!found) refuse('district.unknown');
  const { casePrefix } = (found.settings ?? {}) as { casePrefix?: string };
  return { id: found.id, prefix: casePrefix ?? String(found.id) };
}

export async function districtById(services: Services, id: number): Promise<District> {
  const found = await services.database.app.selectFrom('districts').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) refuse('district.unknown');
  return inDistrict(services.database.app, systemScope(id), async (tx) => {
    const settings = (found.settings ?? {}) as { baseMap?: District['baseMap'] };
    return {
      id,
      name: found.name,
      fullName: found.full_name,
      lon: found.lon,
      lat: found.lat,
      bounds: await boundsOf(tx, id, [found.lon, found.lat]),
      hotline: found.hotline,
      levels: await levelsOf(tx, id),
      baseMap: settings.baseMap ?? null,
    };
  });
}

export async function levelsOf(tx: Tx, district: number): Promise<District['levels']> {
  return tx
    .selectFrom('area_levels')
    .select(['level', 'zh', 'en', 'leaf'])
    .where('district_id', '=', district)
    .orderBy('level')
    .execute();
}

/** West, south, east, north of the root's outline; 5 km around the centre where none is drawn. */
async function boundsOf(tx: Tx, district: number, [lon, lat]: Position): Promise<number[]> {
  const { rows } = await sql<{ outline: Position[][][] }>`
    select v.outline
      from app.areas a
      join app.area_versions v on v.district_id = ${district} and v.area_id = a.id and v.valid_to is null
     where a.district_id = ${district} and a.parent_id is null and a.valid_to is null and v.outline is not null`.execute(
    tx,
  );
  const corners = rows.flatMap(({ outline }) => outline.flatMap((polygon) => polygon[0] ?? []));
  const bounds = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  for (const [x, y] of corners) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return corners.length > 0 ? bounds : [lon - 0.05, lat - 0.05, lon + 0.05, lat + 0.05];
}
