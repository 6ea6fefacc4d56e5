import { Link } from '@tanstack/react-router';
import { Drawer, type TableProps } from 'antd';
import { measures } from '#contract/figure-measures';
import type { FigureCase, FigureCasesQuery } from '#contract/figures';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { stateNameOf, toneOf } from '../shell/case-names.ts';
import { useCan } from '../shell/me.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { usePages } from '../shell/use-pages.ts';
import { measureText } from './figure-text.ts';
import { readBehind } from './figures-search.ts';
import { t } from './texts.ts';

type Row = FigureCase & { caseId: string };

function columnsFor(mayOpen: boolean): NonNullable<TableProps<Row>['columns']> {
  return [
    {
      title: t('caseNo'),
      key: 'no',
      render: (_, row) =>
        mayOpen ? (
          <Link to="/cases/$id" params={{ id: row.caseId }} className="num">
            {row.no}
          </Link>
        ) : (
          <span className="num">{row.no}</span>
        ),
    },
    { title: t('title'), key: 'title', render: (_, row) => <div className="wrap behind-title">{row.title}</div> },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) => <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>,
    },
    { title: t('unitName'), key: 'unit', render: (_, row) => row.unitName ?? '—' },
    { title: t('place'), dataIndex: 'areaName' },
    { title: t('category'), key: 'category', render: (_, row) => row.categoryName ?? '—' },
    { title: t('counted'), key: 'day', render: (_, row) => <span className="num">{row.day}</span> },
    {
      title: t('reported'),
      key: 'reported',
      render: (_, row) => <span className="num">{full(ms(row.reportedAt))}</span>,
    },
  ];
}

function BehindList({ query }: { query: FigureCasesQuery }) {
  const mayOpen = useCan('case.read');
  const asked = usePages('GET /api/figures/cases', { ...query, limit: 50 });
  const total = asked.data?.pages[0]?.total;
  // A dispatch is a row of its own: the same case may be there twice.
  const rows = asked.rows?.map((row, index) => ({ ...row, caseId: row.id, id: `${row.id} ${index}` }));
  const words = measures[query.measure].basis === 'dispatch' ? 'behindTimes' : 'behindTotal';
  return (
    <>
      {total !== undefined && (
        <p role="status" className="behind-total">
          {t(words, { n: total })}
        </p>
      )}
      <PagedTable
        query={{ ...asked, rows }}
        label={t('behind')}
        columns={columnsFor(mayOpen)}
        empty={t('behindNone')}
      />
    </>
  );
}

/** Exactly what one number counted. Its address opens it again. */
export function BehindDrawer({ behind, onClose }: { behind: string | undefined; onClose: () => void }) {
  const query = behind === undefined ? null : readBehind(behind);
  const title = query ? `${t('behind')} · ${measureText(query.measure)}` : t('behind');
  return (
    <Drawer
      open={behind !== undefined}
      title={title}
      size={980}
      onClose={onClose}
      destroyOnHidden
      classNames={{ body: 'behind' }}
    >
      {behind !== undefined &&
        (query ? <BehindList key={behind} query={query} /> : <p role="alert">{t('behindBad')}</p>)}
    </Drawer>
  );
}
