import { Link } from '@tanstack/react-router';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import type { RoutingAlarm } from '#contract/routing';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { refresh } from '../shell/query.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { usePages } from '../shell/use-pages.ts';
import { reasonText } from './rule-text.ts';
import { t as rules } from './texts.ts';
import { t } from './texts-runs.ts';

function SettleButton({ alarm }: { alarm: RoutingAlarm }) {
  const [busy, setBusy] = useState(false);
  async function settle(): Promise<void> {
    setBusy(true);
    try {
      await call('POST /api/routing/alarms/:id/settle', { params: { id: alarm.id }, body: { commandId: newId() } });
      say(t('settledDone'));
      await refresh('GET /api/routing/alarms', 'GET /api/routing');
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      size="small"
      loading={busy}
      aria-label={t('settleOf', { name: alarm.ruleName })}
      onClick={() => void settle()}
    >
      {t('settle')}
    </Button>
  );
}

function StateOf({ alarm, mayEdit }: { alarm: RoutingAlarm; mayEdit: boolean }) {
  if (alarm.settledAt)
    return (
      <StatusTag tone="done">{t('settled', { by: alarm.settledBy ?? '', at: full(ms(alarm.settledAt)) })}</StatusTag>
    );
  return mayEdit ? <SettleButton alarm={alarm} /> : <StatusTag tone="over">{t('waiting')}</StatusTag>;
}

function columnsFor(mayEdit: boolean): NonNullable<TableProps<RoutingAlarm>['columns']> {
  return [
    {
      title: t('rule'),
      key: 'rule',
      render: (_, { ruleName, version }) => (
        <>
          <strong>{ruleName}</strong>
          <div className="muted">{t('versionN', { n: version })}</div>
        </>
      ),
    },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reasonText(reason) },
    { title: t('subject'), key: 'subject', render: (_, { subjectName, subject }) => subjectName ?? subject },
    { title: t('times'), key: 'times', render: (_, { times }) => <span className="num">{times}</span> },
    { title: t('lastAt'), key: 'lastAt', render: (_, row) => <span className="num">{full(ms(row.lastAt))}</span> },
    {
      title: t('lastCase'),
      key: 'case',
      render: (_, { caseId }) =>
        caseId ? (
          <Link to="/cases/$id" params={{ id: caseId }}>
            {t('openCase')}
          </Link>
        ) : (
          '—'
        ),
    },
    { title: t('state'), key: 'state', render: (_, alarm) => <StateOf alarm={alarm} mayEdit={mayEdit} /> },
  ];
}

/** Rules that could not run when a case came: the case went on, and somebody must mend the rule. */
export function AlarmsPart({ all, mayEdit }: { all: boolean; mayEdit: boolean }) {
  const query = usePages('GET /api/routing/alarms', all ? {} : { open: true });
  return <PagedTable query={query} label={rules('alarms')} columns={columnsFor(mayEdit)} empty={t('noAlarms')} />;
}
