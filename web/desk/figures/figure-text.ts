import { type FigureKey, type Formula, formulas } from '#contract/figure-formulas';
import { type Measure, measures } from '#contract/figure-measures';
import { type FigureValue, formulaText } from '#contract/figure-values';
import { pick } from '#web/i18n.ts';
import { lang } from '#web/prefs.ts';
import { t } from './texts.ts';

const number = (value: number, digits = 0) =>
  value.toLocaleString(lang(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function nameOf(key: FigureKey): string {
  return pick(formulas[key].zh, formulas[key].en);
}

export function measureText(measure: Measure): string {
  return pick(measures[measure].zh, measures[measure].en);
}

/** Dispatches are counted by the time, the rest by the case. */
export function countText(measure: Measure, n: number): string {
  return measures[measure].basis === 'dispatch' ? t('times', { n: number(n) }) : t('cases', { n: number(n) });
}

export function valueText(key: FigureKey, value: number | null): string {
  if (value === null) return '—';
  const { kind }: Formula = formulas[key];
  if (kind === 'rate') return `${number(value * 100, 1)}%`;
  return kind === 'hours' ? t('hours', { n: number(value, 1) }) : number(value);
}

export function formulaOf(key: FigureKey): string {
  return formulaText(key, lang() === 'en' ? 'en' : 'zh');
}

export interface Difference {
  text: string;
  /** good or bad by what the formula says is better; same where it says neither or nothing changed. */
  tone: 'good' | 'bad' | 'same';
}

/** Rates by percentage points, hours by hours, counts by their share; null where one of the two has too few cases. */
export function differenceOf(key: FigureKey, now: FigureValue, then: FigureValue): Difference | null {
  const { kind, better }: Formula = formulas[key];
  if (now.value === null || then.value === null) return null;
  const more = now.value - then.value;
  if (kind === 'count' && then.value === 0) return null;
  const text = {
    rate: () => t('points', { n: signed(more * 100, 1) }),
    hours: () => t('hours', { n: signed(more, 1) }),
    count: () => `${signed((more / (then.value ?? 1)) * 100, 1)}%`,
  }[kind]();
  // What is shown as 0.0 is no change.
  const isSame = better === null || !/[1-9]/.test(text);
  const tone = isSame ? 'same' : more > 0 === (better === 'more') ? 'good' : 'bad';
  return { text, tone };
}

/** The weighted sum of the hotline, in its own points: more is better. */
export function scoreDifference(now: number | null, then: number | null): Difference | null {
  if (now === null || then === null) return null;
  return { text: signed(now - then, 1), tone: now === then ? 'same' : now > then ? 'good' : 'bad' };
}

function signed(value: number, digits: number): string {
  const text = number(Math.abs(value), digits);
  if (Number(text) === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}
