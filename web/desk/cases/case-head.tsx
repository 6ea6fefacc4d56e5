import { Link } from '@tanstack/react-router';
import type { CaseView } from '#contract/cases';
import { type Stage, states } from '#contract/lifecycle';
import { CopyIcon, PinIcon, ScreenIcon } from '#web/icons.tsx';
import { LevelTag, StatusTag } from '#web/parts/tags.tsx';
import { useLang } from '#web/prefs.ts';
import { ago, clock, full, ms } from '#web/time.ts';
import { sourceText, stages, stageText, stateText, toneOf } from '../shell/case-names.ts';
import { say } from '../shell/toast.ts';
import { useNow } from '../shell/use-now.ts';
import { Due } from './due.tsx';
import { t as list } from './texts.ts';
import { t } from './texts-detail.ts';

/** When a stage was first entered, for the clock under its dot. */
function enteredAt(view: CaseView, stage: Stage): number | null {
  const step = view.steps.find((one) => states[one.state].stage === stage);
  if (stage === 'report') return ms(view.reportedAt);
  return step ? ms(step.at) : null;
}

function SixSteps({ view }: { view: CaseView }) {
  const present = stages.indexOf(states[view.state].stage);
  return (
    <ol className="six" aria-label={t('steps')}>
      {stages.map((stage, index) => {
        const at = index <= present ? enteredAt(view, stage) : null;
        const look = index < present ? 'past' : index === present ? 'now' : 'next';
        return (
          <li key={stage} className={`six-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
            <span className="six-dot" aria-hidden="true" />
            <span className="six-name">{stageText(stage)}</span>
            <span className="six-time num" title={at ? full(at) : undefined}>
              {look === 'now' && index > 0 ? t('now') : at ? clock(at) : ''}
            </span>
            <span className="sr-only">{look === 'past' ? t('done') : look === 'next' ? t('pending') : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}

async function copy(no: string): Promise<void> {
  await navigator.clipboard.writeText(no);
  say(t('copied', { no }));
}

export function CaseHead({ view, page }: { view: CaseView; page?: boolean }) {
  const now = useNow();
  const lang = useLang();
  return (
    <header className="case-head">
      <div className="case-line">
        <span className="num">{view.no}</span>
        <button
          type="button"
          className="icon-link no-print"
          aria-label={t('copyNo', { no: view.no })}
          onClick={() => void copy(view.no)}
        >
          <CopyIcon size={15} />
        </button>
        <span>· {sourceText(view.source)} ·</span>
        <span className="num" title={full(ms(view.reportedAt))}>
          {ago(ms(view.reportedAt), now, lang)}
        </span>
        <span className="grow" />
        {!page && (
          <Link to="/cases/$id" params={{ id: view.id }} className="icon-link" aria-label={t('fullPage')}>
            <ScreenIcon size={17} />
          </Link>
        )}
        {view.level && <LevelTag level={view.level as 1 | 2 | 3 | 4} />}
      </div>
      <h2 className="case-title">{view.title}</h2>
      <div className="case-line case-tags">
        <StatusTag tone={toneOf(view.state)}>{stateText(view.state)}</StatusTag>
        <PinIcon size={16} />
        <span>{view.areaName}</span>
        {view.meToo > 0 && <span className="chip">{list('meToo', { n: view.meToo })}</span>}
        {view.returns > 0 && <span className="chip chip-warn">{list('returnedTimes', { n: view.returns })}</span>}
        {view.reopens > 0 && <span className="chip chip-warn">{list('reopenedTimes', { n: view.reopens })}</span>}
        <span className="grow" />
        <Due row={view} />
      </div>
      <SixSteps view={view} />
    </header>
  );
}
