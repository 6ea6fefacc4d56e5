import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import type { Outline, Position } from './packed-outlines.ts';

/**
 * The outlines in force by area, of all areas or of these. Joined to the areas here and not in SQL: right after an import
 * the planner knows nothing of the new rows and took 45 s for a loop over 5,657 x 5,657.
 */
export async function currentOutlines(
  tx: Tx,
  district: number,
  areaIds?: readonly string[],
): Promise<Map<string, Outline>> {
  const chosen = areaIds === undefined ? sql`true` : sql`v.area_id = any(${[...areaIds]}::uuid[])`;
  const { rows } = await sql<{ areaId: string; outline: Position[][][] }>`
    select v.area_id as "areaId", v.outline from app.area_versions v
     where v.district_id = ${district} and v.valid_to is null and v.outline is not null and ${chosen}`.execute(tx);
  return new Map(rows.map(({ areaId, outline }) => [areaId, { type: 'MultiPolygon', coordinates: outline }]));
}
