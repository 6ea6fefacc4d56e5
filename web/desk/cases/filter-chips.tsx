import { CloseIcon } from '#web/icons.tsx';
import { full, ms } from '#web/time.ts';
import { useAreaName } from '../areas/use-area-name.ts';
import { useCategories } from '../catalogue/category-select.tsx';
import { sourceText, stateText } from '../shell/case-names.ts';
import { useAsk } from '../shell/query.ts';
import type { Change } from './filter-panel.tsx';
import { activeFilters, type CaseSearch, type FilterName } from './search.ts';
import { t } from './texts.ts';
import { t as detail } from './texts-detail.ts';

/** The names of what is filtered by: never ids on the screen. */
function useWords(search: CaseSearch): Record<FilterName, string> {
  const units = useAsk('GET /api/units', {}, { enabled: search.unitId !== undefined, staleTime: 60_000 });
  const categories = useCategories();
  const area = useAreaName(search.areaId);
  const day = (at: string | undefined) => (at ? full(ms(at)).slice(0, 10) : '');
  return {
    areaId: area ?? '',
    category: categories.data?.rows.find((row) => row.code === search.category)?.name ?? t('filterCategory'),
    source: search.source ? sourceText(search.source) : '',
    unitId: units.data?.rows.find((unit) => unit.id === search.unitId)?.name ?? t('filterUnit'),
    ownerPostId: t('mine'),
    level: t('levelOf', { n: search.level ?? '' }),
    state: search.state ? stateText(search.state) : '',
    q: `“${search.q ?? ''}”`,
    from: t('reportedSince', { day: day(search.from) }),
    to: t('reportedUntil', { day: day(search.to) }),
    closedFrom: t('closedSince', { day: day(search.closedFrom) }),
    closedTo: t('closedUntil', { day: day(search.closedTo) }),
    rating: search.rating ? detail(search.rating) : '',
  };
}

export function FilterChips({ search, onChange }: { search: CaseSearch; onChange: Change }) {
  const words = useWords(search);
  const active = activeFilters(search);
  if (active.length === 0) return null;
  return (
    <ul className="filter-chips">
      {active.map((name) => (
        <li key={name} className="chip">
          {words[name]}
          <button
            type="button"
            aria-label={t('removeFilter', { name: words[name] })}
            onClick={() => onChange({ [name]: undefined })}
          >
            <CloseIcon size={13} />
          </button>
        </li>
      ))}
    </ul>
  );
}
