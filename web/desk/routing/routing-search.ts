import { flag, oneOf, pruned, type Search } from '../shell/page-search.ts';

export const parts = ['rules', 'versions', 'dryRun', 'try', 'alarms'] as const;
export type Part = (typeof parts)[number];

export function pickRoutingSearch(search: Search) {
  return pruned({ part: oneOf(search, 'part', parts), all: flag(search, 'all') });
}
