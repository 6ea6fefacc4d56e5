import { sql } from 'kysely';
import type { CaseQuery } from '#contract/case-filter';
import type { CaseRow } from '#contract/cases';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict, plannedByValues, type Tx } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Services } from '#kernel/services';
import { stateNamer } from '#modules/flows';
import { type ReadyFilter, readyFilter } from './case-filter.ts';
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
    const { rows, next } = pageOf(found.rows, limit, (row) => [row[found.column], row.id]);
    const wordsOf = await stateNamer(services, actor.district, rows);
    return { rows: rows.map((row) => toCaseRow(services, actor.district, row, wordsOf(row).name)), next };
  });
}

type Column = 'due_at' | 'closed_at' | 'reported_at';

/**
 * By due time only among open cases, which alone have one. Closed work of a period goes by when it was closed: in any
 * other order each page would read the whole period, or all there ever was.
 */
function orderOf(filter: ReadyFilter, sort: CaseQuery['sort']): { column: Column; direction: 'asc' | 'desc' } {
  if (filter.openOnly && (sort ?? 'due') === 'due') return { column: 'due_at', direction: 'asc' };
  return { column: filter.closedOnly ? 'closed_at' : 'reported_at', direction: sort === 'oldest' ? 'asc' : 'desc' };
}

export async function findRows(
  services: Services,
  tx: Tx,
  actor: Actor,
  query: CaseQuery,
  limit: number,
): Promise<{ rows: (CaseRowColumns & { closed_at: Date | null })[]; column: Column }> {
  const filter = await readyFilter(tx, actor, query, services.clock());
  const { column, direction } = orderOf(filter, query.sort);
  const after = readCursor(query.after, ['instant', 'id']);
  const beyond = sql.raw(direction === 'desc' ? '<' : '>');
  const page = (where: ReadyFilter['where']) =>
    // A street is read in the order of time, a micro-grid by its area: only the values tell which.
    selectCaseRows(tx, actor.district)
      .modifyFront(plannedByValues)
      .select('c.closed_at')
      .where((builder) => builder.and(where(builder as never)))
      .$if(column === 'due_at', (select) => select.where('c.due_at', 'is not', null))
      .$if(after !== null, (select) =>
        select.where(
          sql<boolean>`(${sql.ref(`c.${column}`)}, c.id) ${beyond} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
        ),
      )
      .orderBy(`c.${column}`, direction)
      .orderBy('c.id', direction)
      .limit(limit)
      .execute();
  const pages = await Promise.all(filter.branches.map(page));
  return { rows: merged(pages, column, direction).slice(0, limit), column };
}

/** Pages in the same order as one, each case once. */
function merged<Row extends { id: string } & Record<Column, Date | null>>(
  pages: Row[][],
  column: Column,
  direction: 'asc' | 'desc',
): Row[] {
  const [only = [], ...others] = pages;
  if (others.length === 0) return only;
  const rows = [...new Map(pages.flat().map((row) => [row.id, row])).values()];
  const turn = direction === 'asc' ? 1 : -1;
  const at = (row: Row) => row[column]?.getTime() ?? 0;
  return rows.sort((a, b) => turn * (at(a) - at(b) || (a.id < b.id ? -1 : 1)));
}
