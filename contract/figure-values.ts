import { type FigureKey, type Formula, formulas } from './figure-formulas.ts';
import { type Basis, measureNames, measures, type Sums } from './figure-measures.ts';
import type { Split } from './figure-questions.ts';

/** 三率综合: share of each rate in the weighted sum; the weights of 准格尔旗 (30, 35, 35). */
export const hotlineWeights = { response: 30, resolution: 35, satisfaction: 35 } as const;

/** Places and units are compared from ten cases on (the same rule as the wall). */
export const leastForRate = 10;
/** Figures about fewer people than this are not shown. */
export const leastPeople = 5;

export interface FigureValue {
  /** Numerator and denominator; a plain number has no denominator. */
  n: number;
  of: number | null;
  /** Share, hours or count; null where the denominator is under ten. */
  value: number | null;
}

export function figureOf(key: FigureKey, sums: Sums): FigureValue {
  const { numerator, denominator, kind }: Formula = formulas[key];
  const n = sums[numerator];
  if (denominator === null) return { n, of: null, value: n };
  const of = sums[denominator];
  if (of < leastForRate) return { n, of, value: null };
  return { n, of, value: kind === 'hours' ? Math.round((n / of / 60) * 10) / 10 : n / of };
}

/** The weighted sum of the three hotline rates, 0..100; null when one of them is. */
export function hotlineScore(sums: Sums): number | null {
  let score = 0;
  for (const [key, weight] of Object.entries(hotlineWeights) as [keyof typeof hotlineWeights, number][]) {
    const { value } = figureOf(key, sums);
    if (value === null) return null;
    score += value * weight;
  }
  return Math.round(score * 10) / 10;
}

/** What only some numbers can be cut by: who declared it done is known of done cases, the hour of reports alone. */
const cutOnly: Partial<Record<Split, Basis>> = { role: 'done', hour: 'report' };
export function isCutBy(key: FigureKey, split: Split): boolean {
  const basis = cutOnly[split];
  return basis === undefined || measures[formulas[key].numerator].basis === basis;
}

/** Formulas and measures that are named by no figure would be counted for nothing. */
export const unusedMeasures = measureNames.filter(
  (name) =>
    !Object.values(formulas as Record<FigureKey, Formula>).some(
      (rule) => rule.numerator === name || rule.denominator === name || rule.exclusions.includes(name),
    ),
);

/** “按期办结 ÷ 应结案” */
export function formulaText(key: FigureKey, language: 'zh' | 'en'): string {
  const { numerator, denominator }: Formula = formulas[key];
  return [numerator, denominator].flatMap((name) => (name ? [measures[name][language]] : [])).join(' ÷ ');
}
