import './cases.css';
import './detail.css';
import './detail-work.css';
import './one-map.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { AreaOutline } from '#contract/areas';
import { StatusTag } from '#web/parts/tags.tsx';
import { CaseMap } from '../map/case-map.tsx';
import type { CasePoint } from '../map/case-styles.ts';
import { useAreaOutline, useDistrict } from '../map/outlines.ts';
import { pointsInside } from '../map/point-in-area.ts';
import { stateNameOf, toneOf } from '../shell/case-names.ts';
import { PageTitle } from '../shell/page.tsx';
import { Loaded } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { FilterBar } from './filter-bar.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { Change } from './filter-panel.tsx';
import { type CaseSearch, filterOf, pickMapSearch } from './search.ts';
import { t as list } from './texts.ts';
import { t } from './texts-work.ts';
import { useCase, usePoints } from './use-cases.ts';
import { useLiveList } from './use-live-list.ts';

const route = getRouteApi('/map');
// More rows than anyone reads; the filter is the way to fewer.
const MOST_LISTED = 300;

function useMapSearch() {
  const search: CaseSearch = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.tab ?? 'open';
  const key = JSON.stringify({ ...search, id: undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open case is no part of the filter.
  const filter = useMemo(() => filterOf(search, tab), [key]);
  const onChange: Change = useCallback(
    (part) => void navigate({ search: (old) => pickMapSearch({ ...old, id: undefined, ...part }) }),
    [navigate],
  );
  const select = (id: string | undefined) =>
    void navigate({ search: (old) => pickMapSearch({ ...old, id }), replace: true });
  const clear = useCallback(() => void navigate({ search: {} }), [navigate]);
  return { search, tab, filter, onChange, select, clear };
}

interface ListedProps {
  points: readonly CasePoint[];
  title: string;
  selected: string | undefined;
  onSelect: (id: string) => void;
  onClear: () => void;
}

function Listed({ points, title, selected, onSelect, onClear }: ListedProps) {
  return (
    <section className="card map-list" aria-label={t('mapList')}>
      <header>
        <h2>{title}</h2>
        {points.length > 0 && (
          <Button size="small" onClick={onClear}>
            {t('mapClear')}
          </Button>
        )}
      </header>
      {points.length === 0 && <p className="muted">{t('mapListHint')}</p>}
      <ul>
        {points.slice(0, MOST_LISTED).map((point) => (
          <li key={point.id} className={point.id === selected ? 'map-row map-row-on' : 'map-row'}>
            <button type="button" onClick={() => onSelect(point.id)}>
              <strong>{point.title}</strong>
              <span className="muted num">{point.no}</span>
            </button>
            <StatusTag tone={point.overdue ? 'over' : toneOf(point.state)}>
              {point.overdue ? list('overdue') : stateNameOf(point)}
            </StatusTag>
            <Link to="/cases/$id" params={{ id: point.id }}>
              {t('mapDispatch')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** D8: the whole district on one canvas, with the list of whatever was pressed or boxed. */
export function OneMapPage() {
  const { search, tab, filter, onChange, select, clear } = useMapSearch();
  const district = useDistrict();
  const { points, more } = usePoints(filter);
  useLiveList(filter, []);
  const [ids, setIds] = useState<readonly string[]>([]);
  const [title, setTitle] = useState<string | null>(null);
  const current = useCase(search.id).data;
  const mark = useAreaOutline(current?.areaId);
  const focus = useAreaOutline(filter.areaId);
  const place = useMemo(
    () => (current?.lon != null && current.lat != null ? { lon: current.lon, lat: current.lat } : null),
    [current?.lon, current?.lat],
  );
  const listed = useMemo(() => {
    const chosen = new Set(ids);
    return points.filter((point) => chosen.has(point.id));
  }, [ids, points]);

  function take(next: readonly string[], words: string | null): void {
    setIds(next);
    setTitle(words);
    if (next.length === 1) select(next[0]);
  }
  const onArea = (area: AreaOutline) => {
    const inside = pointsInside(area, points);
    take(
      inside.map((point) => point.id),
      t('mapArea', { name: area.name, n: inside.length }),
    );
  };
  return (
    <div className="one-map">
      <PageTitle title={shell('navMap')} />
      <FilterBar search={search} tab={tab} filter={filter} onChange={onChange} onClear={clear} />
      <FilterChips search={search} onChange={onChange} />
      <div className="one-map-body">
        <div className="card one-map-canvas">
          <Loaded query={district} rows={6}>
            {(known) => (
              <CaseMap
                district={known}
                points={points}
                selected={place}
                mark={mark ?? null}
                focus={filter.areaId ? focus : undefined}
                onPick={(picked) => take(picked, null)}
                onArea={onArea}
                onBox={(picked) => take(picked, null)}
                title={
                  <>
                    <strong>{known.name}</strong>
                    <span className="num">{list('mapCounts', { n: points.length })}</span>
                    {more && <span className="muted">{list('mapMore')}</span>}
                  </>
                }
              />
            )}
          </Loaded>
        </div>
        <Listed
          points={listed}
          title={title ?? `${t('mapList')} ${ids.length > 0 ? t('mapListCount', { n: listed.length }) : ''}`}
          selected={search.id}
          onSelect={select}
          onClear={() => take([], null)}
        />
      </div>
    </div>
  );
}
