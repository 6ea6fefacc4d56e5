import { type FigureKey, type Formula, formulas } from '#contract/figure-formulas';
import { measures, type Sums } from '#contract/figure-measures';
import { type QuestionKey, questions } from '#contract/figure-questions';
import { type FigureValue, formulaText, leastForRate } from '#contract/figure-values';
import type { Period } from './periods.ts';

export function valueText(kind: Formula['kind'], { value, n, of }: FigureValue, language: 'zh' | 'en'): string {
  if (value === null) return '—';
  if (kind === 'count') return language === 'zh' ? `${n} 件` : `${n}`;
  if (kind === 'hours') return language === 'zh' ? `${value} 小时` : `${value} h`;
  return `${(value * 100).toFixed(1)}%${language === 'zh' ? `（${n}/${of}）` : ` (${n}/${of})`}`;
}

type Ranked = FigureValue & { name: string };

/** “2026-11-01 至 2026-11-30，二七区退单率最高的是……” */
export function rankingWords(
  { area, asked: { period } }: { area: { name: string }; asked: { period: Period } },
  question: QuestionKey,
  rows: readonly Ranked[],
): { zh: string; en: string } {
  const { by } = questions[question];
  if (!by) throw new Error(`${question} has no ranking`);
  const { kind, zh, en }: Formula = formulas[by.figure];
  const head = {
    zh: `${period.from} 至 ${period.to}，${area.name}`,
    en: `${period.from} to ${period.to}, ${area.name}: `,
  };
  if (rows.length === 0)
    return {
      zh: `${head.zh}没有满 ${leastForRate} 件可比的。`,
      en: `${head.en}nothing with ${leastForRate} cases to compare.`,
    };
  const list = (language: 'zh' | 'en') =>
    rows
      .slice(0, 3)
      .map((row) => `${row.name} ${valueText(kind, row, language)}`)
      .join(language === 'zh' ? '、' : ', ');
  const end = { zh: by.order === 'most' ? '最高' : '最低', en: by.order === 'most' ? 'highest' : 'lowest' };
  return {
    zh: `${head.zh}${zh}${end.zh}的是：${list('zh')}。`,
    en: `${head.en}${en.toLowerCase()} is ${end.en} for ${list('en')}.`,
  };
}

/** What a figure leaves out and how much: “挂账（缓办） 3、并案 2”. */
export function leftOut(key: FigureKey, counted: Sums, language: 'zh' | 'en'): string {
  const { exclusions }: Formula = formulas[key];
  if (exclusions.length === 0) return '—';
  const left = exclusions.filter((name) => counted[name] > 0);
  if (left.length === 0) return language === 'zh' ? '没有剔除' : 'Nothing left out';
  return left.map((name) => `${measures[name][language]} ${counted[name]}`).join(language === 'zh' ? '、' : ', ');
}

const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`;

/** Against another period: rates by percentage points, hours by hours, counts by their share. */
export function differenceText(key: FigureKey, now: FigureValue, then: FigureValue, language: 'zh' | 'en'): string {
  const { kind } = formulas[key];
  if (now.value === null || then.value === null || (kind === 'count' && then.value === 0)) return '—';
  const more = now.value - then.value;
  if (kind === 'count') return `${signed((more / then.value) * 100)}%`;
  if (kind === 'hours') return `${signed(more)}${language === 'zh' ? ' 小时' : ' h'}`;
  return `${signed(more * 100)}${language === 'zh' ? ' 个百分点' : ' points'}`;
}

/** What the rate leaves out, counted. */
export function exclusionWords(figure: FigureKey, sums: Sums): { excludedZh: string; excludedEn: string } {
  const { exclusions, denominator }: Formula = formulas[figure];
  const least = {
    zh: denominator ? `不足 ${leastForRate} 件的不比较。` : '',
    en: denominator ? ` Fewer than ${leastForRate} cases are not compared.` : '',
  };
  const left = exclusions.filter((name) => sums[name] > 0);
  const list = (language: 'zh' | 'en') =>
    left.map((name) => `${measures[name][language]} ${sums[name]}`).join(language === 'zh' ? '、' : ', ');
  return {
    excludedZh: `口径：${formulaText(figure, 'zh')}。${left.length > 0 ? `未计入：${list('zh')}。` : '没有剔除。'}${least.zh}`,
    excludedEn: `${formulaText(figure, 'en')}. ${left.length > 0 ? `Left out: ${list('en')}.` : 'Nothing left out.'}${least.en}`,
  };
}
