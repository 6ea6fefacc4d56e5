import './minutes.css';
import { getRouteApi } from '@tanstack/react-router';
import { useCan } from '../shell/me.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { LinkTabs } from '../shell/tabs.tsx';
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
    <LinkTabs
      are="pages"
      label={t('parts')}
      keys={parts.filter((one) => one !== 'write' || mayEdit)}
      chosen={part}
      words={t}
      link={(one) => ({ to: '/minutes', search: { part: one } })}
    />
  );
}

function StateTabs({ state }: { state: (typeof ledgerStates)[number] }) {
  return (
    <LinkTabs
      label={t('states')}
      keys={ledgerStates}
      chosen={state}
      words={t}
      link={(one) => ({ to: '/minutes', search: { part: 'ledger', state: one } })}
    />
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
