import { type Formula, formulas } from '#contract/figure-formulas';
import { noSums, type Sums } from '#contract/figure-measures';
import { type QuestionKey, questions, type Split } from '#contract/figure-questions';
import { figureOf, leastForRate } from '#contract/figure-values';
import type { FigureAnswer } from '#contract/figures';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { type Subtree, subtreeFor } from '#modules/insight';
import { onHoldNow, overdueNow, silentAreas } from './answer-now.ts';
import { exclusionWords, rankingWords } from './answer-words.ts';
import { linkTo } from './case-link.ts';
import { namesOf } from './names.ts';
import { periodBefore } from './periods.ts';
import { askedOf } from './read-figures.ts';
import { type Asked, readSums } from './sums.ts';

export interface Asking {
  tx: Tx;
  actor: Actor;
  area: Subtree;
  asked: Asked;
  at: Date;
}
export type Told = Pick<FigureAnswer, 'zh' | 'en' | 'excludedZh' | 'excludedEn' | 'rows' | 'kind'>;
/** Rows of an answer; the whole table stands on the figures page. */
export const mostRows = 20;

const special: Partial<Record<QuestionKey, (asking: Asking) => Promise<Told>>> = {
  overdue: overdueNow,
  grew: whatGrew,
  silent: silentAreas,
  onHold: onHoldNow,
};

/** One question, answered in words with its rows, each with the way to its cases. */
export function answerQuestion(
  services: Services,
  actor: Actor,
  question: QuestionKey,
  query: { areaId?: string; from?: string; to?: string },
): Promise<FigureAnswer> {
  return inDistrict(services.database.app, scopeOf(actor, 'insight.read'), async (tx) => {
    const at = services.clock();
    const area = await subtreeFor(tx, actor, query.areaId);
    const asked = askedOf(actor, area, query, at);
    const asking = { tx, actor, area, asked, at };
    const told = await (special[question]?.(asking) ?? ranking(asking, question));
    return { question, area: { id: area.id, name: area.name }, period: asked.period, ...told };
  });
}

async function ranking(asking: Asking, question: QuestionKey): Promise<Told> {
  const { tx, actor, area, asked } = asking;
  const { by } = questions[question];
  if (!by) throw new Error(`${question} has no ranking`);
  const split = by.split as Exclude<Split, 'none'>;
  const { numerator, denominator, kind, exclusions }: Formula = formulas[by.figure];
  const only = [numerator, ...(denominator ? [denominator] : []), ...exclusions];
  const sums = await readSums(tx, asked, { split }, only);
  const names = await namesOf(tx, actor, area, split, [...sums.keys()]);
  const sign = by.order === 'most' ? -1 : 1;
  const rows = names
    .map((named) => ({ named, ...figureOf(by.figure, sums.get(named.value) ?? noSums()) }))
    .filter(({ named, value, n }) => named.value !== '' && value !== null && (kind !== 'count' || n > 0))
    .sort((one, two) => sign * ((one.value ?? 0) - (two.value ?? 0)) || two.n - one.n)
    .slice(0, mostRows)
    .map(({ named, n, of, value }) => ({
      name: named.name,
      n,
      of,
      value,
      link: linkTo(asking, numerator, split, named),
    }));
  const all = [...sums.values()].reduce(plus, noSums());
  return { ...rankingWords(asking, question, rows), ...exclusionWords(by.figure, all), rows, kind };
}

export function plus(one: Sums, two: Sums): Sums {
  return Object.fromEntries(Object.entries(one).map(([name, n]) => [name, n + two[name as keyof Sums]])) as Sums;
}

/** Against the period of the same length before; kinds with ten cases now or then. */
async function whatGrew(asking: Asking): Promise<Told> {
  const { tx, actor, area, asked } = asking;
  const then = { ...asked, period: periodBefore(asked.period) };
  const [now, before] = await Promise.all(
    [asked, then].map((one) => readSums(tx, one, { split: 'minor' }, ['reported'])),
  );
  const values = [...new Set([...(now?.keys() ?? []), ...(before?.keys() ?? [])])].filter(Boolean);
  const names = await namesOf(tx, actor, area, 'minor', values);
  const rows = names
    .map((named) => ({
      named,
      n: now?.get(named.value)?.reported ?? 0,
      of: before?.get(named.value)?.reported ?? 0,
    }))
    .filter(({ n, of }) => n > of && n >= leastForRate)
    .sort((one, two) => two.n - two.of - (one.n - one.of))
    .slice(0, 3)
    .map(({ named, n, of }) => ({
      name: named.name,
      n,
      of,
      value: of === 0 ? null : (n - of) / of,
      link: linkTo(asking, 'reported', 'minor', named),
    }));
  const { from, to } = then.period;
  const list = (language: 'zh' | 'en') =>
    rows
      .map(({ name, n, of }) => (language === 'zh' ? `${name}（${of}→${n}）` : `${name} (${of} → ${n})`))
      .join(language === 'zh' ? '、' : ', ');
  return {
    zh:
      rows.length > 0
        ? `与 ${from} 至 ${to} 相比，增长最多的是${list('zh')}。`
        : `与 ${from} 至 ${to} 相比，没有类别增长。`,
    en:
      rows.length > 0
        ? `Against ${from} to ${to}, most grew ${list('en')}.`
        : `Against ${from} to ${to}, no kind grew.`,
    excludedZh: `未分类的和本期不足 ${leastForRate} 件的类别不比较。`,
    excludedEn: `Kinds with fewer than ${leastForRate} cases now, and cases without a kind, are not compared.`,
    rows,
    kind: 'growth',
  };
}
