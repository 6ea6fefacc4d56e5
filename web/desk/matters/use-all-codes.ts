import { useQuery } from '@tanstack/react-query';
import type { StandardCode } from '#contract/standard-codes';
import { call } from '#web/api.ts';

const ROUTE = 'GET /api/standard-codes';

async function readAll(signal: AbortSignal): Promise<StandardCode[]> {
  const codes: StandardCode[] = [];
  let after: string | null = null;
  do {
    const page: { rows: StandardCode[]; next: string | null } = await call(
      ROUTE,
      { query: { limit: 500, ...(after ? { after } : {}) } },
      { signal },
    );
    codes.push(...page.rows);
    after = page.next;
  } while (after);
  return codes;
}

/** All codes, some 520: the map and the lists of choices need each. */
export function useAllCodes() {
  return useQuery({ queryKey: [ROUTE, 'all'], queryFn: ({ signal }) => readAll(signal), staleTime: 60_000 });
}
