import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useDebounced } from '../shell/use-debounced.ts';
import { type MattersSearch, pickMattersSearch } from './matters-search.ts';

const route = getRouteApi('/matters');
type Part = Partial<Record<keyof MattersSearch, unknown>>;

/** What the address asks for, and a way to change a part of it: the back key leads to the whole before only where asked. */
export function useMattersSearch() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = (part: Part, replace = true) =>
    void navigate({ search: (old) => pickMattersSearch({ ...old, ...part }), replace });
  return { search, go };
}

/** A search box whose settled text goes to the address. */
export function useTypedSearch() {
  const { search, go } = useMattersSearch();
  const [typed, setTyped] = useState(search.q ?? '');
  const settled = useDebounced(typed.trim(), 350);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text changes the address.
  useEffect(() => {
    if (settled !== (search.q ?? '')) go({ q: settled });
  }, [settled]);
  return [typed, setTyped] as const;
}
