import { Button, type TableProps } from 'antd';
import type { MatterKind, MatterRow } from '#contract/matters';
import { limitOf } from '../catalogue/limit-text.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { given } from '../shell/query.ts';
import { usePages } from '../shell/use-pages.ts';
import { type MattersSearch, sorts } from './matters-search.ts';
import { t } from './texts.ts';
import { useMattersSearch } from './use-matters-search.ts';

const orders = { up: 'ascend', down: 'descend' } as const;

function columnsFor(
  kind: MatterKind,
  { sort = 'code', order = 'up' }: MattersSearch,
  onOpen: (code: string) => void,
): NonNullable<TableProps<MatterRow>['columns']> {
  const sorted = (key: (typeof sorts)[number]) => ({
    key,
    sorter: true,
    sortOrder: sort === key ? orders[order] : null,
  });
  return [
    { title: t('code'), ...sorted('code'), render: (_, row) => <span className="num">{row.code}</span> },
    ...(kind === 'duty'
      ? [
          {
            title: t('level'),
            key: 'level',
            render: (_: unknown, row: MatterRow) => row.level && t(`level_${row.level}`),
          },
        ]
      : []),
    { title: t('className'), ...sorted('className'), dataIndex: 'className' },
    {
      title: t('name'),
      ...sorted('name'),
      width: '34%',
      render: (_, row) => (
        <Button type="link" className="matter-name" onClick={() => onOpen(row.code)}>
          {row.name}
        </Button>
      ),
    },
    { title: t('unitName'), ...sorted('unitName'), dataIndex: 'unitName' },
    { title: t('limit'), key: 'limit', render: (_, row) => limitOf(row.limitAmount, row.limitUnit) || '—' },
    { title: t('law'), key: 'law', width: '18%', render: (_, row) => <span className="wrap">{row.law || '—'}</span> },
  ];
}

export function MatterTable({
  kind,
  version,
  onOpen,
}: {
  kind: MatterKind;
  version: number;
  onOpen: (code: string) => void;
}) {
  const { search, go } = useMattersSearch();
  const { q, className, unitName, level, sort, order } = search;
  const asked = given({ version, q, className, unitName, level, sort, order, limit: 50 });
  const query = usePages('GET /api/matters/:kind', asked, { kind });
  const isFiltered = Boolean(q || className || unitName || level);
  return (
    <div className="page-body">
      {query.first && (
        <p className="muted num" role="status">
          {t('found', { n: query.first.total })}
        </p>
      )}
      <PagedTable
        query={query}
        label={t('lists')}
        columns={columnsFor(kind, search, onOpen)}
        empty={isFiltered ? t('noneFound') : t('emptyList')}
        onSort={(key, way) => {
          const by = way ? sorts.find((one) => one === key) : undefined;
          go({ sort: by, order: by && way });
        }}
      />
    </div>
  );
}
