/**
 * What is counted, each a whole number per case (or per dispatch), on one day. Sums over days, areas and units are sums of
 * these numbers, so they add; rates are made from the sums (figure-formulas.ts). The conditions in SQL stand in
 * server/modules/figures/measures.ts, one for each name here.
 *
 * | basis | the day a case counts on | the unit it counts for |
 * |---|---|---|
 * | report | the day it was reported | the unit that has it now |
 * | due | the day its total limit ended; only days that are over | the unit that has it now |
 * | done | the day it was first declared done (settle or handle) | the unit of whoever did that: the first closer |
 * | closed | the day it was closed | the unit that has it now |
 * | dispatch | the day of the dispatch; one for each dispatch | the unit it was sent to |
 */
export type Basis = 'report' | 'due' | 'done' | 'closed' | 'dispatch';
interface MeasureText {
  basis: Basis;
  zh: string;
  en: string;
}

export const measures = {
  reported: { basis: 'report', zh: '上报', en: 'reported' },
  valid: { basis: 'report', zh: '有效（未作废、未并案）', en: 'valid (neither rejected nor merged)' },
  rejected: { basis: 'report', zh: '不予受理', en: 'rejected' },
  merged: { basis: 'report', zh: '并案', en: 'merged' },
  selfHandled: { basis: 'report', zh: '当场办结', en: 'settled on the spot' },
  found: { basis: 'report', zh: '网格员主动发现', en: 'found by workers' },
  foundValid: { basis: 'report', zh: '主动发现且有效', en: 'found by workers and valid' },
  foundSelfHandled: { basis: 'report', zh: '主动发现并当场办结', en: 'found by workers and settled on the spot' },
  appeals: { basis: 'report', zh: '群众诉求（已响应或已超时）', en: "residents' reports answered or timed out" },
  responded: { basis: 'report', zh: '限时内响应', en: 'answered in time' },
  responsePending: { basis: 'report', zh: '响应时限未到', en: 'still within the time to answer' },
  appealsRejected: { basis: 'report', zh: '诉求不予受理', en: 'rejected' },
  appealsMerged: { basis: 'report', zh: '诉求已并案', en: 'merged' },
  due: { basis: 'due', zh: '应结案', en: 'due' },
  onTime: { basis: 'due', zh: '按期办结', en: 'done on time' },
  dueClosed: { basis: 'due', zh: '已结案', en: 'closed' },
  dueOpenLate: { basis: 'due', zh: '超期仍未办结', en: 'past the limit and not done yet' },
  dueSuspended: { basis: 'due', zh: '挂账（缓办）', en: 'suspended (deferred)' },
  dueWaiting: { basis: 'due', zh: '待居民补充', en: 'waiting for the reporter' },
  dueRejected: { basis: 'due', zh: '不予受理（作废）', en: 'rejected (void)' },
  dueMerged: { basis: 'due', zh: '并案', en: 'merged' },
  done: { basis: 'done', zh: '首次报结', en: 'first declared done' },
  doneVoid: { basis: 'done', zh: '报结后作废或并案', en: 'rejected or merged after that' },
  reworked: { basis: 'done', zh: '返工', en: 'sent back for rework' },
  contested: { basis: 'done', zh: '居民反映没解决', en: 'contested by the resident' },
  answered: { basis: 'done', zh: '居民已答复（评价或反映没解决）', en: 'answered by the resident' },
  solved: { basis: 'done', zh: '居民认可已解决', en: 'solved, says the resident' },
  unanswered: { basis: 'done', zh: '居民未答复', en: 'not answered by the resident' },
  rated: { basis: 'done', zh: '居民已评价', en: 'rated' },
  satisfied: { basis: 'done', zh: '满意', en: 'satisfied' },
  unrated: { basis: 'done', zh: '居民未评价', en: 'not rated' },
  closed: { basis: 'closed', zh: '结案', en: 'closed' },
  closedFirstTime: { basis: 'closed', zh: '一次办结', en: 'closed the first time' },
  handleMinutes: { basis: 'closed', zh: '处置总时长（分钟）', en: 'minutes from report to done' },
  dispatched: { basis: 'dispatch', zh: '派遣', en: 'dispatches' },
  accurate: { basis: 'dispatch', zh: '派遣准确', en: 'dispatched right' },
  returned: { basis: 'dispatch', zh: '退单', en: 'sent back' },
  redirected: { basis: 'dispatch', zh: '改派', en: 'sent on to another unit' },
  dispatchUndone: { basis: 'dispatch', zh: '十秒内撤销', en: 'taken back within ten seconds' },
} as const satisfies Record<string, MeasureText>;
export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];
export type Sums = Record<Measure, number>;

export function noSums(): Sums {
  return Object.fromEntries(measureNames.map((name) => [name, 0])) as Sums;
}
