import '../posts/posts.css';
import { getRouteApi } from '@tanstack/react-router';
import { DatePicker, Input, type TableProps } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import type { AuditRow } from '#contract/audit';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { pruned } from '../shell/page-search.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { given } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { usePages } from '../shell/use-pages.ts';
import { t } from './texts.ts';

const route = getRouteApi('/audit');
type AuditSearch = ReturnType<typeof route.useSearch>;

function columns(): NonNullable<TableProps<AuditRow>['columns']> {
  return [
    { title: t('at'), key: 'at', render: (_, row) => <span className="num">{full(ms(row.at))}</span> },
    {
      title: t('who'),
      key: 'who',
      render: (_, row) => (
        <>
          <strong>{row.who}</strong> <span className="muted">{row.login}</span>
        </>
      ),
    },
    { title: t('action'), key: 'action', render: (_, row) => <code>{row.action}</code> },
    {
      title: t('target'),
      key: 'target',
      width: 220,
      render: (_, row) => <span className="wrap">{row.target ?? '—'}</span>,
    },
    {
      title: t('purpose'),
      key: 'purpose',
      width: 200,
      render: (_, row) => <span className="wrap">{row.purpose ?? '—'}</span>,
    },
    {
      title: t('outcome'),
      key: 'outcome',
      render: (_, row) => (
        <StatusTag tone={row.outcome === 'done' ? 'done' : 'over'}>
          {row.outcome === 'done' ? t('done') : t('refused')}
        </StatusTag>
      ),
    },
    {
      title: t('detail'),
      key: 'detail',
      width: 240,
      render: (_, row) => <span className="wrap">{row.detail ?? '—'}</span>,
    },
    { title: t('address'), key: 'address', render: (_, row) => <span className="num">{row.address ?? '—'}</span> },
  ];
}

function Words({
  name,
  label,
  hint,
  search,
}: {
  name: 'q' | 'action';
  label: string;
  hint: string;
  search: AuditSearch;
}) {
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(search[name] ?? '');
  const settled = useDebounced(typed.trim(), 350);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text changes the address.
  useEffect(() => {
    if (settled === (search[name] ?? '')) return;
    void navigate({ search: (old) => pruned({ ...old, [name]: settled || undefined }), replace: true });
  }, [settled]);
  return (
    <Input
      className="tool-search"
      aria-label={label}
      placeholder={hint}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

/** D26: who looked at or changed what, and for what purpose. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = usePages('GET /api/audit', given({ ...search, limit: 50 }));
  const day = (text: string | undefined) => (text ? dayjs(text) : null);
  return (
    <Page
      tools={
        <>
          <Words name="q" label={t('search')} hint={t('search')} search={search} />
          <Words name="action" label={t('action')} hint={t('actionHint')} search={search} />
          <DatePicker.RangePicker
            aria-label={t('period')}
            allowEmpty={[true, true]}
            value={[day(search.from), day(search.to)]}
            onChange={(range) =>
              void navigate({
                search: (old) =>
                  pruned({
                    ...old,
                    from: range?.[0]?.startOf('day').toISOString(),
                    to: range?.[1]?.endOf('day').toISOString(),
                  }),
              })
            }
          />
          <span className="muted">{t('note')}</span>
        </>
      }
    >
      <PageTitle title={shell('pageAudit')} />
      <PagedTable query={query} label={t('title')} columns={columns()} empty={t('none')} />
    </Page>
  );
}
