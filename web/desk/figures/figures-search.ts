import { type FigureKey, type Formula, families, figureKeys, formulas } from '#contract/figure-formulas';
import { type Measure, measureNames } from '#contract/figure-measures';
import { cellFilter, emptyCell, questionKeys, type Split } from '#contract/figure-questions';
import type { FigureCasesQuery, FigureQuery, Grain } from '#contract/figures';
import { oneOf, pruned, type Search, word } from '../shell/page-search.ts';
import { given } from '../shell/query.ts';

export const familyNames = Object.keys(families) as (keyof typeof families)[];
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Grain[];
export const splits = ['area', 'unit', 'role', 'major', 'minor', 'source', 'hour'] as const satisfies readonly Split[];
const sources = ['resident', 'worker', 'operator', 'hotline', 'platform'] as const;

/** The address holds the whole look: place, period, cut, the answered question, the list that is open. */
export function pickFigureSearch(search: Search) {
  return pruned({
    family: oneOf(search, 'family', familyNames),
    figure: oneOf(search, 'figure', figureKeys),
    areaId: word(search, 'areaId', 40),
    from: word(search, 'from', 10),
    to: word(search, 'to', 10),
    categoryCode: word(search, 'categoryCode', 20),
    unitId: word(search, 'unitId', 40),
    source: oneOf(search, 'source', sources),
    grain: oneOf(search, 'grain', grains),
    split: oneOf(search, 'split', splits),
    ask: oneOf(search, 'ask', questionKeys),
    /** What GET /api/figures/cases is asked: measure=…&unitId=… */
    behind: word(search, 'behind', 600),
  });
}
export type FigureSearch = ReturnType<typeof pickFigureSearch>;
export type Change = (part: { [K in keyof FigureSearch]?: FigureSearch[K] | undefined }) => void;

const dayMs = 24 * 3600_000;
const usualDays = 30;

export function dayText(at: number): string {
  return new Date(at + 8 * 3600_000).toISOString().slice(0, 10);
}

export interface View {
  family: (typeof familyNames)[number];
  figure: FigureKey;
  from: string;
  to: string;
  grain: Grain;
  split: (typeof splits)[number];
}

export function figuresOf(family: View['family']): FigureKey[] {
  return figureKeys.filter((key) => formulas[key].family === family);
}

/** The address with what it leaves to us. A chosen figure of another family gives way to the first of this one. */
export function viewOf(search: FigureSearch, now: number): View {
  const family = search.family ?? 'city';
  const own = figuresOf(family);
  const figure = own.find((key) => key === search.figure) ?? own[0] ?? 'onTime';
  const to = search.to ?? dayText(now);
  const from = search.from ?? dayText(Date.parse(`${to}T12:00:00+08:00`) - (usualDays - 1) * dayMs);
  return { family, figure, from, to, grain: search.grain ?? grainFor(from, to), split: search.split ?? 'area' };
}

/** Some ten to thirty pieces. */
export function grainFor(from: string, to: string): Grain {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days <= 45) return 'day';
  if (days <= 200) return 'week';
  return 'month';
}

/** Place, period and what narrows it: the same for figures, lists and files. */
export function scopeOf(search: FigureSearch, { from, to }: Pick<View, 'from' | 'to'>) {
  const { areaId, categoryCode, unitId, source } = search;
  return given({ areaId, from, to, categoryCode, unitId, source });
}

export function queryOf(search: FigureSearch, view: View): FigureQuery {
  return { ...scopeOf(search, view), grain: view.grain, split: view.split };
}

export interface Cell {
  split: View['split'];
  value: string;
  areaId: string | null;
}
/** What lists the cases behind a number of the whole, or of one row; null where no list cuts so. */
export function behindOf(search: FigureSearch, view: View, measure: Measure, cell?: Cell): string | null {
  const query = new URLSearchParams({ ...scopeOf(search, view), measure });
  if (!cell) return String(query);
  const { split, value, areaId } = cell;
  if (split === 'area') {
    if (!areaId) return null;
    query.set('areaId', areaId);
  } else if (value === '') {
    const left = emptyCell[split];
    if (!left) return null;
    query.set('without', left);
  } else query.set(cellFilter[split], value);
  return String(query);
}

/** Back from the address; null when somebody wrote something else into it. */
export function readBehind(text: string): FigureCasesQuery | null {
  const found = Object.fromEntries(new URLSearchParams(text));
  const measure = measureNames.find((name) => name === found.measure);
  if (!measure) return null;
  const { areaId, from, to, categoryCode, unitId, source, role, without: left } = found;
  const hour = found.hour === undefined ? undefined : Number(found.hour);
  // The server checks every part and says what is wrong with it.
  return given({
    measure,
    areaId,
    from,
    to,
    categoryCode,
    unitId,
    source,
    hour,
    role,
    without: left,
  }) as FigureCasesQuery;
}

/** The list behind the numerator: minutes have none, the closed cases whose minutes they are stand for them. */
export function numeratorOf(key: FigureKey): Measure {
  const { numerator }: Formula = formulas[key];
  return numerator === 'handleMinutes' ? 'closed' : numerator;
}
