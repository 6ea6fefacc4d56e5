import './cases.css';
import './detail.css';
import './detail-work.css';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { ChevronUpIcon } from '#web/icons.tsx';
import { Key, PageTitle } from '../shell/page.tsx';
import { Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { useHere } from '../shell/use-here.ts';
import { useKeys } from '../shell/use-keys.ts';
import { useMedia } from '../shell/use-width.ts';
import { BulkBar } from './bulk-bar.tsx';
import { CaseDetail } from './case-detail.tsx';
import { CaseTable } from './case-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { Change } from './filter-panel.tsx';
import { activeFilters, type CaseSearch, filterOf, pickCaseSearch } from './search.ts';
import { t } from './texts.ts';
import { useCases } from './use-cases.ts';
import { useLiveList } from './use-live-list.ts';

const MapPanel = lazy(() => import('./map-panel.tsx').then(({ MapPanel: panel }) => ({ default: panel })));
const route = getRouteApi('/cases');
// ux.md §9.14: seven columns at most; source and unit go first.
const NARROW = '(max-width: 1420px)';

function useSearchState() {
  const search: CaseSearch = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.tab ?? 'open';
  const key = JSON.stringify({ ...search, id: undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open case is no part of the filter.
  const filter = useMemo(() => filterOf(search, tab), [key]);
  const onChange: Change = useCallback(
    (part) => void navigate({ search: (old) => pickCaseSearch({ ...old, id: undefined, ...part }) }),
    [navigate],
  );
  const select = useCallback(
    (id: string) => void navigate({ search: (old) => ({ ...old, id }), replace: true, resetScroll: false }),
    [navigate],
  );
  const clear = useCallback(
    () => void navigate({ search: search.tab ? { tab: search.tab } : {} }),
    [navigate, search.tab],
  );
  return { search, tab, filter, onChange, select, clear };
}

function usePicked(key: unknown) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts without a selection.
  useEffect(() => setPicked(new Set()), [key]);
  const toggle = useCallback((id: string) => {
    setPicked((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return { picked, toggle, clear: useCallback(() => setPicked(new Set()), []) };
}

function NewPill({ n, onLoad }: { n: number; onLoad: () => void }) {
  if (n === 0) return null;
  return (
    <button type="button" className="new-pill" onClick={onLoad} aria-keyshortcuts="N">
      <ChevronUpIcon size={16} />
      {t('newCases', { n })}
      <Key>N</Key>
    </button>
  );
}

/** D1: list, map and detail of the same filter, each linked with the others. */
export function CaseCenter() {
  const { search, tab, filter, onChange, select, clear } = useSearchState();
  const navigate = route.useNavigate();
  const list = useCases(filter, search.sort);
  const live = useLiveList(filter, list.rows);
  const { picked, toggle, clear: unpick } = usePicked(filter);
  const compact = useMedia(NARROW);
  const first = list.rows[0]?.id;
  const selected = search.id ?? first;
  // Held by the address: when the list is read again, the open case stays open though another is first now.
  const here = useHere();
  useEffect(() => {
    if (search.id === undefined && first !== undefined && here()) select(first);
  }, [search.id, first, select, here]);

  function step(by: number): void {
    const at = list.rows.findIndex((row) => row.id === selected);
    const next = list.rows[Math.max(0, Math.min(list.rows.length - 1, at + by))];
    if (!next) return;
    select(next.id);
    document.getElementById(`row-${next.id}`)?.focus();
  }
  const open = () => selected && void navigate({ to: '/cases/$id', params: { id: selected } });
  const pickNow = () => selected && toggle(selected);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    enter: open,
    x: pickNow,
    n: () => void live.load(),
  });
  const onPick = useCallback((ids: string[]) => ids[0] && select(ids[0]), [select]);
  const filtered = activeFilters(search).length > 0;
  return (
    <div className="center">
      <PageTitle title={shell('pageCases')} />
      <div className="center-left">
        <FilterBar search={search} tab={tab} filter={filter} onChange={onChange} onClear={clear} />
        <FilterChips search={search} onChange={onChange} />
        <div className="card center-list">
          <NewPill n={live.fresh} onLoad={() => void live.load()} />
          <CaseTable
            list={list}
            selected={selected}
            picked={picked}
            compact={compact}
            onSelect={select}
            onPick={toggle}
            empty={
              <Nothing title={filtered ? t('emptyFiltered') : t('emptyOpen')}>
                {filtered && <Button onClick={clear}>{t('clearFilters')}</Button>}
              </Nothing>
            }
          />
          <BulkBar picked={picked} onClear={unpick} />
        </div>
        <div className="card center-map">
          <Suspense fallback={<p className="map-wait muted">{t('loadingMap')}</p>}>
            <MapPanel filter={filter} selected={selected} onPick={onPick} />
          </Suspense>
        </div>
      </div>
      <aside className="card center-detail">
        <CaseDetail id={selected} />
      </aside>
    </div>
  );
}
