import { oneOf, pruned, type Search } from '../shell/page-search.ts';

export const parts = ['ledger', 'meetings', 'write'] as const;
export type Part = (typeof parts)[number];
export const ledgerStates = ['open', 'late', 'done', 'all'] as const;

export const pickMinutesSearch = (search: Search) =>
  pruned({ part: oneOf(search, 'part', parts), state: oneOf(search, 'state', ledgerStates) });
