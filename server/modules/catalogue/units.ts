import type { Category } from '#contract/catalogue';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { CatalogueCategory } from './current-catalogue.ts';

/** Units that stand today by their names; the catalogue names its units, so that a dissolved one blocks nothing. */
export const unitIdsByName = async (tx: Tx, district: number): Promise<Map<string, string>> => {
  const units = await tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where('district_id', '=', district)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(units.map((unit) => [unit.name, unit.id]));
};

export const unitNameOf = async (tx: Tx, district: number, id: string): Promise<string> => {
  const unit = await tx
    .selectFrom('units')
    .select('name')
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return unit?.name ?? refuse('unit.unknown');
};

export const toAnswer = (category: CatalogueCategory, units: ReadonlyMap<string, string>): Category => ({
  ...category,
  unitId: units.get(category.unitName ?? '') ?? null,
});
