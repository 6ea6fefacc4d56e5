import { oneOf, pruned, type Search } from '../shell/page-search.ts';

export const parts = ['chat', 'table'] as const;
export type Part = (typeof parts)[number];

export const pickDraftsSearch = (search: Search) => pruned({ part: oneOf(search, 'part', parts) });
