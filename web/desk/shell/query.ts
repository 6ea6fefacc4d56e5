import { keepPreviousData, QueryCache, QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { Answer, Ask, Route } from '#contract/api';
import { call, Refusal } from '#web/api.ts';

const SESSION = 'GET /api/session';

function lostSession(error: unknown): void {
  if (error instanceof Refusal && error.status === 401) queries.setQueryData([SESSION], null);
}

/** The client itself tries again what may pass (shared/api.ts); a second layer of retries would only hide a failure. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: lostSession }),
  defaultOptions: { queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: true } },
});

/** A question of the contract as a query; its key begins with the name of the endpoint. */
export function question<R extends Route>(route: R, ask: Ask<R>, staleTime?: number) {
  return queryOptions({
    queryKey: [route, ask] as const,
    queryFn: ({ signal }): Promise<Answer<R>> => call(route, ask, { signal }),
    ...(staleTime === undefined ? {} : { staleTime }),
  });
}

interface Asking {
  enabled?: boolean;
  staleTime?: number;
  keep?: boolean;
}

export function useAsk<R extends Route>(route: R, ask: Ask<R>, asking: Asking = {}) {
  return useQuery({
    ...question(route, ask, asking.staleTime),
    enabled: asking.enabled ?? true,
    ...(asking.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

export function refresh(...routes: Route[]): Promise<unknown> {
  return Promise.all(routes.map((route) => queries.invalidateQueries({ queryKey: [route] })));
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not given: the contract's optional fields are absent, never undefined. */
export function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Given<T>;
}
