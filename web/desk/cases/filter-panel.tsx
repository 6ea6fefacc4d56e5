import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import type { Source } from '#contract/cases';
import { stateNames } from '#contract/lifecycle';
import { AreaSelect } from '../areas/area-select.tsx';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { sourceText, stateText } from '../shell/case-names.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import type { CaseSearch } from './search.ts';
import { t } from './texts.ts';
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

function Period({ search, onChange }: Omit<FilterPanelProps, 'onClear'>) {
  const day = (text: string | undefined) => (text ? dayjs(text) : null);
  return (
    <div className="field">
      <label htmlFor="filter-period">{t('filterPeriod')}</label>
      <DatePicker.RangePicker
        id="filter-period"
        className="wide"
        allowEmpty={[true, true]}
        value={[day(search.from), day(search.to)]}
        onChange={(range) =>
          onChange({
            from: range?.[0]?.startOf('day').toISOString(),
            to: range?.[1]?.endOf('day').toISOString(),
          })
        }
      />
    </div>
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
      <Period search={search} onChange={onChange} />
      <Choice
        id="filter-sort"
        label={t('sort')}
        value={search.sort ?? 'due'}
        options={[
          { value: 'due', label: t('sortDue') },
          { value: 'newest', label: t('sortNewest') },
          { value: 'oldest', label: t('sortOldest') },
        ]}
        onChange={(sort) => onChange({ sort: sort === 'due' ? undefined : sort })}
      />
      <Button onClick={onClear}>{t('clearFilters')}</Button>
    </div>
  );
}
