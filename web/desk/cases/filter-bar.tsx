import { Link } from '@tanstack/react-router';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { FilterIcon, PlusIcon } from '#web/icons.tsx';
import { AreaSelect } from '../areas/area-select.tsx';
import { useCan } from '../shell/me.ts';
import { useKeys } from '../shell/use-keys.ts';
import { useMedia } from '../shell/use-width.ts';
import { CaseTabs } from './case-tabs.tsx';
import { ExportMenu } from './export-menu.tsx';
import { type Change, FilterPanel } from './filter-panel.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { activeFilters, type CaseFilter, type CaseSearch, type Tab } from './search.ts';
import { t } from './texts.ts';

interface FilterBarProps {
  search: CaseSearch;
  tab: Tab;
  filter: CaseFilter;
  onChange: Change;
  onClear: () => void;
}

// Below this the tabs need the whole line; the area then stands in the panel only.
const WIDE = '(min-width: 1500px)';

export function FilterBar({ search, tab, filter, onChange, onClear }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const wide = useMedia(WIDE);
  const mayExport = useCan('case.export');
  const mayReport = useCan('case.report');
  const active = activeFilters(search).length;
  useKeys({
    '/': () => {
      setOpen(true);
      setTimeout(() => document.getElementById('filter-q')?.focus(), 60);
    },
  });
  return (
    <div className="filter-bar">
      <CaseTabs tab={tab} areaId={search.areaId} onTab={(next) => onChange({ tab: next, state: undefined })} />
      <span className="grow" />
      {wide && (
        <div className="filter-area">
          <AreaSelect value={search.areaId} placeholder={t('allAreas')} onChange={(areaId) => onChange({ areaId })} />
        </div>
      )}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        arrow={false}
        content={<FilterPanel search={search} onChange={onChange} onClear={onClear} />}
        destroyOnHidden
      >
        <Badge count={active} size="small">
          <Button
            aria-label={active > 0 ? t('filterCount', { n: active }) : t('filter')}
            title={`${t('filter')} /`}
            aria-expanded={open}
            aria-keyshortcuts="/"
            icon={<FilterIcon size={17} />}
          />
        </Badge>
      </Popover>
      <SavedFilters search={search} />
      {mayExport && <ExportMenu filter={filter} />}
      {mayReport && (
        <Link to="/register" className="register-link">
          <PlusIcon size={18} />
          {t('register')}
        </Link>
      )}
    </div>
  );
}
