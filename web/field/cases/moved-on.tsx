import { useState } from 'react';
import { InfoIcon } from '#web/icons.tsx';
import { Button } from '#web/parts/basics.tsx';
import { toast } from '#web/parts/toast.tsx';
import { lang } from '#web/prefs.ts';
import { stateNameOf } from '#web/state.ts';
import { day, ms } from '#web/time.ts';
import type { CaseView, Move } from './commands.ts';
import { t } from './texts-moves.ts';
import { actionText, stepText } from './wording.ts';

/** The number of steps that this form has seen at its opening. */
export function useSeen(view: CaseView): number {
  const [seen] = useState(view.seq);
  return seen;
}

interface MovedOnProps {
  view: CaseView;
  seen: number;
  move: Move;
  /** What was typed, to take along when it can no longer be sent. */
  note: string;
}

/** What happened while one was writing: shown before anything more is sent; what was typed stays. */
export function MovedOn({ view, seen, move, note }: MovedOnProps) {
  const news = view.steps.filter((step) => step.seq > seen);
  const possible = view.abilities.includes(move);
  if (news.length === 0 && possible) return null;
  return (
    <div className="moved-on" role="alert">
      <InfoIcon size={22} />
      <div>
        <b>{t('news')}</b>
        <ul>
          {news.map((step) => (
            <li key={step.seq}>
              {stepText(step)} · {step.by} · <span className="num">{day(ms(step.at), Date.now(), lang())}</span>
              {step.note && <small>{step.note}</small>}
            </li>
          ))}
        </ul>
        <p>
          {stateNameOf(view)}。{possible ? t('newsKept') : t('gone', { move: actionText(view, move) })}
        </p>
        {!possible && note && (
          <Button look="soft" onClick={() => void navigator.clipboard?.writeText(note).then(() => toast(t('copied')))}>
            {t('copy')}
          </Button>
        )}
      </div>
    </div>
  );
}
