import type { CaseQuery } from '#contract/case-filter';
import type { Source } from '#contract/cases';
import { type State, stateNames } from '#contract/lifecycle';
import { oneOf, pruned, type Search, word } from '../shell/page-search.ts';

export const tabs = [
  'mine',
  'triage',
  'dispatched',
  'handling',
  'checking',
  'waiting',
  'near',
  'overdue',
  'open',
  'all',
] as const;
export type Tab = (typeof tabs)[number];
const sources: readonly Source[] = ['resident', 'worker', 'operator', 'hotline', 'platform'];
export const ratings = ['satisfied', 'fair', 'dissatisfied'] as const;
const sorts = ['due', 'newest', 'oldest'] as const;

/** What a tab asks for; GET /api/cases/counts counts the same sets. `open` lets the server order by time left. */
export const tabQuery: Record<Tab, Pick<CaseQuery, 'view' | 'state'>> = {
  mine: { view: 'mine' },
  triage: { view: 'open', state: 'reported,accepted,whistled,returned,contested' },
  dispatched: { view: 'open', state: 'dispatched,acknowledged' },
  handling: { view: 'open', state: 'onSite,handling' },
  checking: { view: 'open', state: 'handled,checked' },
  waiting: { view: 'open', state: 'waiting,suspended' },
  near: { view: 'near' },
  overdue: { view: 'overdue' },
  open: { view: 'open' },
  all: { view: 'all' },
};

function pickLevel(search: Search): 1 | 2 | 3 | 4 | undefined {
  return ([1, 2, 3, 4] as const).find((level) => level === Number(word(search, 'level')));
}

/** The address is the filter: whoever opens it sees the same list. */
export function pickCaseSearch(search: Search) {
  return pruned({
    tab: oneOf(search, 'tab', tabs),
    areaId: word(search, 'areaId'),
    category: word(search, 'category', 20),
    source: oneOf(search, 'source', sources),
    unitId: word(search, 'unitId'),
    ownerPostId: word(search, 'ownerPostId'),
    level: pickLevel(search),
    state: oneOf(search, 'state', stateNames),
    q: word(search, 'q'),
    from: word(search, 'from', 40),
    to: word(search, 'to', 40),
    closedFrom: word(search, 'closedFrom', 40),
    closedTo: word(search, 'closedTo', 40),
    rating: oneOf(search, 'rating', ratings),
    sort: oneOf(search, 'sort', sorts),
    id: word(search, 'id'),
  });
}
export type CaseSearch = ReturnType<typeof pickCaseSearch>;

export function pickMapSearch(search: Search) {
  return pickCaseSearch(search);
}

export const checkStates = ['handled', 'checked', 'contested'] as const satisfies readonly State[];

export function pickQueueSearch(search: Search) {
  return pruned({
    state: oneOf(search, 'state', checkStates),
    areaId: word(search, 'areaId'),
    id: word(search, 'id'),
  });
}

export function pickTaskSearch(search: Search) {
  return pruned({ id: word(search, 'id') });
}

const filterNames = [
  'areaId',
  'category',
  'source',
  'unitId',
  'ownerPostId',
  'level',
  'state',
  'q',
  'from',
  'to',
  'closedFrom',
  'closedTo',
  'rating',
] as const;
export type FilterName = (typeof filterNames)[number];

export function activeFilters(search: CaseSearch): FilterName[] {
  return filterNames.filter((name) => search[name] !== undefined);
}

export type CaseFilter = Omit<CaseQuery, 'sort' | 'after' | 'limit'>;

/** The contract's filter of an address: tab and filters together; a state named by hand is narrower than its tab. */
export function filterOf(search: CaseSearch, tab: Tab): CaseFilter {
  const asked = search.state ? { state: search.state } : tabQuery[tab];
  return pruned({
    ...asked,
    areaId: search.areaId,
    categoryCode: search.category,
    source: search.source as CaseFilter['source'],
    unitId: search.unitId,
    ownerPostId: search.ownerPostId,
    level: search.level,
    q: search.q,
    from: search.from,
    to: search.to,
    closedFrom: search.closedFrom,
    closedTo: search.closedTo,
    rating: search.rating,
  });
}

/** A saved filter holds texts only; the tab and filters, never the open case. */
export function toSaved(search: CaseSearch): Record<string, string> {
  const { id: _, ...kept } = search;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}
