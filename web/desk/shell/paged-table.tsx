import { Button, Table, type TableProps } from 'antd';
import { Failed, Nothing, Waiting } from './states.tsx';
import { t } from './texts.ts';

interface PagedTableProps<T extends { id: string }> {
  query: {
    rows: T[] | undefined;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    refetch: () => unknown;
    fetchNextPage: () => unknown;
  };
  label: string;
  columns: NonNullable<TableProps<T>['columns']>;
  empty: string;
  /** A heading was pressed: its column's key and the way, or back to the usual order. */
  onSort?: (key: string, way: 'up' | 'down' | null) => void;
}

const ways = { ascend: 'up', descend: 'down' } as const;

/** antd's table over keyset pages, with the three states and "load more" below. */
export function PagedTable<T extends { id: string }>({ query, label, columns, empty, onSort }: PagedTableProps<T>) {
  const { rows } = query;
  if (!rows) {
    return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Waiting />;
  }
  return (
    <>
      <Table<T>
        aria-label={label}
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: <Nothing title={empty} /> }}
        scroll={{ x: 'max-content' }}
        onChange={(_page, _filters, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
          onSort?.(String(columnKey ?? ''), order ? ways[order] : null);
        }}
      />
      {rows.length > 0 && (
        <div className="more-row">
          {query.hasNextPage ? (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          ) : (
            <span>
              {t('allLoaded')} · {t('total', { n: rows.length })}
            </span>
          )}
        </div>
      )}
    </>
  );
}
