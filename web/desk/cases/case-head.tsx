import { Link } from '@tanstack/react-router';
import type { CaseView } from '#contract/cases';
import { type Stage, states } from '#contract/lifecycle';
import { CopyIcon, PinIcon, ScreenIcon } from '#web/icons.tsx';
import { LevelTag, StatusTag } from '#web/parts/tags.tsx';
import { useLang } from '#web/prefs.ts';
import { ago, clock, full, ms } from '#web/time.ts';
import { sourceText, stages, stageText, stateNameOf, toneOf } from '../shell/case-names.ts';
import { say } from '../shell/toast.ts';
import { useNow } from '../shell/use-now.ts';
import { t as list } from './texts.ts';
import { t } from './texts-detail.ts';

/** When a stage was first entered, for the clock under its dot. */
function enteredAt(view: CaseView, stage: Stage): number | null {
  const step = view.steps.find((one) => states[one.state].stage === stage);
  if (stage === 'report') return ms(view.reportedAt);
  return step ? ms(step.at) : null;
}

type Look = 'past' | 'now' | 'next';

/** The clock under a dot: "in progress" for the present stage, else when it was entered. */
function timeUnder(look: Look, index: number, at: number | null): string {
  if (look === 'now' && index > 0) return t('now');
  return at === null ? '' : clock(at);
}

function OneStage({ stage, index, look, at }: { stage: Stage; index: number; look: Look; at: number | null }) {
  const spoken = { past: t('done'), now: '', next: t('pending') };
  return (
    <li className={`six-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
      <span className="six-dot" aria-hidden="true" />
      <span className="six-name">{stageText(stage)}</span>
      <span className="six-time num" title={at === null ? undefined : full(at)}>
        {timeUnder(look, index, at)}
      </span>
      <span className="sr-only">{spoken[look]}</span>
    </li>
  );
}

function SixSteps({ view }: { view: CaseView }) {
  const present = stages.indexOf(states[view.state].stage);
  const lookOf = (index: number): Look => (index < present ? 'past' : index === present ? 'now' : 'next');
  return (
    <ol className="six" aria-label={t('steps')}>
      {stages.map((stage, index) => (
        <OneStage
          key={stage}
          stage={stage}
          index={index}
          look={lookOf(index)}
          at={index <= present ? enteredAt(view, stage) : null}
        />
      ))}
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
        <StatusTag tone={toneOf(view.state)}>{stateNameOf(view)}</StatusTag>
        <PinIcon size={16} />
        <span>{view.areaName}</span>
        {view.meToo > 0 && <span className="chip">{list('meToo', { n: view.meToo })}</span>}
        {view.returns > 0 && <span className="chip chip-warn">{list('returnedTimes', { n: view.returns })}</span>}
        {view.reopens > 0 && <span className="chip chip-warn">{list('reopenedTimes', { n: view.reopens })}</span>}
      </div>
      <SixSteps view={view} />
    </header>
  );
}
