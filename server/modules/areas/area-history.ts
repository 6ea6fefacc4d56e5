import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { AreaRow } from '#contract/areas';
import { scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { Call } from '#kernel/routes';
import { areaRow } from './list-areas.ts';
import type { Position } from './packed-outlines.ts';

/** One area as it is, with its outline and every version it had. */
export async function readArea({
  services,
  params,
  actor,
  locale,
}: Call<'GET /api/areas/:id'>): Promise<Answer<'GET /api/areas/:id'>> {
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const area = await areaRow(tx, actor, params.id, services.clock(), locale);
    const history = await areaHistory(tx, actor.district, params.id);
    return {
      area,
      outline: outlineOf(area, history.at(0)?.outline ?? null),
      versions: history.map(({ outline: _, validFrom, validTo, ...version }) => ({
        ...version,
        validFrom: validFrom.toISOString(),
        validTo: validTo?.toISOString() ?? null,
      })),
    };
  });
}

function outlineOf(area: AreaRow, outline: Position[][][] | null) {
  if (!outline || area.lon === null || area.lat === null) return null;
  const { id, code, name, level, kind, parentId, lon, lat } = area;
  return { id, code, name, level, kind, parentId, lon, lat, outline };
}

interface Version {
  validFrom: Date;
  validTo: Date | null;
  name: string;
  households: number;
  sourceSystem: string;
  /** Who made it; null for imports from the command line. */
  by: string | null;
  outline: Position[][][] | null;
}

/** Newest first; only the newest carries its outline, for a hundred versions of 10,000 points are 20 MB. */
async function areaHistory(tx: Tx, district: number, id: string): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select v.valid_from as "validFrom", v.valid_to as "validTo", v.name, v.households, v.source_system as "sourceSystem",
           k.name as by, case when v.valid_to is null then v.outline end as outline
      from app.area_versions v
      left join app.accounts k on k.district_id = ${district} and k.id = v.by_account
     where v.district_id = ${district} and v.area_id = ${id}::uuid
     order by v.valid_from desc, v.valid_to desc nulls first
     limit 200`.execute(tx);
  return rows;
}
