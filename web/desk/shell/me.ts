import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Right } from '#contract/rights';
import { can, type Me, whoAmI } from '#web/session.ts';
import { queries } from './query.ts';

const KEY = ['GET /api/session'];

/** undefined while asking, null when nobody is signed in. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: whoAmI, staleTime: 5 * 60_000 });
}

export function setSession(me: Me | null): void {
  queries.setQueryData(KEY, me);
}

export const MeContext = createContext<Me | null>(null);

/** Inside the shell somebody is always signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of the signed-in desk');
  return me;
}

export function useCan(right: Right): boolean {
  return can(useMe(), right);
}
