import type { CaseCounts } from '#contract/cases';
import { WarningIcon } from '#web/icons.tsx';
import { given, useAsk } from '../shell/query.ts';
import { ButtonTabs } from '../shell/tabs.tsx';
import { type Tab, tabs } from './search.ts';
import { t } from './texts.ts';

interface CaseTabsProps {
  tab: Tab;
  areaId: string | undefined;
  onTab: (tab: Tab) => void;
}

function countOf(tab: Tab, counts: CaseCounts | undefined): number | undefined {
  return tab === 'all' ? undefined : counts?.[tab];
}

/** Views with their counts; the counts follow the area that is chosen and the live stream. */
export function CaseTabs({ tab, areaId, onTab }: CaseTabsProps) {
  const { data } = useAsk('GET /api/cases/counts', { query: given({ areaId }) }, { keep: true });
  return (
    <ButtonTabs
      label={t('tabs')}
      keys={tabs}
      chosen={tab}
      onChoose={onTab}
      words={(one) => {
        const n = countOf(one, data);
        const hot = one === 'overdue' && n !== undefined && n > 0;
        return (
          <>
            {t(one)}
            {n !== undefined && (
              <span className={hot ? 'tab-n tab-hot num' : 'tab-n num'}>
                {hot && <WarningIcon size={12} />}
                {n}
              </span>
            )}
          </>
        );
      }}
    />
  );
}
