import { type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../migrations/tables.ts';

/** Columns that hold JSON: Kysely wants them as text, a record set as what the text says. */
const jsonColumns = new Set(['answer', 'photos', 'data', 'payload', 'params', 'routed_limit']);

/**
 * A part `w_<table>` of a WITH that inserts rows of one shape. `no`: the column that bears the place in a batch of reports,
 * itself or, when it holds JSON, as its field `no`; the numbers stand in a part `numbers (k, no)`. A photo that the case has
 * already is not added again.
 */
export function insertInto(
  district: number,
  table: keyof Tables,
  rows: readonly object[],
  no?: string,
): RawBuilder<unknown> {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((column) => {
    if (column === 'district_id') return sql`${district}::int`;
    if (column !== no) return sql.ref(`r.${column}`);
    return jsonColumns.has(column) ? sql`${sql.ref(`r.${column}`)} || jsonb_build_object('no', u.no)` : sql`u.no`;
  });
  const place = no && jsonColumns.has(no) ? sql`(${sql.ref(`r.${no}`)} ->> 'no')` : sql`r.no`;
  const written = sql`jsonb_populate_recordset(null::app.${sql.raw(table)}, ${JSON.stringify(rows.map(asJson))}::jsonb) as r`;
  return sql`${sql.raw(`w_${table}`)} as (
      insert into app.${sql.raw(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${sql.join(values)} from ${written} ${no ? sql`join numbers u on u.k = ${place}::int` : sql``}
      ${table === 'case_photos' ? sql`on conflict do nothing` : sql``}
    )`;
}

/** Values as JSON gives them to a record: bytes in PostgreSQL's hex. */
export function asJson(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (Buffer.isBuffer(value)) return [column, `\\x${value.toString('hex')}`];
      return [column, jsonColumns.has(column) && typeof value === 'string' ? JSON.parse(value) : value];
    }),
  );
}
