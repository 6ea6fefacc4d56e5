import { Link } from '@tanstack/react-router';
import type { TableProps } from 'antd';
import type { Meeting } from '#contract/minutes';
import { StatusTag } from '#web/parts/tags.tsx';
import { PagedTable } from '../shell/paged-table.tsx';
import { usePages } from '../shell/use-pages.ts';
import { t } from './texts.ts';

const columns = (): NonNullable<TableProps<Meeting>['columns']> => [
  { title: t('heldOn'), key: 'held', width: 130, render: (_, { heldOn }) => <span className="num">{heldOn}</span> },
  {
    title: t('meeting'),
    key: 'title',
    render: (_, { id, title }) => (
      <Link to="/minutes/$id" params={{ id }}>
        {title}
      </Link>
    ),
  },
  { title: t('area'), key: 'area', render: (_, { areaName }) => areaName },
  { title: t('by'), key: 'by', render: (_, { by }) => by ?? '—' },
  {
    title: t('lines'),
    key: 'lines',
    render: (_, { lines, open, late }) => (
      <span className="num">
        {t('linesOf', { lines, open })} {late > 0 && <StatusTag tone="over">{t('lateOf', { n: late })}</StatusTag>}
      </span>
    ),
  },
];

export function MeetingsPart() {
  const query = usePages('GET /api/minutes', {});
  return <PagedTable query={query} label={t('meetings')} columns={columns()} empty={t('meetingsNone')} />;
}
