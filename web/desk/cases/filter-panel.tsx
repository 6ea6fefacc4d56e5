import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import type { Source } from '#contract/cases';
import { stateNames } from '#contract/lifecycle';
import { AreaSelect } from '../areas/area-select.tsx';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { sourceText, stateText } from '../shell/case-names.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { type CaseSearch, ratings } from './search.ts';
import { t } from './texts.ts';
import { t as detail } from './texts-detail.ts';
import { UnitSelect } from './unit-select.tsx';

export type Change = (part: { [K in keyof CaseSearch]?: CaseSearch[K] | undefined }) => void;

interface FilterPanelProps {
  search: CaseSearch;
  onChange: Change;
  onClear: () => void;
}

const allSources: Source[] = ['resident', 'worker', 'operator', 'hotline', 'platform'];

/** Typed words go into the address when they rest, so that each letter is not a page of the browser's history. */
function TextFilter({ search, onChange }: Omit<FilterPanelProps, 'onClear'>) {
  const [q, setQ] = useState(search.q ?? '');
  const settled = useDebounced(q.trim(), 350);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text changes the address.
  useEffect(() => {
    if (settled !== (search.q ?? '')) onChange({ q: settled || undefined });
  }, [settled]);
  return (
    <div className="field">
      <label htmlFor="filter-q">
        {t('filterText')}
        <small>{t('filterTextHint')}</small>
      </label>
      <Input
        id="filter-q"
        value={q}
        maxLength={100}
        allowClear
        autoComplete="off"
        onChange={(event) => setQ(event.target.value)}
      />
    </div>
  );
}

interface ChoiceProps<T extends string | number> {
  id: string;
  label: string;
  value: T | undefined;
  options: { value: T; label: string }[];
  onChange: (value: T | undefined) => void;
}

function Choice<T extends string | number>({ id, label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select<T | null>
        id={id}
        className="wide"
        allowClear
        aria-label={label}
        placeholder={t('any')}
        value={value ?? null}
        options={options}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </div>
  );
}

interface PeriodProps {
  id: string;
  label: string;
  hint?: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
}

function Period({ id, label, hint, from, to, onChange }: PeriodProps) {
  const day = (text: string | undefined) => (text ? dayjs(text) : null);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      <DatePicker.RangePicker
        id={id}
        className="wide"
        allowEmpty={[true, true]}
        value={[day(from), day(to)]}
        onChange={(range) => onChange(range?.[0]?.startOf('day').toISOString(), range?.[1]?.endOf('day').toISOString())}
      />
    </div>
  );
}

/** What is closed is in none of the tabs of open work: choosing it goes to the tab of all. */
function ClosedWork({ search, onChange }: Omit<FilterPanelProps, 'onClear'>) {
  const among = (chosen: unknown) => (chosen ? ({ tab: 'all' } as const) : {});
  return (
    <>
      <Period
        id="filter-closed"
        label={t('filterClosed')}
        hint={t('filterClosedHint')}
        from={search.closedFrom}
        to={search.closedTo}
        onChange={(closedFrom, closedTo) => onChange({ closedFrom, closedTo, ...among(closedFrom ?? closedTo) })}
      />
      <Choice
        id="filter-rating"
        label={t('filterRating')}
        value={search.rating}
        options={ratings.map((value) => ({ value, label: detail(value) }))}
        onChange={(rating) => onChange({ rating, ...among(rating) })}
      />
    </>
  );
}

function Sort({ search, onChange }: Omit<FilterPanelProps, 'onClear'>) {
  // The server reads a period of closed work in the order of closing only.
  const closed = search.closedFrom !== undefined || search.closedTo !== undefined;
  const options = closed
    ? ([
        ['newest', t('sortClosed')],
        ['oldest', t('sortClosedOldest')],
      ] as const)
    : ([
        ['due', t('sortDue')],
        ['newest', t('sortNewest')],
        ['oldest', t('sortOldest')],
      ] as const);
  const usual = closed ? 'newest' : 'due';
  return (
    <Choice
      id="filter-sort"
      label={t('sort')}
      value={closed && search.sort === 'due' ? usual : (search.sort ?? usual)}
      options={options.map(([value, label]) => ({ value, label }))}
      onChange={(sort) => onChange({ sort: sort === usual ? undefined : sort })}
    />
  );
}

export function FilterPanel({ search, onChange, onClear }: FilterPanelProps) {
  const levels = [1, 2, 3, 4] as const;
  return (
    <div className="filter-panel">
      <TextFilter search={search} onChange={onChange} />
      <div className="field">
        <label htmlFor="filter-area">{t('filterArea')}</label>
        <AreaSelect
          id="filter-area"
          value={search.areaId}
          placeholder={t('allAreas')}
          onChange={(areaId) => onChange({ areaId })}
        />
      </div>
      <div className="field">
        <label htmlFor="filter-category">{t('filterCategory')}</label>
        <CategorySelect
          id="filter-category"
          majors
          value={search.category}
          onChange={(category) => onChange({ category })}
        />
      </div>
      <div className="field">
        <label htmlFor="filter-unit">{t('filterUnit')}</label>
        <UnitSelect id="filter-unit" value={search.unitId} onChange={(unitId) => onChange({ unitId })} />
      </div>
      <Choice
        id="filter-source"
        label={t('filterSource')}
        value={search.source}
        options={allSources.map((value) => ({ value, label: sourceText(value) }))}
        onChange={(source) => onChange({ source })}
      />
      <Choice
        id="filter-level"
        label={t('filterLevel')}
        value={search.level}
        options={levels.map((value) => ({
          value,
          label: t('levelOf', { n: ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'][value - 1] ?? value }),
        }))}
        onChange={(level) => onChange({ level })}
      />
      <Choice
        id="filter-state"
        label={t('filterState')}
        value={search.state}
        options={stateNames.map((value) => ({ value, label: stateText(value) }))}
        onChange={(state) => onChange({ state })}
      />
      <Period
        id="filter-period"
        label={t('filterPeriod')}
        from={search.from}
        to={search.to}
        onChange={(from, to) => onChange({ from, to })}
      />
      <ClosedWork search={search} onChange={onChange} />
      <Sort search={search} onChange={onChange} />
      <Button onClick={onClear}>{t('clearFilters')}</Button>
    </div>
  );
}
