import './due.css';
import type { CaseRow } from '#contract/cases';
import { states } from '#contract/lifecycle';
import { useLang } from '#web/prefs.ts';
import { full, ms, span } from '#web/time.ts';
import { useNow } from '../shell/use-now.ts';
import { t } from './texts.ts';

export interface DueState {
  text: string;
  title: string;
  /** 0..1 of the clock that has run. */
  share: number;
  tone: 'calm' | 'near' | 'over' | 'none';
}

type Timed = Pick<CaseRow, 'dueAt' | 'nearAt' | 'longAt' | 'stateSince' | 'state'>;

export function useDue(row: Timed): DueState {
  const now = useNow();
  const lang = useLang();
  const kind = states[row.state].kind;
  if (!row.dueAt || kind === 'closed' || kind === 'void')
    return { text: t('noClock'), title: '', share: 0, tone: 'none' };
  const due = ms(row.dueAt);
  const since = ms(row.stateSince);
  const title = t('dueAt', { at: full(due) });
  const isLong = row.longAt !== null && now > ms(row.longAt);
  if (now > due)
    return { text: t(isLong ? 'overLong' : 'over', { span: span(now - due, lang) }), title, share: 1, tone: 'over' };
  const share = Math.min(1, Math.max(0.02, (now - since) / Math.max(1, due - since)));
  return { text: span(due - now, lang), title, share, tone: row.nearAt && now >= ms(row.nearAt) ? 'near' : 'calm' };
}

/** Time left in words over a bar of the time used; the absolute end is in the title. */
export function Due({ row }: { row: Timed }) {
  const due = useDue(row);
  return (
    <span className={`due due-${due.tone}`} title={due.title}>
      <span className="num">{due.text}</span>
      {due.tone !== 'none' && (
        <span className="due-bar" aria-hidden="true">
          <span style={{ width: `${due.share * 100}%` }} />
        </span>
      )}
    </span>
  );
}
