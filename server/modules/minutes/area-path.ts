import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';

/** Path of an area in force. */
export async function areaPathOf(tx: Tx, district: number, id: string): Promise<string> {
  const area = await tx
    .selectFrom('areas')
    .select('path')
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  return area?.path ?? refuse('area.unknown');
}
