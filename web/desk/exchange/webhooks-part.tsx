import './exchange.css';
import { Link } from '@tanstack/react-router';
import { Table, type TableProps } from 'antd';
import type { Webhook } from '#contract/webhooks';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t } from './texts.ts';
import { WebhookMenu } from './webhook-menu.tsx';

function StateOf({ hook }: { hook: Webhook }) {
  if (hook.pausedWhy === 'failures') return <StatusTag tone="over">{t('pausedSelf')}</StatusTag>;
  if (hook.pausedAt) return <StatusTag tone="back">{t('paused')}</StatusTag>;
  if (hook.failures > 0) return <StatusTag tone="doing">{t('failing', { n: hook.failures })}</StatusTag>;
  return <StatusTag tone="done">{t('running')}</StatusTag>;
}

function filterWords(hook: Webhook): string {
  const words = [
    ...(hook.areaName ? [hook.areaName] : []),
    ...(hook.moves.length > 0 ? [t('movesN', { n: hook.moves.length })] : []),
    ...(hook.categories.length > 0 ? [t('categoriesN', { n: hook.categories.length })] : []),
  ];
  return words.length > 0 ? words.join(' · ') : t('everything');
}

function CountLink({ hook, state }: { hook: Webhook; state: 'waiting' | 'stuck' }) {
  const n = hook[state];
  if (n === 0) return null;
  return (
    <Link to="/exchange" search={{ part: 'deliveries', state, webhookId: hook.id }} className="num">
      {state === 'stuck' ? t('stuckN', { n }) : t('waitingN', { n })}
    </Link>
  );
}

function columnsFor(onEdit: (hook: Webhook) => void): NonNullable<TableProps<Webhook>['columns']> {
  return [
    {
      title: t('name'),
      key: 'name',
      render: (_, hook) => (
        <div className="hook-url">
          <strong>{hook.name}</strong>
          <div className="muted">{hook.url}</div>
        </div>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, hook) => (
        <>
          <StateOf hook={hook} />
          <div className="muted num">
            {hook.succeededAt ? t('lastOk', { at: full(ms(hook.succeededAt)) }) : t('neverOk')}
          </div>
        </>
      ),
    },
    { title: t('filters'), key: 'filters', render: (_, hook) => filterWords(hook) },
    {
      title: t('deliveries'),
      key: 'deliveries',
      render: (_, hook) => (
        <div className="delivery-buttons">
          <Link to="/exchange" search={{ part: 'deliveries', state: 'all', webhookId: hook.id }}>
            {t('all')}
          </Link>
          <CountLink hook={hook} state="waiting" />
          <CountLink hook={hook} state="stuck" />
        </div>
      ),
    },
    { title: t('since'), key: 'since', render: (_, hook) => <span className="num">{full(ms(hook.createdAt))}</span> },
    {
      title: t('manage'),
      key: 'manage',
      render: (_, hook) => <WebhookMenu hook={hook} onEdit={() => onEdit(hook)} />,
    },
  ];
}

/** Addresses that are told every step. */
export function WebhooksPart({ onEdit }: { onEdit: (hook: Webhook) => void }) {
  const query = useAsk('GET /api/exchange/webhooks', {});
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <Table<Webhook>
          aria-label={t('webhooks')}
          rowKey="id"
          size="small"
          columns={columnsFor(onEdit)}
          dataSource={rows}
          pagination={false}
          locale={{ emptyText: <Nothing title={t('hooksNone')} /> }}
          scroll={{ x: 'max-content' }}
        />
      )}
    </Loaded>
  );
}
