import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Answer, Ask } from '#contract/api';
import type { CaseRow, CaseView } from '#contract/cases';
import { call } from '#web/api.ts';
import { queries, question, useAsk } from '../shell/query.ts';
import type { CaseFilter, CaseSearch } from './search.ts';

type CasePage = Answer<'GET /api/cases'>;
type CaseList = InfiniteData<CasePage, string | null>;
type Points = Answer<'GET /api/cases/points'>['rows'];

// Two screens of rows: one request fills the view, the next comes while scrolling.
const PAGE = 50;
const LIST = 'GET /api/cases';
const none: Points = [];

/** The filtered list, page by page. It is not asked again by itself: rows must not jump under the reader's eyes. */
export function useCases(filter: CaseFilter, sort: CaseSearch['sort']) {
  const query = useInfiniteQuery({
    queryKey: [LIST, 'list', filter, sort ?? 'due'],
    queryFn: ({ pageParam, signal }) =>
      call(
        LIST,
        { query: { ...filter, sort: sort ?? 'due', limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return { query, rows };
}

export function usePoints(filter: CaseFilter) {
  // A number finds its case whatever the filter, so the map needs no sorting or paging of its own.
  const query = useAsk('GET /api/cases/points', { query: filter }, { staleTime: 30_000, keep: true });
  return { points: query.data?.rows ?? none, more: query.data?.more ?? false };
}

export function useCase(id: string | undefined) {
  return useAsk('GET /api/cases/:id', { params: { id: id ?? '' } }, { enabled: id !== undefined });
}

/** Puts what became of a case into every loaded list, in its place. */
export function patchRows(fresh: CaseRow): void {
  queries.setQueriesData<CaseList>({ queryKey: [LIST, 'list'] }, (list) => {
    if (!list?.pages.some((page) => page.rows.some((row) => row.id === fresh.id))) return list;
    const pages = list.pages.map((page) => ({
      ...page,
      rows: page.rows.map((row) => (row.id === fresh.id ? { ...row, ...rowOf(fresh) } : row)),
    }));
    return { ...list, pages };
  });
}

function rowOf(view: CaseRow): Partial<CaseRow> {
  const { id, seq, title, state, stateName, level, categoryCode, categoryName, areaId, areaName, stateSince, dueAt } =
    view;
  const { totalDueAt, nearAt, longAt, overdue, ownerName, unitName, meToo, returns, reopens } = view;
  return {
    ...{ id, seq, title, state, stateName, level, categoryCode, categoryName, areaId, areaName, stateSince, dueAt },
    ...{ totalDueAt, nearAt, longAt, overdue, ownerName, unitName, meToo, returns, reopens },
  };
}

export function putCase(view: CaseView): void {
  const ask: Ask<'GET /api/cases/:id'> = { params: { id: view.id } };
  queries.setQueryData(['GET /api/cases/:id', ask], view);
  patchRows(view);
}

/** Asks for one case again and puts it wherever it is shown. */
export async function reloadCase(id: string): Promise<CaseView> {
  const view = await queries.fetchQuery(question('GET /api/cases/:id', { params: { id } }, 0));
  patchRows(view);
  return view;
}
