import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { readNet } from './area-index.ts';
import { buildLocator } from './locate.ts';

/**
 * After outlines have changed, the buildings follow their geometry; those that a person assigned with a reason stay,
 * unless their area is no longer in force. Returns how many moved.
 */
export async function reassignAddresses(tx: Tx, district: number): Promise<number> {
  const { rows } = await sql<{ id: string; areaId: string; lon: number; lat: number }>`
    select b.id, b.area_id as "areaId", b.lon, b.lat
      from app.addresses b
      join app.areas a on a.district_id = ${district} and a.id = b.area_id
     where b.district_id = ${district} and b.lon is not null and b.lat is not null
       and (b.assigned_reason is null or a.valid_to is not null)`.execute(tx);
  if (rows.length === 0) return 0;
  const { leaves, communities } = await readNet(tx, district);
  const locator = buildLocator(leaves, communities);
  const moved: { id: string; area: string }[] = [];
  for (const { id, areaId, lon, lat } of rows) {
    const found = locator.locate([lon, lat]);
    if (found.kind !== 'inside' && found.kind !== 'near') continue;
    if (found.areaId !== areaId) moved.push({ id, area: found.areaId });
  }
  await sql`
    update app.addresses b set area_id = n.area, assigned_reason = null
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as n(id uuid, area uuid)
     where b.district_id = ${district} and b.id = n.id`.execute(tx);
  return moved.length;
}
