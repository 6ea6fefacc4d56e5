import type { StandardRef } from '#contract/standard-codes';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';
import { toRef } from './standard-code-rows.ts';

const maps = districtCache('standard_map_changed', (database: Database, district) =>
  inDistrict(database.owner, systemScope(district), async (tx) => {
    const rows = await tx
      .selectFrom('category_standard_map')
      .selectAll()
      .where('district_id', '=', district)
      .orderBy('standard', 'desc')
      .orderBy('kind', 'desc')
      .orderBy('code')
      .execute();
    return Map.groupBy(rows, (row) => row.category_code);
  }),
);
export const forgetMap = maps.forget;

/** The national codes a class of ours stands for, the newer standard first: for exports and other platforms. */
export async function standardCodesOf(
  services: { database: Database },
  district: number,
  categoryCode: string,
): Promise<StandardRef[]> {
  return ((await maps.get(services, district)).get(categoryCode) ?? []).map(toRef);
}
