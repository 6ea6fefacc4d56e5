import { Link } from '@tanstack/react-router';
import type { LedgerLine } from '#contract/minutes';
import { StatusTag, type Tone } from '#web/parts/tags.tsx';
import { wordsText } from '../shell/case-names.ts';
import { t } from './texts.ts';

export type Line = Omit<LedgerLine, 'meeting'>;
const tones = { open: 'new', filed: 'sent', done: 'done', dropped: 'back' } as const satisfies Record<string, Tone>;

/** How a line stands; of a case its number and state. */
export function LineState({ line }: { line: Line }) {
  const { state, caseId, caseNo, caseStateName, late } = line;
  return (
    <>
      {caseId ? (
        <Link to="/cases/$id" params={{ id: caseId }}>
          {t('state_filed', { no: caseNo ?? '' })}
        </Link>
      ) : (
        <StatusTag tone={tones[state]}>{t(`state_${state as 'open' | 'done' | 'dropped'}`)}</StatusTag>
      )}
      {caseStateName && <div className="muted">{wordsText(caseStateName)}</div>}
      {late && <StatusTag tone="over">{t('lateTag')}</StatusTag>}
    </>
  );
}

export const whoText = ({ responsible, postName }: Line): string => [responsible, postName].filter(Boolean).join(' · ');
