import { Badge, Button, DatePicker, Popover, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { families } from '#contract/figure-formulas';
import { pick } from '#web/i18n.ts';
import { FilterIcon, ShareIcon } from '#web/icons.tsx';
import { AreaSelect } from '../areas/area-select.tsx';
import { UnitSelect } from '../cases/unit-select.tsx';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { sourceText } from '../shell/case-names.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { LinkTabs } from '../shell/tabs.tsx';
import { say, sayWrong } from '../shell/toast.ts';
import { type Change, type FigureSearch, familyNames, grains, splits, type View } from './figures-search.ts';
import { t } from './texts.ts';

interface ToolsProps {
  search: FigureSearch;
  view: View;
  onChange: Change;
}
const sources = ['resident', 'worker', 'operator', 'hotline', 'platform'] as const;

export function FamilyTabs({ search, view }: Omit<ToolsProps, 'onChange'>) {
  const { figure: _, behind: __, ...rest } = search;
  return (
    <LinkTabs
      are="pages"
      label={t('families')}
      keys={familyNames}
      chosen={view.family}
      words={(family) => pick(families[family].zh, families[family].en)}
      link={(family) => ({ to: '/figures', search: { ...rest, family } })}
    />
  );
}

function presets() {
  const now = dayjs();
  const lastMonth = now.subtract(1, 'month');
  const quarter = now.startOf('month').subtract(now.month() % 3, 'month');
  return [
    { label: t('last30'), value: [now.subtract(29, 'day'), now] as [dayjs.Dayjs, dayjs.Dayjs] },
    { label: t('thisMonth'), value: [now.startOf('month'), now] as [dayjs.Dayjs, dayjs.Dayjs] },
    {
      label: t('lastMonth'),
      value: [lastMonth.startOf('month'), lastMonth.endOf('month')] as [dayjs.Dayjs, dayjs.Dayjs],
    },
    { label: t('thisQuarter'), value: [quarter, now] as [dayjs.Dayjs, dayjs.Dayjs] },
    { label: t('thisYear'), value: [now.startOf('year'), now] as [dayjs.Dayjs, dayjs.Dayjs] },
  ];
}

function PeriodTool({ view, onChange }: Omit<ToolsProps, 'search'>) {
  const shape = 'YYYY-MM-DD';
  return (
    <DatePicker.RangePicker
      id="figures-period"
      aria-label={t('period')}
      allowClear={false}
      presets={presets()}
      value={[dayjs(view.from), dayjs(view.to)]}
      onChange={(range) =>
        // Another period is cut by pieces of its own length, unless somebody chooses again.
        onChange({ from: range?.[0]?.format(shape), to: range?.[1]?.format(shape), grain: undefined })
      }
    />
  );
}

function NarrowTool({ search, onChange }: Omit<ToolsProps, 'view'>) {
  const [open, setOpen] = useState(false);
  const chosen = [search.categoryCode, search.unitId, search.source].filter(Boolean).length;
  const panel = (
    <div className="figure-narrow">
      <LabelledField id="figures-category" label={t('byCategory')}>
        <CategorySelect
          id="figures-category"
          majors
          value={search.categoryCode}
          onChange={(categoryCode) => onChange({ categoryCode })}
        />
      </LabelledField>
      <LabelledField id="figures-unit" label={t('byUnit')}>
        <UnitSelect id="figures-unit" value={search.unitId} onChange={(unitId) => onChange({ unitId })} />
      </LabelledField>
      <LabelledField id="figures-source" label={t('bySource')}>
        <Select<(typeof sources)[number] | null>
          id="figures-source"
          className="wide"
          allowClear
          placeholder={t('anySource')}
          value={search.source ?? null}
          options={sources.map((value) => ({ value, label: sourceText(value) }))}
          onChange={(source) => onChange({ source: source ?? undefined })}
        />
      </LabelledField>
      <Button onClick={() => onChange({ categoryCode: undefined, unitId: undefined, source: undefined })}>
        {t('clear')}
      </Button>
    </div>
  );
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" arrow={false} content={panel}>
      <Badge count={chosen} size="small">
        <Button
          icon={<FilterIcon size={17} />}
          aria-label={chosen > 0 ? t('narrowN', { n: chosen }) : t('narrow')}
          title={t('narrow')}
          aria-expanded={open}
        />
      </Badge>
    </Popover>
  );
}

async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say(t('shared'));
  } catch {
    sayWrong(t('shareFailed'));
  }
}

interface FigureToolsProps extends ToolsProps {
  /** Of the area that is shown: the reader's own where none was chosen. */
  areaName: string;
  children: ReactNode;
}

export function FigureTools({ search, view, areaName, onChange, children }: FigureToolsProps) {
  return (
    <>
      <FamilyTabs search={search} view={view} />
      <div className="figure-area">
        <AreaSelect
          value={search.areaId}
          placeholder={areaName}
          onChange={(areaId) => onChange({ areaId, behind: undefined })}
        />
      </div>
      <PeriodTool view={view} onChange={onChange} />
      <span className="grow" />
      <Select
        aria-label={t('split')}
        prefix={t('split')}
        className="figure-choice"
        value={view.split}
        options={splits.map((value) => ({ value, label: t(value) }))}
        onChange={(split) => onChange({ split })}
      />
      <Select
        aria-label={t('grain')}
        prefix={t('grain')}
        className="figure-choice-short"
        value={view.grain}
        options={grains.map((value) => ({ value, label: t(value) }))}
        onChange={(grain) => onChange({ grain })}
      />
      <NarrowTool search={search} onChange={onChange} />
      <Button icon={<ShareIcon size={17} />} aria-label={t('share')} title={t('share')} onClick={() => void share()} />
      {children}
    </>
  );
}
