import { type SqlBool, sql } from 'kysely';
import type { StandardCode, StandardRef } from '#contract/standard-codes';
import type { Tx } from '#kernel/database';

export type NewCode = Omit<StandardCode, 'categories'>;

/** The check constraints of the tables allow the contract's words only. */
export const toRef = (row: { standard: string; kind: string; code: string }): StandardRef =>
  ({ standard: row.standard, kind: row.kind, code: row.code }) as StandardRef;

export const keyOf = ({ standard, kind, code }: StandardRef): string => `${standard} ${kind} ${code}`;

/** Adds codes, and renames those there are: what is mapped to them stays. */
export async function writeCodes(tx: Tx, district: number, at: Date, codes: readonly NewCode[]): Promise<void> {
  for (let from = 0; from < codes.length; from += 500)
    await tx
      .insertInto('standard_codes')
      .values(
        codes.slice(from, from + 500).map(({ standard, kind, code, majorName, name, extension }) => ({
          ...{ district_id: district, standard, kind, code, name, extension },
          major_name: majorName,
          added_at: at,
        })),
      )
      .onConflict((on) =>
        on
          .columns(['district_id', 'standard', 'kind', 'code'])
          .doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), major_name: eb.ref('excluded.major_name') })),
      )
      .execute();
}

export async function readCodes(tx: Tx, district: number): Promise<NewCode[]> {
  const rows = await tx
    .selectFrom('standard_codes')
    .selectAll()
    .where('district_id', '=', district)
    .orderBy('standard')
    .orderBy('kind')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    ...toRef(row),
    majorName: row.major_name,
    name: row.name,
    extension: row.extension,
  }));
}

/** Every process hears of it at commit. */
export async function tellMapChanged(tx: Tx, district: number): Promise<void> {
  await sql<SqlBool>`select pg_notify('standard_map_changed', ${String(district)})`.execute(tx);
}
