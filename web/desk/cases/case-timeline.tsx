import { useState } from 'react';
import type { CaseView, Step } from '#contract/cases';
import { StatusTag } from '#web/parts/tags.tsx';
import { useLang } from '#web/prefs.ts';
import { linesText } from '#web/state.ts';
import { day, full, ms } from '#web/time.ts';
import { stateNameOf, toneOf, wordsText } from '../shell/case-names.ts';
import { useNow } from '../shell/use-now.ts';
import { moreWords } from './part-words.ts';
import { t } from './texts-detail.ts';

const FEW = 5;

function extras(step: Step): string[] {
  return [
    step.unitName && t('toUnit', { unit: step.unitName }),
    step.areaName && step.move === 'reroute' && t('toArea', { area: step.areaName }),
    step.until && t('untilDay', { day: full(ms(step.until)).slice(0, 10) }),
    step.rating && t(step.rating),
    ...linesText(step.fields),
    step.metres !== null && t('metresAway', { n: step.metres }),
    ...moreWords(step.more),
  ].filter((words): words is string => typeof words === 'string');
}

function OneStep({ step, whole }: { step: Step; whole: boolean }) {
  const now = useNow();
  const lang = useLang();
  const at = ms(step.at);
  const more = extras(step);
  return (
    <li className={step.internal ? 'step step-internal' : 'step'}>
      <time className="num" dateTime={step.at} title={full(at)}>
        {whole ? full(at) : day(at, now, lang)}
      </time>
      <div>
        <p>
          <strong>{step.by}</strong>
          {step.post && <span className="muted"> {step.post}</span>} {wordsText(step.moveName)}
          {more.length > 0 && <span className="muted"> · {more.join(' · ')}</span>}
          {step.internal && <span className="chip">{t('internal')}</span>}
        </p>
        {step.note && <p className="step-note">{step.note}</p>}
        {step.photos.length > 0 && (
          <p className="step-photos">
            {step.photos.map((photo, i) => (
              <a key={photo.id} href={photo.url} target="_blank" rel="noreferrer">
                <img src={photo.thumbUrl} alt={t(photo.kind, { n: i + 1 })} loading="lazy" />
              </a>
            ))}
          </p>
        )}
        {whole && (
          <p className="step-proof">
            <StatusTag tone={toneOf(step.state)}>{stateNameOf(step)}</StatusTag>
            {step.hash && <span className="num muted">{t('hash', { hash: step.hash.slice(0, 16) })}</span>}
          </p>
        )}
      </div>
    </li>
  );
}

/** Newest first in the pane; in order and with proofs on the page of the case. */
export function CaseTimeline({ view, whole = false }: { view: CaseView; whole?: boolean }) {
  const [all, setAll] = useState(false);
  const ordered = whole ? view.steps : view.steps.toReversed();
  const shown = whole || all ? ordered : ordered.slice(0, FEW);
  return (
    <section className="timeline" aria-label={t('timeline')}>
      <h3>{whole ? t('record') : t('timeline')}</h3>
      <ol>
        {shown.map((step) => (
          <OneStep key={step.seq} step={step} whole={whole} />
        ))}
      </ol>
      {!whole && ordered.length > FEW && (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? t('fewSteps') : t('allSteps', { n: ordered.length })}
        </button>
      )}
    </section>
  );
}
