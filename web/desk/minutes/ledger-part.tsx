import { Link } from '@tanstack/react-router';
import type { TableProps } from 'antd';
import type { LedgerLine } from '#contract/minutes';
import { useCan } from '../shell/me.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { usePages } from '../shell/use-pages.ts';
import { LineButtons } from './line-buttons.tsx';
import { LineState, whoText } from './line-state.tsx';
import type { ledgerStates } from './minutes-search.ts';
import { t } from './texts.ts';

function columnsFor(mayEdit: boolean): NonNullable<TableProps<LedgerLine>['columns']> {
  return [
    {
      title: t('due'),
      key: 'due',
      width: 120,
      render: (_, { dueOn }) => <span className="num">{dueOn ?? t('noDue')}</span>,
    },
    {
      title: t('matter'),
      key: 'matter',
      width: 420,
      render: (_, { matter, lastNote }) => (
        <>
          <span className="wrap">{matter}</span>
          {lastNote && <div className="muted wrap">{lastNote}</div>}
        </>
      ),
    },
    {
      title: t('responsible'),
      key: 'who',
      width: 180,
      render: (_, line) => <span className="wrap">{whoText(line)}</span>,
    },
    { title: t('state'), key: 'state', width: 150, render: (_, line) => <LineState line={line} /> },
    {
      title: t('meeting'),
      key: 'meeting',
      render: (_, { meeting }) => (
        <>
          <Link to="/minutes/$id" params={{ id: meeting.id }}>
            {meeting.title}
          </Link>
          <div className="muted num">
            {meeting.heldOn} · {meeting.areaName}
          </div>
        </>
      ),
    },
    ...(mayEdit
      ? [
          {
            title: t('manage'),
            key: 'manage',
            width: 190,
            render: (_: unknown, line: LedgerLine) => <LineButtons meetingId={line.meeting.id} line={line} />,
          },
        ]
      : []),
  ];
}

/** Every line of every meeting within reach, the soonest due first. */
export function LedgerPart({ state }: { state: (typeof ledgerStates)[number] }) {
  const mayEdit = useCan('minutes.edit');
  const query = usePages('GET /api/minutes/lines', { state });
  return (
    <>
      <p className="muted">{t('ledgerHint')}</p>
      <PagedTable query={query} label={t('ledger')} columns={columnsFor(mayEdit)} empty={t('ledgerNone')} />
    </>
  );
}
