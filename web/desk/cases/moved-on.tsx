import type { Move } from '#contract/lifecycle';
import { useLang } from '#web/prefs.ts';
import { day, ms } from '#web/time.ts';
import { moveText, wordsText } from '../shell/case-names.ts';
import { useNow } from '../shell/use-now.ts';
import { t } from './texts-detail.ts';
import type { MovedOn } from './use-move.ts';

/** Somebody else was faster: what they did, and that nothing typed is lost. */
export function MovedOnNews({ news, possible, move }: { news: MovedOn; possible: boolean; move: Move }) {
  const lang = useLang();
  const now = useNow();
  return (
    <div className="moved-on" role="alert">
      <p>
        <strong>{t('movedOn', { state: news.state })}</strong>
      </p>
      <ul>
        {news.steps.map((step) => (
          <li key={step.seq}>
            {t('movedOnStep', { at: day(ms(step.at), now, lang), by: step.by, move: wordsText(step.moveName) })}
            {step.note && <q>{step.note}</q>}
          </li>
        ))}
      </ul>
      <p>{possible ? t('movedOnKept') : t('notNow', { move: moveText(move) })}</p>
    </div>
  );
}
