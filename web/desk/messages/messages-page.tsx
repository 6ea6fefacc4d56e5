import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import type { MessageRow } from '#contract/messages';
import { call, sayError } from '#web/api.ts';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { useCan } from '../shell/me.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import type { messageStates } from '../shell/page-search.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { given, refresh } from '../shell/query.ts';
import { ButtonTabs } from '../shell/tabs.tsx';
import { t as shell } from '../shell/texts.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { usePages } from '../shell/use-pages.ts';
import { t } from './texts.ts';

const route = getRouteApi('/messages');
type MessageState = (typeof messageStates)[number];
const tones = { queued: 'sent', sent: 'done', failed: 'doing', stuck: 'over', cancelled: 'back' } as const;
// What a person must act on stands first.
const shown: readonly MessageState[] = ['stuck', 'failed', 'queued', 'sent', 'cancelled'];

function Resend({ row }: { row: MessageRow }) {
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    setBusy(true);
    try {
      await call('POST /api/messages/:id/resend', { params: { id: row.id } });
      say(t('resent'));
      await refresh('GET /api/messages');
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button size="small" loading={busy} onClick={() => void run()}>
      {t('resend')}
    </Button>
  );
}

function columnsFor(mayResend: boolean): NonNullable<TableProps<MessageRow>['columns']> {
  return [
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => (
        <>
          <StatusTag tone={tones[row.state]}>{t(row.state)}</StatusTag>
          <div className="muted num">
            {t('tries', { n: row.attempts })}
            {row.nextAt && ` · ${t('next', { at: full(ms(row.nextAt)) })}`}
          </div>
        </>
      ),
    },
    { title: t('channel'), key: 'channel', render: (_, row) => t(row.channel) },
    { title: t('to'), dataIndex: 'to' },
    {
      title: t('words'),
      key: 'words',
      width: 420,
      render: (_, row) => (
        <>
          <strong>{row.title}</strong>
          <div className="muted wrap">{row.body}</div>
          {row.lastError && <div className="message-error wrap">{row.lastError}</div>}
        </>
      ),
    },
    {
      title: t('case'),
      key: 'case',
      render: (_, row) =>
        row.caseId ? (
          <Link to="/cases/$id" params={{ id: row.caseId }} className="num">
            {row.caseNo}
          </Link>
        ) : (
          '—'
        ),
    },
    {
      title: t('time'),
      key: 'time',
      render: (_, row) => <span className="num">{full(ms(row.sentAt ?? row.createdAt))}</span>,
    },
    ...(mayResend
      ? [
          {
            title: t('manage'),
            key: 'manage',
            render: (_: unknown, row: MessageRow) =>
              row.state === 'stuck' || row.state === 'failed' ? <Resend row={row} /> : null,
          },
        ]
      : []),
  ];
}

/** What was to be told and to whom, the stuck ones first; nothing is lost without a person seeing it. */
export function MessagesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayResend = useCan('message.resend');
  const shownState = search.state ?? 'stuck';
  const query = usePages(
    'GET /api/messages',
    given({ state: shownState === 'all' ? undefined : shownState, limit: 50 }),
  );
  return (
    <Page
      tools={
        <ButtonTabs
          label={t('states')}
          keys={[...shown, 'all'] as const}
          chosen={shownState}
          words={t}
          onChoose={(state) => void navigate({ search: { state } })}
        />
      }
    >
      <PageTitle title={shell('pageMessages')} />
      <PagedTable
        query={query}
        label={t('title')}
        columns={columnsFor(mayResend)}
        empty={shownState === 'stuck' ? t('noneStuck') : t('none')}
      />
    </Page>
  );
}
