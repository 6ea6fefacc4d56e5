import './cases.css';
import './detail.css';
import './detail-work.css';
import './queue.css';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { CaseView } from '#contract/cases';
import { Key } from '../shell/page.tsx';
import { Nothing } from '../shell/states.tsx';
import { useHere } from '../shell/use-here.ts';
import { useKeys } from '../shell/use-keys.ts';
import { CaseDetail } from './case-detail.tsx';
import { CaseTable } from './case-table.tsx';
import type { CaseFilter } from './search.ts';
import { t } from './texts.ts';
import { useCases } from './use-cases.ts';
import { useLiveList } from './use-live-list.ts';

interface QueueProps {
  filter: CaseFilter;
  selected: string | undefined;
  onSelect: (id: string) => void;
  empty: string;
  head?: ReactNode;
  /** What matters most in this queue, before the rest of the case. */
  lead: (view: CaseView) => ReactNode;
}

const nothing: ReadonlySet<string> = new Set();

/** A list of one kind of case beside its detail: for returned cases, checks and call-backs. */
export function Queue({ filter, selected, onSelect, empty, head, lead }: QueueProps) {
  const list = useCases(filter, undefined);
  const live = useLiveList(filter, list.rows);
  const first = list.rows[0]?.id;
  const current = selected ?? first;
  const latest = useRef(onSelect);
  latest.current = onSelect;
  const here = useHere();
  useEffect(() => {
    if (selected === undefined && first !== undefined && here()) latest.current(first);
  }, [selected, first, here]);
  function step(by: number): void {
    const at = list.rows.findIndex((row) => row.id === current);
    const next = list.rows[Math.max(0, Math.min(list.rows.length - 1, at + by))];
    if (!next) return;
    onSelect(next.id);
    document.getElementById(`row-${next.id}`)?.focus();
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    n: () => void live.load(),
  });
  const ignore = useCallback(() => undefined, []);
  return (
    <div className="queue">
      <div className="queue-left">
        {head}
        <div className="card center-list">
          {live.fresh > 0 && (
            <button type="button" className="new-pill" onClick={() => void live.load()}>
              {t('newCases', { n: live.fresh })}
              <Key>N</Key>
            </button>
          )}
          <CaseTable
            list={list}
            selected={current}
            picked={nothing}
            compact
            onSelect={onSelect}
            onPick={ignore}
            empty={<Nothing title={empty} />}
          />
        </div>
      </div>
      <aside className="card center-detail">
        <CaseDetail id={current} lead={lead} />
      </aside>
    </div>
  );
}
