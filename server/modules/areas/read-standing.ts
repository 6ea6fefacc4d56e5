import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import type { CoordinateSystem } from './coordinates.ts';
import type { Outline, Position } from './packed-outlines.ts';
import type { StandingArea } from './place-in-tree.ts';

/** An area in force with everything a new version would repeat. */
export interface Standing extends StandingArea {
  id: string;
  parentId: string | null;
  path: string;
  households: number;
  sourceSystem: CoordinateSystem;
}

/**
 * Every area in force with its outline. Locks the root first: two imports at once would each check against a net that
 * the other is changing.
 */
export async function readStanding(tx: Tx, district: number): Promise<Standing[]> {
  await sql`select a.id from app.areas a where a.district_id = ${district} and a.parent_id is null for update`.execute(
    tx,
  );
  const { rows } = await sql<Omit<Standing, 'outline' | 'parentCode'> & { outline: Position[][][] | null }>`
    select a.id, a.parent_id as "parentId", a.code, a.name, a.level, a.kind, a.path, a.households, v.outline,
           coalesce(v.source_system, 'cgcs2000') as "sourceSystem"
      from app.areas a
      left join app.area_versions v on v.district_id = ${district} and v.area_id = a.id and v.valid_to is null
     where a.district_id = ${district} and a.valid_to is null
     order by a.level, a.code`.execute(tx);
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return rows.map((row) => ({
    ...row,
    parentCode: row.parentId === null ? null : (codes.get(row.parentId) ?? null),
    outline: row.outline && ({ type: 'MultiPolygon', coordinates: row.outline } satisfies Outline),
  }));
}
