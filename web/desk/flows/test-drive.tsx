import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { FlowDocument } from '#contract/flow-document';
import {
  clockAction,
  type FlowPlace,
  isFinal,
  placeAfter,
  type ReadyAction,
  readyFlow,
  stateOf,
} from '#contract/flow-walk';
import { labelText } from '#web/i18n.ts';
import { wordsText } from '../shell/case-names.ts';
import { Diagram } from './diagram.tsx';
import { byText, clockText, engineMove, ownerText, targetText } from './flow-words.ts';
import { t } from './texts.ts';

interface Step {
  text: string;
  place: FlowPlace;
}

/** A made-up case goes through the document in the browser: who may do what, where it leads, what the resident reads. */
export function TestDrive({ document }: { document: FlowDocument }) {
  const flow = useMemo(() => readyFlow(document, 0), [document]);
  const begin: Step = {
    text: wordsText(flow.start.name),
    place: { state: flow.start.code, origin: null, handler: null },
  };
  const [steps, setSteps] = useState<readonly Step[]>([begin]);
  const place = steps.at(-1)?.place ?? begin.place;
  const state = stateOf(flow, place.state);
  const onClock = clockAction(flow, place.state);
  const offered = flow.actions.filter(({ from, by }) => by !== 'system' && from.has(place.state));
  function go(action: ReadyAction): void {
    const next = placeAfter(flow, place, action);
    const name = action.by === 'system' ? engineMove(action.does) : wordsText(action.name);
    setSteps([...steps, { text: `${name} → ${wordsText(stateOf(flow, next.state).name)}`, place: next }]);
  }
  return (
    <div className="flow-side-by-side">
      <div>
        <p className="muted">{t('driveHint')}</p>
        <h3>{t('nowIn', { state: wordsText(state.name) })}</h3>
        <p>{t('residentReads', { words: wordsText(state.resident) })}</p>
        <p className="muted">
          {labelText(t('owner'), ownerText(state.owner))} · {labelText(t('clock'), clockText(state.clock))}
        </p>
        <section className="flow-drive" aria-label={t('actions')}>
          {offered.map((action) => (
            <Button key={action.code} size="small" title={`${t('who')} ${byText(action)}`} onClick={() => go(action)}>
              {wordsText(action.name)} → {targetText(document, action.to)}
            </Button>
          ))}
          {onClock && (
            <Button size="small" type="dashed" onClick={() => go(onClock)}>
              {t('timeOut', { what: engineMove(onClock.does) })}
            </Button>
          )}
        </section>
        {isFinal(state) && <p>{t('ended')}</p>}
        <div className="flow-buttons">
          <Button size="small" disabled={steps.length === 1} onClick={() => setSteps(steps.slice(0, -1))}>
            {t('stepBack')}
          </Button>
          <Button size="small" onClick={() => setSteps([begin])}>
            {t('restart')}
          </Button>
        </div>
        <ol className="flow-log" aria-live="polite">
          {steps.map(({ text }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows or is cut at its end.
            <li key={n}>{text}</li>
          ))}
        </ol>
      </div>
      <Diagram document={document} chosen={place.state} onChoose={() => undefined} />
    </div>
  );
}
