import type { Measure } from '#contract/figure-measures';
import { cellFilter, emptyCell, type Split } from '#contract/figure-questions';
import type { Named } from './names.ts';
import type { Asked } from './sums.ts';

/** Where exactly the cases that a number of a row counted are listed; null where there is no such list. */
export function linkTo(
  { area, asked }: { area: { id: string }; asked: Asked },
  measure: Measure,
  split: Split,
  { value, areaId, hidden }: Named,
): string | null {
  if (hidden || (split === 'area' && areaId === null)) return null;
  const query = new URLSearchParams({ areaId: areaId ?? area.id, ...asked.period, measure });
  const left = value === '' ? emptyCell[split] : undefined;
  if (left) query.set('without', left);
  else if (split !== 'area' && split !== 'none') query.set(cellFilter[split], value);
  return `/api/figures/cases?${query}`;
}
