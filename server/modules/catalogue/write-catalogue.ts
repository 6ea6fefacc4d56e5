import { type SqlBool, sql } from 'kysely';
import type { Tx } from '#kernel/database';
import type { CatalogueCategory } from './current-catalogue.ts';

export type NewCategory = Omit<CatalogueCategory, 'id'>;
export type VersionOrigin = {
  district: number;
  at: Date;
  ids: () => string;
  accountId: string | null;
  /** Where it comes from: standard, import, edit. */
  origin: 'standard' | 'import' | 'edit';
};

/** 500 rows of 17 values stay below PostgreSQL's 65,535 parameters. */
const rowsPerInsert = 500;

/**
 * Takes the next version number. Of two at the same moment the second waits for the first's commit and takes the number
 * after it, so what it then reads as the version before holds the first's change.
 */
export const claimVersion = async (tx: Tx, { district, at, accountId, origin }: VersionOrigin): Promise<number> => {
  for (;;) {
    const latest = await tx
      .selectFrom('catalogue_versions')
      .select('version')
      .where('district_id', '=', district)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const claimed = await tx
      .insertInto('catalogue_versions')
      .values({
        district_id: district,
        version: (latest?.version ?? 0) + 1,
        imported_at: at,
        by_account: accountId,
        origin,
      })
      .onConflict((on) => on.columns(['district_id', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst();
    if (claimed) return claimed.version;
  }
};

/** Fills a claimed version; every process hears of it at commit. */
export const writeCategories = async (
  tx: Tx,
  { district, ids }: VersionOrigin,
  version: number,
  categories: readonly NewCategory[],
): Promise<void> => {
  const rows = categories.map((category) => ({
    district_id: district,
    id: ids(),
    version,
    code: category.code,
    parent_code: category.parentCode,
    name: category.name,
    name_en: category.nameEn,
    description: category.description,
    keywords: category.keywords,
    examples: category.examples,
    limit_amount: category.limitAmount,
    limit_unit: category.limitUnit,
    unit_name: category.unitName,
    risk: category.risk,
    level: category.level,
    self_handle: category.selfHandle,
    standard_ref: category.standardRef,
  }));
  for (let from = 0; from < rows.length; from += rowsPerInsert)
    await tx
      .insertInto('categories')
      .values(rows.slice(from, from + rowsPerInsert))
      .execute();
  await sql<SqlBool>`select pg_notify('catalogue_changed', ${String(district)})`.execute(tx);
};

export const writeVersion = async (
  tx: Tx,
  origin: VersionOrigin,
  categories: readonly NewCategory[],
): Promise<number> => {
  const version = await claimVersion(tx, origin);
  await writeCategories(tx, origin, version, categories);
  return version;
};
