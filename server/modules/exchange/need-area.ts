import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';

/** Name of the subtree that something is bound to; null for the whole district. Refuses one that is not in force. */
export async function needArea(tx: Tx, district: number, id: string | null | undefined): Promise<string | null> {
  if (!id) return null;
  const found = await tx
    .selectFrom('areas')
    .select('name')
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  return found?.name ?? refuse('area.unknown');
}
