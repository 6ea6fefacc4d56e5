import { Link } from '@tanstack/react-router';
import { Table, type TableProps } from 'antd';
import { type FigureKey, formulas } from '#contract/figure-formulas';
import { isCutBy } from '#contract/figure-values';
import type { Figures } from '#contract/figures';
import { pick } from '#web/i18n.ts';
import { Nothing } from '../shell/states.tsx';
import { nameOf, valueText } from './figure-text.ts';
import { behindOf, type FigureSearch, figuresOf, numeratorOf, type View } from './figures-search.ts';
import { t } from './texts.ts';

type Row = Figures['split'][number];
interface FigureTableProps {
  rows: Figures['split'];
  search: FigureSearch;
  view: View;
}

/** What a cell counts: numerator over denominator; of hours, the cases whose hours they are. */
function countOf(row: Row, figure: FigureKey): { n: number; text: string } {
  const { n, of } = row.figures[figure];
  if (of === null) return { n, text: String(n) };
  return formulas[figure].kind === 'hours' ? { n: of, text: String(of) } : { n, text: `${n}/${of}` };
}

function Value({ row, figure, search, view }: Omit<FigureTableProps, 'rows'> & { row: Row; figure: FigureKey }) {
  const { of, value } = row.figures[figure];
  const behind = behindOf(search, view, numeratorOf(figure), { ...row, split: view.split });
  const { n, text } = countOf(row, figure);
  const look = of === null ? '' : 'figure-n';
  return (
    <span className="figure-cell num">
      {of !== null && <span>{valueText(figure, value)}</span>}
      {behind && n > 0 ? (
        <Link
          to="/figures"
          search={{ ...search, behind }}
          aria-label={`${row.name} ${nameOf(figure)} ${text}`}
          className={look}
        >
          {text}
        </Link>
      ) : (
        <span className={look}>{text}</span>
      )}
    </span>
  );
}

function RowName({ row, search, view }: Omit<FigureTableProps, 'rows'> & { row: Row }) {
  if (view.split !== 'area' || !row.areaId) return row.name;
  const { behind: _, ask: __, ...rest } = search;
  return (
    <Link to="/figures" search={{ ...rest, areaId: row.areaId }}>
      {row.name}
    </Link>
  );
}

/** Rows without a value stand last, whichever way the column is sorted. */
function byFigure(figure: FigureKey) {
  return (one: Row, two: Row, order?: 'ascend' | 'descend' | null) => {
    const last = order === 'descend' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const of = (row: Row) => row.figures[figure].value ?? last;
    return of(one) === of(two) ? one.figures[figure].n - two.figures[figure].n : of(one) - of(two);
  };
}

function columnsFor(props: Omit<FigureTableProps, 'rows'>): NonNullable<TableProps<Row>['columns']> {
  const { view } = props;
  const keys = figuresOf(view.family).filter((key) => isCutBy(key, view.split));
  return [
    {
      title: t(view.split),
      key: 'name',
      fixed: 'left',
      rowScope: 'row',
      render: (_, row) => <RowName row={row} {...props} />,
    },
    ...keys.map((figure, index) => ({
      title: nameOf(figure),
      key: figure,
      sorter: byFigure(figure),
      onCell: (row: Row) => (row.hidden ? { colSpan: index === 0 ? keys.length : 0 } : {}),
      render: (_: unknown, row: Row) =>
        row.hidden ? <span className="muted">{t('hidden')}</span> : <Value row={row} figure={figure} {...props} />,
    })),
    ...(view.family === 'hotline' && isCutBy('response', view.split) && isCutBy('resolution', view.split)
      ? [
          {
            title: t('score'),
            key: 'score',
            render: (_: unknown, row: Row) => <span className="num">{row.score?.toFixed(1) ?? '—'}</span>,
          },
        ]
      : []),
  ];
}

/** The groups with every figure of the family; each number leads to its cases, an area to the areas below it. */
export function FigureTable({ rows, search, view }: FigureTableProps) {
  if (!figuresOf(view.family).some((key) => isCutBy(key, view.split)))
    return <Nothing title={t('familyNotCut', { split: t(view.split) })} />;
  return (
    <section aria-label={t('table')}>
      <h3 className="figure-heading">
        {t('table')} <small className="muted">{t('tableHint')}</small>
      </h3>
      <Table<Row>
        aria-label={pick('分组明细', 'Groups')}
        rowKey="value"
        size="small"
        columns={columnsFor({ search, view })}
        dataSource={rows}
        pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: <Nothing title={t('nothing')}>{t('nothingMore')}</Nothing> }}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}
