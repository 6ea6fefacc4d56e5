import type { Measure } from '#contract/figure-measures';
import type { Split } from '#contract/figure-questions';
import type { Named } from './names.ts';
import type { Asked } from './sums.ts';

const params: Partial<Record<Split, string>> = {
  unit: 'unitId',
  major: 'categoryCode',
  minor: 'categoryCode',
  source: 'source',
  hour: 'hour',
  role: 'role',
};
const without: Partial<Record<Split, string>> = { unit: 'unit', major: 'category', minor: 'category', role: 'role' };

/** Where exactly the cases that a number of a row counted are listed; null where there is no such list. */
export function linkTo(
  { area, asked }: { area: { id: string }; asked: Asked },
  measure: Measure,
  split: Split,
  { value, areaId, hidden }: Named,
): string | null {
  if (hidden || (split === 'area' && areaId === null)) return null;
  const query = new URLSearchParams({ areaId: areaId ?? area.id, ...asked.period, measure });
  if (value === '' && without[split]) query.set('without', without[split]);
  else if (params[split]) query.set(params[split], value);
  return `/api/figures/cases?${query}`;
}
