import '../cases/cases.css';
import '../cases/detail.css';
import '../cases/detail-work.css';
import '../cases/register.css';
import '../areas/areas.css';
import '../deadlines/deadlines.css';
import './drafts.css';
import { getRouteApi } from '@tanstack/react-router';
import { Page, PageTitle } from '../shell/page.tsx';
import { LinkTabs } from '../shell/tabs.tsx';
import { t as shell } from '../shell/texts.ts';
import { ChatPart } from './chat-part.tsx';
import { parts } from './drafts-search.ts';
import { TablePart } from './table-part.tsx';
import { t } from './texts.ts';

const route = getRouteApi('/drafts');

/** Reports that come in bulk: a group's chat, a table. */
export function DraftsPage() {
  const { part = 'chat' } = route.useSearch();
  return (
    <Page
      tools={
        <LinkTabs
          are="pages"
          label={t('parts')}
          keys={parts}
          chosen={part}
          words={t}
          link={(one) => ({ to: '/drafts', search: { part: one } })}
        />
      }
    >
      <PageTitle title={shell('pageDrafts')} />
      {part === 'chat' ? <ChatPart /> : <TablePart />}
    </Page>
  );
}
