import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Answer, Ask, Route } from '#contract/api';
import { call } from '#web/api.ts';

interface Paged {
  rows: unknown[];
  next: string | null;
}
/** Endpoints that answer by keyset pages. */
export type PagedRoute = { [R in Route]: Answer<R> extends Paged ? R : never }[Route];
type RowOf<R extends PagedRoute> = Answer<R> extends { rows: (infer T)[] } ? T : never;
type ParamsOf<R extends PagedRoute> = Ask<R> extends { params: infer P } ? P : never;
type QueryOf<R extends PagedRoute> = Ask<R> extends { query: infer Q } ? Q : never;

const asPage = <R extends PagedRoute>(page: Answer<R>) => page as unknown as { rows: RowOf<R>[]; next: string | null };

/** A list read page by page; more is asked for by the person, never by itself. */
export function usePages<R extends PagedRoute>(route: R, query: QueryOf<R>, params?: ParamsOf<R>) {
  const asked = useInfiniteQuery({
    queryKey: [route, 'pages', query, params],
    queryFn: async ({ pageParam, signal }) => {
      // TypeScript cannot follow a paged route through its own question and answer; PagedRoute has made sure of both.
      const whole = {
        ...(params ? { params } : {}),
        query: { ...(query as object), ...(pageParam ? { after: pageParam } : {}) },
      } as unknown as Ask<R>;
      return call(route, whole, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => asPage<R>(page).next,
  });
  const rows = useMemo(() => asked.data?.pages.flatMap((page) => asPage<R>(page).rows), [asked.data]);
  return { ...asked, rows, first: asked.data?.pages[0] };
}
