import { systemScope } from '#kernel/actor';
import { type Database, inDistrict, type Tx } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';
import type { LimitUnit, Risk } from './standard-catalogue-shape.ts';

export type CatalogueCategory = {
  id: string;
  code: string;
  /** Null for a major class. */
  parentCode: string | null;
  name: string;
  nameEn: string;
  description: string;
  keywords: string[];
  examples: string[];
  limitAmount: number | null;
  limitUnit: LimitUnit | null;
  /** By name: see units.ts for the unit that bears it now. */
  unitName: string | null;
  risk: Risk;
  level: number | null;
  selfHandle: boolean;
  standardRef: string | null;
};

export type Catalogue = {
  district: number;
  /** 0 where nothing has been imported yet. */
  version: number;
  importedAt: Date;
  /** In the order of their codes, majors and minors. */
  categories: readonly CatalogueCategory[];
  byCode: ReadonlyMap<string, CatalogueCategory>;
};

/** The version in force, past any cache: for whoever is about to write the next one. */
export const readCatalogue = async (tx: Tx, district: number): Promise<Catalogue> => {
  const latest = await tx
    .selectFrom('catalogue_versions')
    .select(['version', 'imported_at'])
    .where('district_id', '=', district)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const version = latest?.version ?? 0;
  const categories = version === 0 ? [] : await readCategories(tx, district, version);
  return {
    district,
    version,
    importedAt: latest?.imported_at ?? new Date(0),
    categories,
    byCode: new Map(categories.map((category) => [category.code, category])),
  };
};

export const readCategories = async (tx: Tx, district: number, version: number): Promise<CatalogueCategory[]> => {
  const rows = await tx
    .selectFrom('categories')
    .selectAll()
    .where('district_id', '=', district)
    .where('version', '=', version)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    parentCode: row.parent_code,
    name: row.name,
    nameEn: row.name_en,
    description: row.description,
    keywords: row.keywords,
    examples: row.examples,
    limitAmount: row.limit_amount,
    limitUnit: row.limit_unit as LimitUnit | null,
    unitName: row.unit_name,
    risk: row.risk as Risk,
    level: row.level,
    selfHandle: row.self_handle,
    standardRef: row.standard_ref,
  }));
};

/** The owner's pool: asked from inside transactions, the application's own could be full of those who ask. */
const catalogues = districtCache('catalogue_changed', (database, district) =>
  inDistrict(database.owner, systemScope(district), (tx) => readCatalogue(tx, district)),
);

/** The catalogue in force, kept in the process until any process changes it. */
export const currentCatalogue = catalogues.get;

/** One category as it stands now; null for no code and for one that the catalogue does not (or no longer) have. */
export const categoryByCode = async (
  services: { database: Database },
  district: number,
  code: string | null,
): Promise<CatalogueCategory | null> =>
  code === null ? null : ((await currentCatalogue(services, district)).byCode.get(code) ?? null);

export const forgetCatalogue = catalogues.forget;
