import type { FigureKey } from './figure-formulas.ts';

export type Split = 'none' | 'area' | 'unit' | 'major' | 'minor' | 'source' | 'hour' | 'role';
/** Which filter of the list of cases a row of a table stands for; areas are filtered by their id. */
export const cellFilter = {
  unit: 'unitId',
  major: 'categoryCode',
  minor: 'categoryCode',
  source: 'source',
  hour: 'hour',
  role: 'role',
} as const;
/** What the row of cases that have none is asked by: without=unit. */
export const emptyCell: Partial<Record<Split, 'unit' | 'category' | 'role'>> = {
  unit: 'unit',
  major: 'category',
  minor: 'category',
  role: 'role',
};
interface Question {
  zh: string;
  en: string;
  /** How the figure is cut, which figure, and which end of it is asked for; null: counted from what is open now. */
  by: { split: Split; figure: FigureKey; order: 'most' | 'least' } | null;
}

/** The twelve questions a leader asks, one click each. */
export const questions = {
  overdue: { zh: '现在哪些超期了，是谁的？', en: 'What is overdue now, and whose is it?', by: null },
  grew: { zh: '哪三类增长最多？', en: 'Which three kinds grew most?', by: null },
  sentBack: {
    zh: '谁退单最多？',
    en: 'Who sends back most?',
    by: { split: 'unit', figure: 'returnRate', order: 'most' },
  },
  contested: {
    zh: '哪里居民不认可最多？',
    en: 'Where are cases contested most?',
    by: { split: 'area', figure: 'contested', order: 'most' },
  },
  silent: { zh: '哪些微网格 14 天没有一件上报？', en: 'Which micro-grids had no report for 14 days?', by: null },
  slowest: {
    zh: '哪些类别办得最慢？',
    en: 'Which kinds take longest?',
    by: { split: 'minor', figure: 'meanHandling', order: 'most' },
  },
  late: {
    zh: '哪些部门按期结案率最低？',
    en: 'Which units are on time least?',
    by: { split: 'unit', figure: 'onTime', order: 'least' },
  },
  reworked: {
    zh: '哪些类别返工最多？',
    en: 'Which kinds need rework most?',
    by: { split: 'minor', figure: 'rework', order: 'most' },
  },
  hours: {
    zh: '群众和网格员几点钟上报最多？',
    en: 'At what hours do reports come in?',
    by: { split: 'hour', figure: 'reported', order: 'most' },
  },
  onHold: { zh: '现在挂账和等补充的有多少，在哪里？', en: 'What is suspended or waiting now, and where?', by: null },
  unseen: {
    zh: '哪里总是居民先发现问题？',
    en: 'Where do residents see it first?',
    by: { split: 'area', figure: 'foundShare', order: 'least' },
  },
  dissatisfied: {
    zh: '哪些类别居民最不满意？',
    en: 'With which kinds are residents least satisfied?',
    by: { split: 'minor', figure: 'satisfaction', order: 'least' },
  },
} as const satisfies Record<string, Question>;
export type QuestionKey = keyof typeof questions;
export const questionKeys = Object.keys(questions) as QuestionKey[];
