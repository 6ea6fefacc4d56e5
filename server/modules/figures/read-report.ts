import type { QuestionKey, Split } from '#contract/figure-questions';
import type { FigureAnswer, Figures } from '#contract/figures';
import type { Actor } from '#kernel/actor';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { dayOf } from '#modules/insight';
import { answerQuestion } from './answer-question.ts';
import { earlier, plusDays, plusMonths } from './periods.ts';
import { readFigures } from './read-figures.ts';

export interface ReportAsked {
  areaId?: string;
  /** 2026-11 */
  month: string;
  lang?: 'zh-CN' | 'en';
}

export interface ReportData {
  month: string;
  language: 'zh' | 'en';
  /** The month is not over: its figures go up to this day. */
  unfinished: string | null;
  /** By day, with the areas below. */
  whole: Figures;
  /** The twelve months up to this one. */
  year: Figures['trend'];
  units: Figures['split'];
  minors: Figures['split'];
  hours: Figures['split'];
  roles: Figures['split'];
  answers: FigureAnswer[];
}

/** Questions whose answer is of the month; what is overdue now is asked on the screen. */
const told: readonly QuestionKey[] = [
  'grew',
  'late',
  'sentBack',
  'slowest',
  'reworked',
  'contested',
  'dissatisfied',
  'unseen',
  'silent',
];

/** Everything that stands on the paper, by the same questions that the screen asks. */
export async function readReport(services: Services, actor: Actor, asked: ReportAsked): Promise<ReportData> {
  const { areaId, month, lang = 'zh-CN' } = asked;
  const reader: Actor = { ...actor, locale: lang };
  const from = `${month}-01`;
  const today = dayOf(services.clock());
  if (from > today) refuse('figures.month-ahead', { month });
  const last = plusDays(plusMonths(from, 1), -1);
  const to = earlier(last, today);
  const period = { ...(areaId === undefined ? {} : { areaId }), from, to };
  const cut = async (split: Split) => (await readFigures(services, reader, { ...period, split })).split;
  const whole = await readFigures(services, reader, { ...period, grain: 'day', split: 'area' });
  const twelve = await readFigures(services, reader, { ...period, from: plusMonths(from, -11), grain: 'month' });
  const [units, minors, hours, roles] = [await cut('unit'), await cut('minor'), await cut('hour'), await cut('role')];
  const answers: FigureAnswer[] = [];
  // One after the other: a report may wait, the desk's screens should not.
  for (const question of told) answers.push(await answerQuestion(services, reader, question, period));
  return {
    month,
    language: lang === 'en' ? 'en' : 'zh',
    unfinished: to < last ? to : null,
    whole,
    year: twelve.trend,
    units,
    minors,
    hours,
    roles,
    answers,
  };
}
