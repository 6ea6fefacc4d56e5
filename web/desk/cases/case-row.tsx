import { memo } from 'react';
import type { CaseRow } from '#contract/cases';
import { LevelTag, StatusTag } from '#web/parts/tags.tsx';
import { useLang } from '#web/prefs.ts';
import { ago, full, ms } from '#web/time.ts';
import { sourceText, stateNameOf, toneOf } from '../shell/case-names.ts';
import { useNow } from '../shell/use-now.ts';
import { Due } from './due.tsx';
import { t } from './texts.ts';

export interface RowProps {
  row: CaseRow;
  selected: boolean;
  picked: boolean;
  compact: boolean;
  /** Only one row is in the order of Tab; J, K and the arrows move between them. */
  tabbable: boolean;
  onSelect: (id: string) => void;
  onPick: (id: string) => void;
}

function Meta({ row }: { row: CaseRow }) {
  const parts = [
    row.no,
    row.categoryName,
    row.meToo > 0 && t('meToo', { n: row.meToo }),
    row.returns > 0 && t('returnedTimes', { n: row.returns }),
    row.reopens > 0 && t('reopenedTimes', { n: row.reopens }),
  ].filter(Boolean);
  return <span className="row-meta num">{parts.join(' · ')}</span>;
}

function Source({ row }: { row: CaseRow }) {
  const now = useNow();
  const lang = useLang();
  const at = ms(row.reportedAt);
  return (
    <td className="col-source">
      <span>{sourceText(row.source)}</span>
      <span className="row-meta num" title={full(at)}>
        {ago(at, now, lang)}
      </span>
    </td>
  );
}

/** "雅居社区第2网格·第4微网格": the micro-grid below its grid. */
function Area({ name }: { name: string }) {
  const [grid, micro] = name.split('·');
  return (
    <td className="col-area" title={name}>
      <span className="row-line">{grid}</span>
      {micro && <span className="row-meta">{micro}</span>}
    </td>
  );
}

function OneRow({ row, selected, picked, compact, tabbable, onSelect, onPick }: RowProps) {
  return (
    <tr
      id={`row-${row.id}`}
      aria-selected={selected}
      tabIndex={tabbable ? 0 : -1}
      className={[selected && 'row-on', picked && 'row-picked'].filter(Boolean).join(' ')}
      onClick={(event) => (event.ctrlKey || event.metaKey ? onPick(row.id) : onSelect(row.id))}
    >
      <td className="col-level">
        {picked ? (
          <span className="row-check" role="img" aria-label={t('selected')}>
            ✓
          </span>
        ) : row.level ? (
          <LevelTag level={row.level as 1 | 2 | 3 | 4} />
        ) : (
          <span className="muted">
            <span aria-hidden="true">·</span>
            <span className="sr-only">{t('noLevel')}</span>
          </span>
        )}
      </td>
      <td className="col-title">
        <span className="row-title" title={row.title}>
          {row.title}
        </span>
        <Meta row={row} />
      </td>
      <Area name={row.areaName} />
      {!compact && <Source row={row} />}
      <td className="col-due">
        <Due row={row} />
      </td>
      <td className="col-state">
        <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
      </td>
      {!compact && (
        <td className="col-unit" title={row.unitName ?? row.ownerName ?? ''}>
          {row.unitName ?? row.ownerName ?? '—'}
        </td>
      )}
    </tr>
  );
}

export const CaseTableRow = memo(OneRow);
