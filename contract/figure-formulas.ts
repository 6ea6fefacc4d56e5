import type { Measure } from './figure-measures.ts';

/**
 * Every figure with its formula: numerator over denominator, what is left out and counted beside it, where the formula
 * comes from. The screens show this text next to the figure; the server computes by it; a test recounts by hand.
 */
export const families = {
  city: { zh: '城市管理', en: 'City management' },
  hotline: { zh: '12345 热线', en: 'Hotline' },
  grid: { zh: '网格工作', en: 'Grid work' },
} as const;
export type Family = keyof typeof families;

export interface Formula {
  family: Family;
  zh: string;
  en: string;
  numerator: Measure;
  /** Null: a plain number. */
  denominator: Measure | null;
  /** Left out of the rate, with the reason, counted beside it. */
  exclusions: readonly Measure[];
  /** rate: share 0..1; hours: numerator in minutes, shown in hours; count: a number. */
  kind: 'rate' | 'hours' | 'count';
  /** Is more better? Null: neither. */
  better: 'more' | 'less' | null;
  source: { zh: string; en: string };
  note: { zh: string; en: string };
}

const jinhua = {
  zh: '金华城管绩效：按期结案数 ÷（应结案数 − 缓办数）',
  en: 'Jinhua: closed in time / (due − deferred)',
};
const egova = { zh: '智慧城管统计口径（eGova 指标名）', en: 'Smart city management (names of eGova figures)' };
const hotline = { zh: '接诉即办三率（北京条例）', en: 'The three hotline rates (Beijing regulation)' };
const practice = { zh: '行业通行口径', en: 'Common practice' };
const house = { zh: '本平台口径', en: 'This platform' };

export const formulas = {
  onTime: {
    family: 'city',
    zh: '按期结案率',
    en: 'On-time closing',
    numerator: 'onTime',
    denominator: 'due',
    exclusions: ['dueSuspended', 'dueWaiting', 'dueRejected', 'dueMerged'],
    kind: 'rate',
    better: 'more',
    source: jinhua,
    note: {
      zh: '按总时限到期日归入，今天到期的明天才计。超期未结的一直在分母里。居民说没解决后重办的，以最后一次办完为准。',
      en: 'By the day the total limit ended; today counts tomorrow. Open overdue cases stay in the denominator. After a contest the last time it was done counts.',
    },
  },
  closeRate: {
    family: 'city',
    zh: '结案率',
    en: 'Closing',
    numerator: 'dueClosed',
    denominator: 'due',
    exclusions: ['dueSuspended', 'dueWaiting', 'dueRejected', 'dueMerged'],
    kind: 'rate',
    better: 'more',
    source: jinhua,
    note: {
      zh: '分母与按期结案率相同，不论早晚，结了就算。',
      en: 'Same denominator as on-time closing, early or late.',
    },
  },
  rework: {
    family: 'city',
    zh: '返工率',
    en: 'Rework',
    numerator: 'reworked',
    denominator: 'done',
    exclusions: ['doneVoid'],
    kind: 'rate',
    better: 'less',
    source: jinhua,
    note: {
      zh: '按首次报结日归入、记在首次报结的单位名下，核查不通过一次即算。',
      en: 'By the day it was first declared done, for the unit that did so; one failed check is enough.',
    },
  },
  contested: {
    family: 'city',
    zh: '未认可率',
    en: 'Contested',
    numerator: 'contested',
    denominator: 'done',
    exclusions: ['doneVoid'],
    kind: 'rate',
    better: 'less',
    source: house,
    note: {
      zh: '居民反映“没解决”的，记在首次报结的单位名下，之后别人办好了也不抹去。',
      en: '“Not solved” counts against the first closer, also when another one mends it later.',
    },
  },
  accurateDispatch: {
    family: 'city',
    zh: '准确派遣率',
    en: 'Accurate dispatch',
    numerator: 'accurate',
    denominator: 'dispatched',
    exclusions: ['dispatchUndone'],
    kind: 'rate',
    better: 'more',
    source: egova,
    note: {
      zh: '1 −（被退单或改派的派遣 ÷ 派遣）。按派遣次数计。',
      en: '1 − (sent back or sent on / dispatches), by dispatch.',
    },
  },
  returnRate: {
    family: 'city',
    zh: '退单率',
    en: 'Sent back',
    numerator: 'returned',
    denominator: 'dispatched',
    exclusions: ['dispatchUndone'],
    kind: 'rate',
    better: 'less',
    source: practice,
    note: { zh: '退单次数 ÷ 派遣次数，记在退单的单位名下。', en: 'Returns / dispatches, for the unit that sent back.' },
  },
  meanHandling: {
    family: 'city',
    zh: '平均处置时长',
    en: 'Mean handling time',
    numerator: 'handleMinutes',
    denominator: 'closed',
    exclusions: [],
    kind: 'hours',
    better: 'less',
    source: egova,
    note: {
      zh: '上报到最后一次办完，自然时间（与大屏同），只计已结案的；未结的看按期结案率。',
      en: 'From report to the last time it was done, in plain hours as on the wall; closed cases only.',
    },
  },
  firstTime: {
    family: 'city',
    zh: '一次办结率',
    en: 'Closed the first time',
    numerator: 'closedFirstTime',
    denominator: 'closed',
    exclusions: [],
    kind: 'rate',
    better: 'more',
    source: house,
    note: {
      zh: '没有返工、退单、再办就结案的（与大屏同）。',
      en: 'Without rework, return or re-opening, as on the wall.',
    },
  },
  response: {
    family: 'hotline',
    zh: '响应率',
    en: 'Response',
    numerator: 'responded',
    denominator: 'appeals',
    exclusions: ['responsePending', 'appealsRejected', 'appealsMerged'],
    kind: 'rate',
    better: 'more',
    source: hotline,
    note: {
      zh: '群众诉求（非网格员自行发现）在受理时限内有人处理的。时限未到、尚无人处理的暂不计。',
      en: 'Reports not found by workers that somebody took up before the clock ran out.',
    },
  },
  resolution: {
    family: 'hotline',
    zh: '解决率',
    en: 'Resolution',
    numerator: 'solved',
    denominator: 'answered',
    exclusions: ['unanswered', 'doneVoid'],
    kind: 'rate',
    better: 'more',
    source: hotline,
    note: {
      zh: '居民已答复的诉求中未反映“没解决”的。不答复不算解决，也不算没解决。',
      en: 'Of the reports whose reporter answered: not contested. Silence is neither.',
    },
  },
  satisfaction: {
    family: 'hotline',
    zh: '满意率',
    en: 'Satisfaction',
    numerator: 'satisfied',
    denominator: 'rated',
    exclusions: ['unrated', 'doneVoid'],
    kind: 'rate',
    better: 'more',
    source: hotline,
    note: { zh: '只计“满意”，“基本满意”不算（与大屏同）。', en: '“Satisfied” alone; “fair” is not, as on the wall.' },
  },
  reported: {
    family: 'grid',
    zh: '上报数',
    en: 'Reported',
    numerator: 'reported',
    denominator: null,
    exclusions: [],
    kind: 'count',
    better: null,
    source: practice,
    note: { zh: '全部来件，含后来不予受理和并案的。', en: 'Everything that came in, rejected and merged ones too.' },
  },
  found: {
    family: 'grid',
    zh: '采集数',
    en: 'Found',
    numerator: 'found',
    denominator: null,
    exclusions: [],
    kind: 'count',
    better: null,
    source: practice,
    note: { zh: '网格员主动发现上报的。', en: 'Found and reported by workers.' },
  },
  foundShare: {
    family: 'grid',
    zh: '主动发现率',
    en: 'Found before reported',
    numerator: 'found',
    denominator: 'reported',
    exclusions: [],
    kind: 'rate',
    better: 'more',
    source: house,
    note: {
      zh: '隐性问题被网格员先发现的占比：网格员主动发现 ÷ 全部上报。其余是居民、热线先说的。',
      en: 'Hidden cases: found by workers / all reported. The rest was told by residents first.',
    },
  },
  validReport: {
    family: 'grid',
    zh: '有效率',
    en: 'Valid reports',
    numerator: 'foundValid',
    denominator: 'found',
    exclusions: [],
    kind: 'rate',
    better: 'more',
    source: practice,
    note: { zh: '网格员上报中未作废、未并案的。', en: 'Of what workers found: neither rejected nor merged.' },
  },
  selfHandled: {
    family: 'grid',
    zh: '自行处置率',
    en: 'Settled on the spot',
    numerator: 'selfHandled',
    denominator: 'valid',
    exclusions: ['rejected', 'merged'],
    kind: 'rate',
    better: 'more',
    source: egova,
    note: { zh: '网格员当场办结的 ÷ 有效上报。', en: 'Settled by the worker on the spot / valid reports.' },
  },
} as const satisfies Record<string, Formula>;
export type FigureKey = keyof typeof formulas;
export const figureKeys = Object.keys(formulas) as FigureKey[];
