import type { RefusalText } from './refusal-text.ts';

/** What those who ask for figures are refused. */
export const figureRefusals = {
  'figures.no-such-day': {
    status: 400,
    zh: '没有 {day} 这一天，请重新选择日期。',
    en: 'There is no day {day}. Please choose another.',
  },
  'figures.period-backwards': {
    status: 400,
    zh: '开始日期 {from} 晚于结束日期 {to}，请对调。',
    en: 'The period begins on {from}, after its end {to}. Please swap the two.',
  },
  'figures.period-too-long': {
    status: 400,
    zh: '一次最多统计 {days} 天，请缩短时间。',
    en: 'At most {days} days can be counted at once. Please choose a shorter period.',
  },
  'figures.too-many-pieces': {
    status: 400,
    zh: '分段超过 {most} 段，请改按周、月或季度。',
    en: 'More than {most} pieces. Please cut by week, month or quarter.',
  },
  'figures.month-ahead': {
    status: 400,
    zh: '{month} 还没有到，月报请选本月或以前的月份。',
    en: '{month} has not come yet. Please choose this month or an earlier one.',
  },
  'figures.too-few-people': {
    status: 403,
    zh: '涉及不足五人的岗位，不提供明细。',
    en: 'This is about fewer than five people and is not shown.',
  },
} as const satisfies Record<string, RefusalText>;
