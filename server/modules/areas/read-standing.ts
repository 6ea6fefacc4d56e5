import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { currentOutlines } from './current-outlines.ts';
import type { StandingArea } from './place-in-tree.ts';

/** An area in force with everything a new version would repeat. */
export interface Standing extends StandingArea {
  id: string;
  parentId: string | null;
  path: string;
  households: number;
}

/**
 * Every area in force with its outline. Locks the root first: two imports at once would each check against a net that
 * the other is changing.
 */
export async function readStanding(tx: Tx, district: number): Promise<Standing[]> {
  await sql`select a.id from app.areas a where a.district_id = ${district} and a.parent_id is null for update`.execute(
    tx,
  );
  const { rows } = await sql<Omit<Standing, 'outline' | 'parentCode'>>`
    select a.id, a.parent_id as "parentId", a.code, a.name, a.level, a.kind, a.path, a.households
      from app.areas a
     where a.district_id = ${district} and a.valid_to is null
     order by a.level, a.code`.execute(tx);
  const outlines = await currentOutlines(tx, district);
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return rows.map((row) => ({
    ...row,
    parentCode: row.parentId === null ? null : (codes.get(row.parentId) ?? null),
    outline: outlines.get(row.id) ?? null,
  }));
}
