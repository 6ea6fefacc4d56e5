import { useAsk } from '../shell/query.ts';

/** Filing conditions of a class; they decide its limit. */
export function useConditions(categoryCode: string | null | undefined) {
  const { data } = useAsk('GET /api/deadlines/limits', {}, { enabled: Boolean(categoryCode), staleTime: 60_000 });
  return (data?.conditions ?? []).filter((one) => one.categoryCode === categoryCode);
}
