import { sql } from 'kysely';
import type { CaseQuery, CaseRow } from '#contract/cases';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Services } from '#kernel/services';
import { readyFilter } from './case-filter.ts';
import { type CaseRowColumns, selectCaseRows, toCaseRow } from './case-rows.ts';

/** One page of the cases the actor may read, by keyset: page 1,000 costs what page 1 costs. */
export function listCases(
  services: Services,
  actor: Actor,
  query: CaseQuery,
): Promise<{ rows: CaseRow[]; next: string | null }> {
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const limit = query.limit ?? 50;
    const found = await findRows(services, tx, actor, query, limit + 1);
    const { rows, next } = pageOf(found.rows, limit, (row) => [
      found.sort === 'due' ? row.due_at : row.reported_at,
      row.id,
    ]);
    return { rows: rows.map((row) => toCaseRow(services, actor.district, row)), next };
  });
}

type Sort = 'due' | 'newest' | 'oldest';

/** Rows in the order asked for; by due time only among open cases, which alone have one. */
export async function findRows(
  services: Services,
  tx: Tx,
  actor: Actor,
  query: CaseQuery,
  limit: number,
): Promise<{ rows: CaseRowColumns[]; sort: Sort }> {
  const filter = await readyFilter(tx, actor, query, services.clock());
  const usual: Sort = filter.openOnly ? 'due' : 'newest';
  const sort: Sort = query.sort === 'due' ? usual : (query.sort ?? usual);
  const after = readCursor(query.after, ['instant', 'id']);
  const column = sort === 'due' ? 'c.due_at' : 'c.reported_at';
  const direction = sort === 'newest' ? 'desc' : 'asc';
  const beyond = sql.raw(direction === 'desc' ? '<' : '>');
  const rows = await selectCaseRows(tx, actor.district)
    .where((builder) => builder.and(filter.where(builder as never)))
    .$if(sort === 'due', (select) => select.where('c.due_at', 'is not', null))
    .$if(after !== null, (select) =>
      select.where(
        sql<boolean>`(${sql.ref(column)}, c.id) ${beyond} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy(column, direction)
    .orderBy('c.id', direction)
    .limit(limit)
    .execute();
  return { rows, sort };
}
