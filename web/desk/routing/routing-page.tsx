import './routing.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Page, PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
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
    <nav className="tabs" aria-label={t('parts')}>
      {parts.map((one) => (
        <Link
          key={one}
          to="/routing"
          search={{ part: one }}
          className={one === part ? 'tab tab-on' : 'tab'}
          aria-current={one === part ? 'page' : undefined}
        >
          {one === 'alarms' && alarms > 0 ? t('alarmsN', { n: alarms }) : t(one)}
        </Link>
      ))}
    </nav>
  );
}

function AlarmTabs({ all }: { all: boolean }) {
  const one = (isOn: boolean, label: string, search: { part: 'alarms'; all?: true }) => (
    <Link
      to="/routing"
      search={search}
      className={isOn ? 'tab tab-on' : 'tab'}
      aria-current={isOn ? 'true' : undefined}
    >
      {label}
    </Link>
  );
  return (
    <nav className="tabs" aria-label={t('alarmStates')}>
      {one(!all, t('onlyOpen'), { part: 'alarms' })}
      {one(all, t('allAlarms'), { part: 'alarms', all: true })}
    </nav>
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
