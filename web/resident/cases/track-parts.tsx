import { pick } from '#web/i18n.ts';
import { CheckIcon, ClockIcon, InfoIcon } from '#web/icons.tsx';
import { last } from '#web/last.ts';
import { Card } from '#web/parts/basics.tsx';
import { BeforeAfter } from '#web/parts/before-after.tsx';
import { PhotoStrip, type Shown } from '#web/parts/photo-viewer.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { Timeline, type TimelineItem } from '#web/parts/timeline.tsx';
import { lang } from '#web/prefs.ts';
import { linesText, stateNameOf, toneOf } from '#web/state.ts';
import { day, full, ms, span } from '#web/time.ts';
import type { Track } from '../device.ts';
import { t } from './texts.ts';
import { groupOf, residentState, stepTitle } from './wording.ts';

type Photo = Track['photos'][number];
type Step = Track['steps'][number];

function shown(photo: Photo): Shown {
  return { ...photo, label: photo.kind === 'after' ? t('photoAfter') : t('photoBefore') };
}

/** The newest "after" beside the first picture that was reported. */
function pairOf(track: Track): { before: Shown; after: Shown } | null {
  const all = [...track.photos, ...track.steps.flatMap((step) => step.photos)];
  const before = all.find((photo) => photo.kind === 'before');
  const after = all.filter((photo) => photo.kind === 'after').sort((a, b) => ms(b.at) - ms(a.at))[0];
  return before && after ? { before: shown(before), after: shown(after) } : null;
}

function handledWell(track: Track): boolean {
  return ['checked', 'closed', 'archived'].includes(track.state);
}

/** From the report to the end of the work; the days in which a resident may look at it are not handling time. */
function took(track: Track): string {
  const done =
    last(track.steps.filter((step) => step.move === 'handle' || step.move === 'settle'))?.at ?? track.closedAt;
  return handledWell(track) && done ? t('took', { time: span(ms(done) - ms(track.reportedAt), lang()) }) : '';
}

/** Why the time limit stands still, and when it goes on by itself. */
function pausedText({ paused }: Track, now: number): string {
  if (!paused) return '';
  const until = paused.until ? day(ms(paused.until), now, lang()) : '';
  return until ? t(`${paused.why}Until`, { time: until }) : t(paused.why);
}

function expectation(track: Track, now: number): string {
  if (track.paused) return pausedText(track, now);
  if (!track.dueAt || groupOf(track.state) !== 'running') return '';
  const due = ms(track.dueAt);
  return due > now ? t('expect', { time: day(due, now, lang()) }) : t('lateNow', { time: span(now - due, lang()) });
}

/** The sentence first: what became of it, in the words of whoever did it. */
export function Outcome({ track, now }: { track: Track; now: number }) {
  const pair = pairOf(track);
  const well = handledWell(track);
  const said = well ? track.result : null;
  const title = said || residentState(track);
  const meta = [t('number', { no: track.no }), took(track), expectation(track, now)].filter(Boolean);
  return (
    <Card className="outcome">
      <div className="outcome-head">
        <span className={well ? 'outcome-mark is-done' : 'outcome-mark'}>
          {well ? (
            <CheckIcon size={30} />
          ) : groupOf(track.state) === 'running' ? (
            <ClockIcon size={30} />
          ) : (
            <InfoIcon size={30} />
          )}
        </span>
        <div>
          <h2>{title}</h2>
          <p className="num">{meta.join(' · ')}</p>
          {title !== stateNameOf(track) && <StatusTag tone={toneOf(track.state)}>{stateNameOf(track)}</StatusTag>}
        </div>
      </div>
      {pair ? <BeforeAfter {...pair} /> : <PhotoStrip photos={track.photos.map(shown)} />}
    </Card>
  );
}

function details(step: Step): string {
  return [
    step.note,
    ...linesText(step.fields),
    step.unitName && step.move !== 'report' ? t('toUnit', { unit: step.unitName }) : '',
    step.until ? t('untilDay', { day: full(ms(step.until)).slice(0, 10) }) : '',
    step.rating ? t('ratedAs', { rating: t(step.rating) }) : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function who(step: Step): string {
  return step.post && step.post !== step.by ? `${step.by} · ${step.post}` : step.by;
}

const byResident: readonly Step['move'][] = ['report', 'answer', 'remark', 'rate', 'contest', 'join'];

export function Record({ track, now }: { track: Track; now: number }) {
  const items = [...track.steps].reverse().map((step): TimelineItem => {
    const text = details(step);
    return {
      key: String(step.seq),
      title: stepTitle(step, track.mine),
      when: day(ms(step.at), now, lang()),
      at: step.at,
      ...(byResident.includes(step.move) ? {} : { who: who(step) }),
      ...(text ? { text } : {}),
      photos: step.photos.map(shown),
    };
  });
  return (
    <Card>
      <h2 className="card-title">{t('record')}</h2>
      <Timeline items={items} done={handledWell(track)} />
    </Card>
  );
}

export function Facts({ track }: { track: Track }) {
  return (
    <Card>
      <dl className="facts">
        <dt>{t('where')}</dt>
        <dd>{[track.address, track.areaName].filter(Boolean).join(' · ')}</dd>
        {track.body && (
          <>
            <dt>{track.mine ? t('you') : pick('上报内容', 'The report')}</dt>
            <dd>{track.body}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}
