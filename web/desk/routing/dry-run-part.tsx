import { Link } from '@tanstack/react-router';
import { Button, Select, Table } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { RoutingOutcome } from '#contract/routing';
import { call, sayError } from '#web/api.ts';
import { full, ms } from '#web/time.ts';
import { Nothing } from '../shell/states.tsx';
import { sayWrong } from '../shell/toast.ts';
import { type Names, outcomeText } from './rule-text.ts';
import { t as rules } from './texts.ts';
import { t } from './texts-runs.ts';
import type { RoutingView } from './use-draft.ts';
import { useNames } from './use-names.ts';

type Run = Answer<'POST /api/routing/dry-run'>;
type Row = Run['rows'][number];

function Numbers({ run }: { run: Run }) {
  const { looked, more, oldest, changed, handled, agreesBefore, agreesAfter } = run;
  return (
    <>
      <dl className="facts facts-wide">
        <div>
          <dt>{t('looked')}</dt>
          <dd className="num">{t('casesN', { n: looked })}</dd>
        </div>
        <div>
          <dt>{t('changed')}</dt>
          <dd className="num">{t('casesN', { n: changed })}</dd>
        </div>
        <div>
          <dt>{t('agrees')}</dt>
          <dd className="num">{t('agreesWords', { before: agreesBefore, after: agreesAfter, handled })}</dd>
        </div>
      </dl>
      {more && oldest && <p className="muted num">{t('lookedMore', { n: looked, at: full(ms(oldest)) })}</p>}
    </>
  );
}

function Rules({ run, nameOf }: { run: Run; nameOf: (ruleId: string | null) => string }) {
  return (
    <Table<Run['rules'][number]>
      aria-label={t('byRule')}
      rowKey={({ ruleId }) => ruleId ?? 'last'}
      size="small"
      columns={[
        { title: t('rule'), key: 'rule', render: (_, { ruleId }) => nameOf(ruleId) },
        { title: t('taken'), key: 'taken', render: (_, row) => <span className="num">{row.taken}</span> },
        { title: t('changed'), key: 'changed', render: (_, row) => <span className="num">{row.changed}</span> },
      ]}
      dataSource={run.rules.toSorted((one, other) => other.changed - one.changed || other.taken - one.taken)}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
    />
  );
}

function Cases({ rows, names, nameOf }: { rows: Row[]; names: Names; nameOf: (ruleId: string | null) => string }) {
  const decided = ({ ruleId, outcome }: { ruleId: string | null; outcome: RoutingOutcome }) => (
    <>
      {nameOf(ruleId)}
      <div className="muted">{outcomeText(outcome, names)}</div>
    </>
  );
  return (
    <Table<Row>
      aria-label={t('changedCases')}
      rowKey="id"
      size="small"
      columns={[
        {
          title: t('case'),
          key: 'case',
          render: (_, { id, no, title, areaName }) => (
            <>
              {title !== null && (
                <Link to="/cases/$id" params={{ id }}>
                  {title}
                </Link>
              )}
              <div className="muted num">
                {no} · {areaName}
              </div>
            </>
          ),
        },
        {
          title: t('reported'),
          key: 'reported',
          render: (_, row) => <span className="num">{full(ms(row.reportedAt))}</span>,
        },
        { title: t('was'), key: 'was', render: (_, { before }) => decided(before) },
        { title: t('becomes'), key: 'becomes', render: (_, { after }) => decided(after) },
      ]}
      dataSource={rows}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <Nothing title={t('noChange')} /> }}
    />
  );
}

/** The draft over the cases of the last days: what would change, before anybody is sent anywhere. */
export function DryRunPart({ view }: { view: RoutingView }) {
  const names = useNames(view.names);
  const [days, setDays] = useState(30);
  const [run, setRun] = useState<Run | null>(null);
  const [busy, setBusy] = useState(false);
  if (!view.draft) return <Nothing title={t('dryNoDraft')} />;
  const known = new Map([...view.set.rules, ...view.draft.set.rules].map(({ id, name }) => [id, name]));
  const nameOf = (ruleId: string | null) => (ruleId === null ? rules('last') : (known.get(ruleId) ?? ruleId));
  async function start(): Promise<void> {
    setBusy(true);
    try {
      setRun(await call('POST /api/routing/dry-run', { body: { days } }));
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="stack">
      <p className="muted">{t('dryHint')}</p>
      <div className="page-tools">
        <label htmlFor="dry-days">{t('days')}</label>
        <Select
          id="dry-days"
          className="rule-version"
          value={days}
          options={[7, 30, 90].map((value) => ({ value, label: t('daysN', { n: value }) }))}
          onChange={setDays}
        />
        <Button type="primary" loading={busy} onClick={() => void start()}>
          {busy ? t('running') : t('run')}
        </Button>
      </div>
      {run && (
        <section className="stack" aria-live="polite">
          <Numbers run={run} />
          <h2>{t('byRule')}</h2>
          <Rules run={run} nameOf={nameOf} />
          <h2>{run.rows.length < run.changed ? t('changedCasesMore', { n: run.rows.length }) : t('changedCases')}</h2>
          <Cases rows={run.rows} names={names} nameOf={nameOf} />
        </section>
      )}
    </div>
  );
}
