import './exchange.css';
import { Link } from '@tanstack/react-router';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import type { Delivery, DeliveryState } from '#contract/webhooks';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { moveText } from '../shell/case-names.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { useCan } from '../shell/me.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { given, refresh } from '../shell/query.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { usePages } from '../shell/use-pages.ts';
import { faultText } from './fault-text.ts';
import { t } from './texts.ts';

const tones = { waiting: 'sent', sent: 'done', stuck: 'over', dropped: 'back' } as const;

function Resend({ row }: { row: Delivery }) {
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    setBusy(true);
    try {
      const ask = { params: { id: row.id }, body: { commandId: newId() } };
      await call('POST /api/exchange/deliveries/:id/resend', ask);
      say(t('resent'));
    } catch (error) {
      sayWrong(sayError(error));
    }
    await refresh('GET /api/exchange/deliveries', 'GET /api/exchange/webhooks');
    setBusy(false);
  }
  return (
    <Button size="small" loading={busy} onClick={() => void run()}>
      {t('resend')}
    </Button>
  );
}

function DropDelivery({ row, onClose }: { row: Delivery; onClose: () => void }) {
  async function send(commandId: string): Promise<string> {
    await call('POST /api/exchange/deliveries/:id/drop', { params: { id: row.id }, body: { commandId } });
    await refresh('GET /api/exchange/deliveries', 'GET /api/exchange/webhooks');
    return t('droppedDone');
  }
  return (
    <CommandModal title={t('dropTitle')} okText={t('drop')} danger send={send} onClose={onClose}>
      <p>{t('dropWords', { no: row.caseNo, n: row.seq, name: row.webhookName })}</p>
    </CommandModal>
  );
}

function LastAnswer({ row }: { row: Delivery }) {
  if (!row.lastFault && row.lastStatus === null) return '—';
  return (
    <div className="delivery-answer">
      {row.lastFault ? faultText(row.lastFault, row.lastStatus) : <span className="num">{row.lastStatus}</span>}
      {row.lastAnswer && <div className="muted">{row.lastAnswer}</div>}
    </div>
  );
}

function columnsFor(
  mayReadCases: boolean,
  onDrop: (row: Delivery) => void,
): NonNullable<TableProps<Delivery>['columns']> {
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
    { title: t('to'), dataIndex: 'webhookName' },
    {
      title: t('case'),
      key: 'case',
      render: (_, row) =>
        mayReadCases ? (
          <Link to="/cases/$id" params={{ id: row.caseId }} className="num">
            {row.caseNo}
          </Link>
        ) : (
          <span className="num">{row.caseNo}</span>
        ),
    },
    {
      title: t('step'),
      key: 'step',
      render: (_, row) => (
        <>
          {moveText(row.move)} <span className="muted num">{t('stepN', { n: row.seq })}</span>
        </>
      ),
    },
    { title: t('answer'), key: 'answer', render: (_, row) => <LastAnswer row={row} /> },
    {
      title: t('time'),
      key: 'time',
      render: (_, row) => <span className="num">{full(ms(row.sentAt ?? row.createdAt))}</span>,
    },
    {
      title: t('manage'),
      key: 'manage',
      render: (_, row) =>
        row.state === 'stuck' || row.state === 'waiting' ? (
          <div className="delivery-buttons">
            <Resend row={row} />
            <Button size="small" onClick={() => onDrop(row)}>
              {t('drop')}
            </Button>
          </div>
        ) : null,
    },
  ];
}

interface DeliveriesPartProps {
  state: DeliveryState | 'all';
  webhookId: string | undefined;
}

/** What was told to whom, and what the other side said. */
export function DeliveriesPart({ state, webhookId }: DeliveriesPartProps) {
  const mayReadCases = useCan('case.read');
  const [dropping, setDropping] = useState<Delivery | null>(null);
  const query = usePages(
    'GET /api/exchange/deliveries',
    given({ state: state === 'all' ? undefined : state, webhookId, limit: 50 }),
  );
  return (
    <>
      <PagedTable
        query={query}
        label={t('deliveries')}
        columns={columnsFor(mayReadCases, setDropping)}
        empty={state === 'stuck' ? t('noneStuck') : t('none')}
      />
      {dropping && <DropDelivery row={dropping} onClose={() => setDropping(null)} />}
    </>
  );
}
