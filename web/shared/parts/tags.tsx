import { lang } from '../prefs.ts';
import { type Ending, remaining } from '../time.ts';
import { t } from './texts.ts';

export type Tone = 'new' | 'sent' | 'doing' | 'check' | 'done' | 'back' | 'over';

const shapes: Record<Tone, React.ReactNode> = {
  new: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
  sent: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  doing: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4Z" fill="currentColor" />
    </>
  ),
  check: <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" fill="currentColor" />,
  done: <path d="m2 6.4 2.8 2.8L10.2 3.2" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  back: <path d="M2 6h8" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
  over: <path d="M6 1 11.5 10.8h-11Z" fill="currentColor" />,
};

/** Shape, words and colour say the same thing, so that none of them is needed alone. */
export function StatusTag({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return (
    <span className={`tag tag-${tone}`}>
      <svg viewBox="0 0 12 12" className="tag-shape" aria-hidden="true">
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}

const numerals = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const;

export function LevelTag({ level }: { level: 1 | 2 | 3 | 4 }) {
  return (
    <span className={`level level-${level}`}>
      <span aria-hidden="true">{numerals[level - 1]}</span>
      <span className="sr-only">{t('level', { n: level })}</span>
    </span>
  );
}

const tones = { calm: 'back', near: 'doing', over: 'over' } as const;

/** What is left, not the date: the absolute time is in its title. */
export function Sla({ ending, now, title }: { ending: Ending; now: number; title?: string }) {
  const left = remaining(ending, now, lang());
  return (
    <span className={`tag sla tag-${tones[left.state]}`} title={title}>
      <span className="num">{left.text}</span>
    </span>
  );
}
