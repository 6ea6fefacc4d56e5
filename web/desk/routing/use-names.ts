import type { Answer } from '#contract/api';
import { pick } from '#web/i18n.ts';
import { useCategories } from '../catalogue/category-select.tsx';
import { queries, question, useAsk } from '../shell/query.ts';
import type { Names } from './rule-text.ts';

type Given = Answer<'GET /api/routing'>['names'];

/** Names by id: those that the rules came with, those of today's units and classes, and areas that were looked up since. */
export function useNames(given: Given): Names {
  const categories = useCategories();
  const units = useAsk('GET /api/units', {}, { staleTime: 60_000 });
  const nameIn = (rows: readonly { id: string; name: string }[] | undefined, id: string) =>
    rows?.find((row) => row.id === id)?.name;
  return {
    category: (code) => {
      const row = categories.data?.rows.find((one) => one.code === code);
      return row ? pick(row.name, row.nameEn) : code;
    },
    area: (id) => {
      const asked = question('GET /api/areas/:id', { params: { id } });
      return nameIn(given.areas, id) ?? queries.getQueryData(asked.queryKey)?.area.name ?? '…';
    },
    unit: (id) => nameIn(units.data?.rows, id) ?? nameIn(given.units, id) ?? id,
    flow: (code) => nameIn(given.flows, code) ?? code,
  };
}
