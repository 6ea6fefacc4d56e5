import { dutyLevels, type MatterKind, matterKindNames } from '#contract/matters';
import { codeKinds, standards } from '#contract/standard-codes';
import { flag, oneOf, pruned, type Search, word } from '../shell/page-search.ts';

export const parts = ['lists', 'codes', 'map', 'admissions'] as const;
export type Part = (typeof parts)[number];
export const sorts = ['code', 'className', 'name', 'unitName'] as const;

function version(search: Search): number | undefined {
  const value = Number(search.version);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

export function pickMattersSearch(search: Search) {
  return pruned({
    part: oneOf(search, 'part', parts),
    kind: oneOf(search, 'kind', matterKindNames),
    version: version(search),
    q: word(search, 'q', 40),
    className: word(search, 'className', 40),
    unitName: word(search, 'unitName', 60),
    level: oneOf(search, 'level', dutyLevels),
    sort: oneOf(search, 'sort', sorts),
    order: oneOf(search, 'order', ['up', 'down'] as const),
    /** The item that is open beside the list. */
    code: word(search, 'code', 20),
    standard: oneOf(search, 'standard', standards),
    codeKind: oneOf(search, 'codeKind', codeKinds),
    /** Classes without a code only; decisions that are over, too. */
    unmapped: flag(search, 'unmapped'),
    past: flag(search, 'past'),
  });
}
export type MattersSearch = ReturnType<typeof pickMattersSearch>;

export const kindOf = (search: MattersSearch): MatterKind => search.kind ?? 'jointEnforcement';
