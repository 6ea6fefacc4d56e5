import { Button, Table, type TableProps } from 'antd';
import { useState } from 'react';
import type { Peer } from '#contract/exchange';
import { call } from '#web/api.ts';
import { listText } from '#web/i18n.ts';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t } from './texts.ts';

function EndPeer({ peer, onClose }: { peer: Peer; onClose: () => void }) {
  async function send(commandId: string): Promise<string> {
    await call('POST /api/exchange/peers/:id/end', { params: { id: peer.id }, body: { commandId } });
    await refresh('GET /api/exchange/peers');
    return t('endDone', { name: peer.name });
  }
  return (
    <CommandModal title={t('endTitle', { name: peer.name })} okText={t('end')} danger send={send} onClose={onClose}>
      <p>{t('endWords')}</p>
    </CommandModal>
  );
}

function columnsFor(onEnd: (peer: Peer) => void): NonNullable<TableProps<Peer>['columns']> {
  return [
    { title: t('name'), key: 'name', render: (_, peer) => <strong>{peer.name}</strong> },
    {
      title: t('state'),
      key: 'state',
      render: (_, peer) =>
        peer.endedAt ? (
          <>
            <StatusTag tone="back">{t('ended')}</StatusTag>
            <div className="muted num">{t('endedAt', { at: full(ms(peer.endedAt)) })}</div>
          </>
        ) : (
          <StatusTag tone="done">{t('active')}</StatusTag>
        ),
    },
    { title: t('may'), key: 'may', render: (_, peer) => listText(peer.may.map((verb) => t(verb))) },
    { title: t('area'), key: 'area', render: (_, peer) => peer.areaName ?? t('areaAll') },
    { title: t('source'), key: 'source', render: (_, peer) => t(peer.source) },
    {
      title: t('keyId'),
      key: 'key',
      render: (_, peer) => (
        <div className="peer-key">
          <code>{peer.keyId}</code>
          <div className="muted num">{t('keyTail', { hint: peer.keyHint })}</div>
        </div>
      ),
    },
    { title: t('since'), key: 'since', render: (_, peer) => <span className="num">{full(ms(peer.createdAt))}</span> },
    {
      title: t('manage'),
      key: 'manage',
      render: (_, peer) =>
        peer.endedAt ? null : (
          <Button size="small" aria-label={`${t('end')} ${peer.name}`} onClick={() => onEnd(peer)}>
            {t('end')}
          </Button>
        ),
    },
  ];
}

/** Systems that call us, the ended ones included. */
export function PeersPart() {
  const query = useAsk('GET /api/exchange/peers', {});
  const [ending, setEnding] = useState<Peer | null>(null);
  return (
    <>
      <Loaded query={query}>
        {({ rows }) => (
          <Table<Peer>
            aria-label={t('peers')}
            rowKey="id"
            size="small"
            columns={columnsFor(setEnding)}
            dataSource={rows}
            pagination={false}
            locale={{ emptyText: <Nothing title={t('peersNone')} /> }}
            scroll={{ x: 'max-content' }}
          />
        )}
      </Loaded>
      {ending && <EndPeer peer={ending} onClose={() => setEnding(null)} />}
    </>
  );
}
