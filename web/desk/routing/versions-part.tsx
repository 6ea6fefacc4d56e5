import { Button, Select, Table } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { RuleChange } from '#contract/routing';
import { full, ms } from '#web/time.ts';
import { useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { usePages } from '../shell/use-pages.ts';
import { t as rules } from './texts.ts';
import { t } from './texts-runs.ts';
import type { RoutingView } from './use-draft.ts';

type Version = Answer<'GET /api/routing/versions'>['rows'][number];
const draft = -1;

function VersionSelect({
  id,
  label,
  value,
  options,
  onChange,
}: {
  id: string;
  label: string;
  value: number;
  options: { value: number; label: string }[];
  onChange: (version: number) => void;
}) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Select id={id} className="rule-version" value={value} options={options} onChange={onChange} />
    </>
  );
}

function Difference({ from, to }: { from: number; to: number }) {
  const query = useAsk('GET /api/routing/difference', { query: { from, ...(to === draft ? {} : { to }) } });
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <Table<RuleChange>
          aria-label={rules('versions')}
          rowKey={({ ruleId, kind }) => `${ruleId} ${kind}`}
          size="small"
          columns={[
            { title: rules('name'), dataIndex: 'name' },
            { title: t('change'), key: 'change', render: (_, { kind }) => t(`change_${kind}`) },
            { title: t('before'), key: 'before', render: (_, row) => <span className="num">{row.before ?? '—'}</span> },
            { title: t('after'), key: 'after', render: (_, row) => <span className="num">{row.after ?? '—'}</span> },
          ]}
          dataSource={rows}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <Nothing title={t('same')} /> }}
        />
      )}
    </Loaded>
  );
}

function VersionList({ rows }: { rows: readonly Version[] }) {
  return (
    <ul className="rule-versions">
      {rows.map(({ version, publishedAt, by, rules, note }) => (
        <li key={version}>
          <strong>{t('versionN', { n: version })}</strong>
          <span className="num muted">
            {t('versionLine', { at: full(ms(publishedAt)), by: by ?? t('program'), rules })}
          </span>
          <span className="wrap">{note}</span>
        </li>
      ))}
    </ul>
  );
}

/** What was published, and what differs between any two. */
export function VersionsPart({ view }: { view: RoutingView }) {
  const pages = usePages('GET /api/routing/versions', {});
  const [from, setFrom] = useState(view.draft ? view.version : Math.max(0, view.version - 1));
  const [to, setTo] = useState(view.draft ? draft : view.version);
  if (view.version === 0 && !view.draft) return <Nothing title={t('noVersions')} />;
  const rows = pages.rows ?? [];
  const options = [
    ...rows.map(({ version }) => ({ value: version, label: t('versionN', { n: version }) })),
    { value: 0, label: t('empty') },
  ];
  const newer = view.draft ? [{ value: draft, label: t('draft') }, ...options] : options;
  return (
    <div className="stack">
      <div className="page-tools">
        <VersionSelect id="difference-from" label={t('from')} value={from} options={options} onChange={setFrom} />
        <VersionSelect id="difference-to" label={t('to')} value={to} options={newer} onChange={setTo} />
      </div>
      <Difference from={from} to={to} />
      <Loaded query={{ data: pages.rows, error: pages.error, refetch: pages.refetch }}>
        {(list) => <VersionList rows={list} />}
      </Loaded>
      {pages.hasNextPage && (
        <div>
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {shell('loadMore')}
          </Button>
        </div>
      )}
    </div>
  );
}
