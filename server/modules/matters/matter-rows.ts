import type { Selectable } from 'kysely';
import type { Matter, MatterKind } from '#contract/matters';
import type { Tx } from '#kernel/database';
import type { Tables } from '../../migrations/tables.ts';

/** 500 rows of 16 values stay below PostgreSQL's 65,535 parameters. */
const rowsPerInsert = 500;
export interface ListVersion {
  district: number;
  kind: MatterKind;
  version: number;
}

export function toMatter(row: Selectable<Tables['matters']>): Matter {
  return {
    code: row.code,
    // The check constraints of the table allow these words only.
    level: row.level as Matter['level'],
    className: row.class_name,
    name: row.name,
    unitKind: row.unit_kind as Matter['unitKind'],
    unitName: row.unit_name,
    law: row.law,
    article: row.article,
    limitAmount: row.limit_amount,
    limitUnit: row.limit_unit as Matter['limitUnit'],
    closing: row.closing,
    checklist: row.checklist,
    categoryCodes: row.category_codes,
  };
}

function toRow({ district, kind, version }: ListVersion, matter: Matter) {
  return {
    district_id: district,
    kind,
    version,
    code: matter.code,
    level: matter.level,
    class_name: matter.className,
    name: matter.name,
    unit_kind: matter.unitKind,
    unit_name: matter.unitName,
    law: matter.law,
    article: matter.article,
    limit_amount: matter.limitAmount,
    limit_unit: matter.limitUnit,
    closing: matter.closing,
    checklist: matter.checklist,
    category_codes: matter.categoryCodes,
  };
}

export async function readMatters(tx: Tx, { district, kind, version }: ListVersion): Promise<Matter[]> {
  const rows = await tx
    .selectFrom('matters')
    .selectAll()
    .where('district_id', '=', district)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .orderBy('code')
    .execute();
  return rows.map(toMatter);
}

export async function writeMatters(tx: Tx, list: ListVersion, matters: readonly Matter[]): Promise<void> {
  const rows = matters.map((matter) => toRow(list, matter));
  for (let from = 0; from < rows.length; from += rowsPerInsert)
    await tx
      .insertInto('matters')
      .values(rows.slice(from, from + rowsPerInsert))
      .execute();
}

/** Of a draft only: row security lets nothing of a published version go. */
export async function removeMatters(tx: Tx, list: ListVersion, code?: string): Promise<number> {
  const gone = await tx
    .deleteFrom('matters')
    .where('district_id', '=', list.district)
    .where('kind', '=', list.kind)
    .where('version', '=', list.version)
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
