import './minutes.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCan } from '../shell/me.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { t as shell } from '../shell/texts.ts';
import { LedgerPart } from './ledger-part.tsx';
import { MeetingsPart } from './meetings-part.tsx';
import { ledgerStates, type Part, parts } from './minutes-search.ts';
import { t } from './texts.ts';
import { WritePart } from './write-part.tsx';

const route = getRouteApi('/minutes');

function PartTabs({ part }: { part: Part }) {
  const mayEdit = useCan('minutes.edit');
  return (
    <nav className="tabs" aria-label={t('parts')}>
      {parts
        .filter((one) => one !== 'write' || mayEdit)
        .map((one) => (
          <Link
            key={one}
            to="/minutes"
            search={{ part: one }}
            className={one === part ? 'tab tab-on' : 'tab'}
            aria-current={one === part ? 'page' : undefined}
          >
            {t(one)}
          </Link>
        ))}
    </nav>
  );
}

function StateTabs({ state }: { state: (typeof ledgerStates)[number] }) {
  return (
    <nav className="tabs" aria-label={t('states')}>
      {ledgerStates.map((one) => (
        <Link
          key={one}
          to="/minutes"
          search={{ part: 'ledger', state: one }}
          className={one === state ? 'tab tab-on' : 'tab'}
          aria-current={one === state ? 'true' : undefined}
        >
          {t(one)}
        </Link>
      ))}
    </nav>
  );
}

/** What meetings decided, followed up until it is done. */
export function MinutesPage() {
  const { part = 'ledger', state = 'open' } = route.useSearch();
  return (
    <Page
      tools={
        <>
          <PartTabs part={part} />
          {part === 'ledger' && <StateTabs state={state} />}
        </>
      }
    >
      <PageTitle title={shell('pageMinutes')} />
      {part === 'ledger' && <LedgerPart state={state} />}
      {part === 'meetings' && <MeetingsPart />}
      {part === 'write' && <WritePart />}
    </Page>
  );
}
