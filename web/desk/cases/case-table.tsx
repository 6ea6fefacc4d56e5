import './case-table.css';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { CaseRow } from '#contract/cases';
import { Failed, useLate } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { CaseTableRow } from './case-row.tsx';
import { t } from './texts.ts';
import type { useCases } from './use-cases.ts';

interface CaseTableProps {
  list: ReturnType<typeof useCases>;
  selected: string | undefined;
  picked: ReadonlySet<string>;
  compact: boolean;
  empty: ReactNode;
  onSelect: (id: string) => void;
  onPick: (id: string) => void;
}

const SKELETON_ROWS = 8;

function Skeletons({ columns }: { columns: number }) {
  const late = useLate();
  if (!late) return null;
  return Array.from({ length: SKELETON_ROWS }, (_, i) => i).map((i) => (
    <tr key={i} className="row-skeleton">
      {Array.from({ length: columns }, (_, c) => c).map((c) => (
        <td key={c}>
          <span />
        </td>
      ))}
    </tr>
  ));
}

/** The next page comes when the end of the list is near; the button is there for keyboards and screen readers. */
function More({ list }: { list: ReturnType<typeof useCases> }) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = list.query;
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (list.rows.length === 0) return null;
  return (
    <div className="more-row" ref={end}>
      {hasNextPage ? (
        <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {shell('loadMore')}
        </Button>
      ) : (
        <span>{shell('allLoaded')}</span>
      )}
    </div>
  );
}

function Head({ compact }: { compact: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="col-level">
          {t('level')}
        </th>
        <th scope="col" className="col-title">
          {t('matter')}
        </th>
        <th scope="col" className="col-area">
          {t('area')}
        </th>
        {!compact && (
          <th scope="col" className="col-source">
            {t('sourceTime')}
          </th>
        )}
        <th scope="col" className="col-due">
          {t('remaining')}
        </th>
        <th scope="col" className="col-state">
          {t('state')}
        </th>
        {!compact && (
          <th scope="col" className="col-unit">
            {t('unit')}
          </th>
        )}
      </tr>
    </thead>
  );
}

function Rows({ list, selected, picked, compact, onSelect, onPick }: Omit<CaseTableProps, 'empty'>) {
  const { rows } = list;
  const first = rows.some((row) => row.id === selected) ? selected : rows[0]?.id;
  return rows.map((row: CaseRow) => (
    <CaseTableRow
      key={row.id}
      row={row}
      selected={row.id === selected}
      picked={picked.has(row.id)}
      compact={compact}
      tabbable={row.id === first}
      onSelect={onSelect}
      onPick={onPick}
    />
  ));
}

export function CaseTable(props: CaseTableProps) {
  const { list, selected, compact } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const waiting = list.query.isPending;
  useEffect(() => {
    if (selected) document.getElementById(`row-${selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const failed = list.query.isError && list.rows.length === 0;
  return (
    <div className="case-table" ref={scroller} aria-busy={waiting}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are selected and moved through with arrows: that is a grid. */}
      <table role="grid" aria-label={t('list')} className={compact ? 'compact' : ''}>
        <Head compact={compact} />
        <tbody>{waiting ? <Skeletons columns={compact ? 5 : 7} /> : <Rows {...props} />}</tbody>
      </table>
      {failed && <Failed error={list.query.error} onRetry={() => void list.query.refetch()} />}
      {list.query.isSuccess && list.rows.length === 0 && props.empty}
      <More list={list} />
      <p className="sr-only" role="status">
        {list.query.isSuccess ? t('listHint', { n: list.rows.length }) : ''}
      </p>
    </div>
  );
}
