import './routing.css';
import { getRouteApi } from '@tanstack/react-router';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { Page, PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { LinkTabs } from '../shell/tabs.tsx';
import { t as shell } from '../shell/texts.ts';
import { AlarmsPart } from './alarms-part.tsx';
import { DryRunPart } from './dry-run-part.tsx';
import { type Part, parts } from './routing-search.ts';
import { RulesPart } from './rules-part.tsx';
import { t } from './texts.ts';
import { TryPart } from './try-part.tsx';
import { type RoutingView, useDraft } from './use-draft.ts';
import { VersionsPart } from './versions-part.tsx';

const route = getRouteApi('/routing');

function PartTabs({ part, alarms }: { part: Part; alarms: number }) {
  return (
    <LinkTabs
      are="pages"
      label={t('parts')}
      keys={parts}
      chosen={part}
      words={(one) => (one === 'alarms' && alarms > 0 ? t('alarmsN', { n: alarms }) : t(one))}
      link={(one) => ({ to: '/routing', search: { part: one } })}
    />
  );
}

function AlarmTabs({ all }: { all: boolean }) {
  return (
    <LinkTabs
      label={t('alarmStates')}
      keys={['onlyOpen', 'allAlarms']}
      chosen={all ? 'allAlarms' : 'onlyOpen'}
      words={t}
      link={(one) => ({ to: '/routing', search: { part: 'alarms', ...(one === 'allAlarms' ? { all: true } : {}) } })}
    />
  );
}

function Parts({ view, part, all }: { view: RoutingView; part: Part; all: boolean }) {
  // Here and not in its part: what is not saved yet outlives a look at another tab.
  const draft = useDraft(view);
  return (
    <Page
      tools={
        <>
          <PartTabs part={part} alarms={view.alarms} />
          {part === 'alarms' && <AlarmTabs all={all} />}
        </>
      }
    >
      <PageTitle title={shell('pageRouting')} />
      <LeaveGuard on={draft.isChanged} acrossTabs />
      {part === 'rules' && <RulesPart view={view} draft={draft} />}
      {part === 'versions' && <VersionsPart view={view} />}
      {part === 'dryRun' && <DryRunPart view={view} />}
      {part === 'try' && <TryPart view={view} />}
      {part === 'alarms' && <AlarmsPart all={all} mayEdit={view.mayEdit} />}
    </Page>
  );
}

/** By which rules new cases find flow, unit, limit and level. */
export function RoutingPage() {
  const { part = 'rules', all = false } = route.useSearch();
  const query = useAsk('GET /api/routing', {});
  return <Loaded query={query}>{(view) => <Parts view={view} part={part} all={all} />}</Loaded>;
}
