import { partStates } from './lifecycle-part-states.ts';

/**
 * The one life cycle of this release, as data. The server refuses by it, answers carry the legal moves, the diagram in
 * docs/ is generated from it, and the fronts name states and moves from it. Times are minutes on the plain clock; the
 * working calendar comes with the flow engine.
 */
export const stages = ['report', 'triage', 'dispatch', 'handle', 'check', 'archive'] as const;
export type Stage = (typeof stages)[number];

/** Who is accountable in a state: the rule that finds the owner post (server/modules/cases/owner.ts). */
export type OwnerRule = 'worker' | 'level' | 'operator' | 'unit' | 'checker' | 'reviewer' | 'kept' | 'none';
/** What a state counts as in every figure, whatever its local name. */
export type StateKind = 'open' | 'waiting' | 'closed' | 'void';

export interface StateRule {
  zh: string;
  en: string;
  stage: Stage;
  kind: StateKind;
  owner: OwnerRule;
  /** Minutes until `onClock`; 'limit' = the category's time limit; 'until' = the date given by the move; null = final. */
  clock: number | 'limit' | 'until' | null;
  /** The system move at the end of the clock. */
  onClock: SystemMove | null;
  /** What the resident reads. */
  resident: { zh: string; en: string };
}

const hour = 60;
const day = 24 * hour;

export const states = {
  reported: {
    zh: '待受理',
    en: 'Reported',
    stage: 'report',
    kind: 'open',
    owner: 'worker',
    clock: 2 * hour,
    onClock: 'escalate',
    resident: { zh: '已收到，等微网格员受理', en: 'Received, waiting for your micro-grid worker' },
  },
  accepted: {
    zh: '已受理',
    en: 'Accepted',
    stage: 'triage',
    kind: 'open',
    owner: 'worker',
    clock: 4 * hour,
    onClock: 'escalate',
    resident: { zh: '微网格员已受理', en: 'Accepted by your micro-grid worker' },
  },
  onSite: {
    zh: '现场处置',
    en: 'On site',
    stage: 'handle',
    kind: 'open',
    owner: 'worker',
    clock: 'limit',
    onClock: 'escalate',
    resident: { zh: '微网格员正在现场处置', en: 'Your micro-grid worker is handling it on site' },
  },
  whistled: {
    zh: '已吹哨',
    en: 'Whistled up',
    stage: 'triage',
    kind: 'open',
    owner: 'level',
    clock: hour,
    onClock: 'escalate',
    resident: { zh: '已上报上一级协调', en: 'Passed up for coordination' },
  },
  dispatched: {
    zh: '已派遣',
    en: 'Dispatched',
    stage: 'dispatch',
    kind: 'open',
    owner: 'unit',
    clock: 2 * hour,
    onClock: 'remind',
    resident: { zh: '已派给责任部门', en: 'Sent to the responsible department' },
  },
  acknowledged: {
    zh: '已签收',
    en: 'Acknowledged',
    stage: 'dispatch',
    kind: 'open',
    owner: 'unit',
    clock: 4 * hour,
    onClock: 'remind',
    resident: { zh: '责任部门已签收', en: 'The department has taken it on' },
  },
  handling: {
    zh: '处置中',
    en: 'Handling',
    stage: 'handle',
    kind: 'open',
    owner: 'unit',
    clock: 'limit',
    onClock: 'remind',
    resident: { zh: '责任部门正在处置', en: 'The department is working on it' },
  },
  returned: {
    zh: '已退回',
    en: 'Returned',
    stage: 'triage',
    kind: 'open',
    owner: 'operator',
    clock: hour,
    onClock: 'remind',
    resident: { zh: '部门退回，指挥室正在重新安排', en: 'Sent back; the command room is finding the right department' },
  },
  handled: {
    zh: '待核查',
    en: 'To be checked',
    stage: 'check',
    kind: 'open',
    owner: 'checker',
    clock: day,
    onClock: 'remind',
    resident: { zh: '已处置，正由他人到现场核查', en: 'Handled; someone else is checking on site' },
  },
  checked: {
    zh: '待评价',
    en: 'To be rated',
    stage: 'check',
    kind: 'open',
    owner: 'operator',
    clock: 7 * day,
    onClock: 'close',
    resident: { zh: '已办好，请您看看', en: 'Done. Please have a look' },
  },
  contested: {
    zh: '居民未认可',
    en: 'Contested',
    stage: 'check',
    kind: 'open',
    owner: 'reviewer',
    clock: 2 * hour,
    onClock: 'remind',
    resident: {
      zh: '您说没解决，已转给另一位同志重新核实',
      en: 'You said it is not solved; another person is looking into it',
    },
  },
  waiting: {
    zh: '待补充',
    en: 'Waiting for reporter',
    stage: 'triage',
    kind: 'waiting',
    owner: 'kept',
    clock: 3 * day,
    onClock: 'wake',
    resident: { zh: '想请您补充一点情况', en: 'We need a little more from you' },
  },
  suspended: {
    zh: '挂账',
    en: 'Suspended',
    stage: 'handle',
    kind: 'waiting',
    owner: 'kept',
    clock: 'until',
    onClock: 'wake',
    resident: { zh: '暂缓办理，到期自动恢复', en: 'On hold; it resumes by itself on the date given' },
  },
  closed: {
    zh: '已结案',
    en: 'Closed',
    stage: 'archive',
    kind: 'closed',
    owner: 'none',
    clock: 7 * day,
    onClock: 'archive',
    resident: { zh: '已结案', en: 'Closed' },
  },
  rejected: {
    zh: '不予受理',
    en: 'Rejected',
    stage: 'archive',
    kind: 'void',
    owner: 'none',
    clock: 7 * day,
    onClock: 'archive',
    resident: { zh: '不予受理，原因见下', en: 'Not accepted; the reason is below' },
  },
  merged: {
    zh: '已并案',
    en: 'Merged',
    stage: 'archive',
    kind: 'void',
    owner: 'none',
    clock: null,
    onClock: null,
    resident: { zh: '与另一件合并办理，进展同步给您', en: 'Handled together with another report; you get its news' },
  },
  archived: {
    zh: '已归档',
    en: 'Archived',
    stage: 'archive',
    kind: 'closed',
    owner: 'none',
    clock: null,
    onClock: null,
    resident: { zh: '已归档', en: 'Archived' },
  },
  ...partStates,
} as const satisfies Record<string, StateRule>;
export type State = keyof typeof states;
export const stateNames = Object.keys(states) as State[];

/** The moves that clocks make by themselves. */
export type SystemMove = 'escalate' | 'remind' | 'wake' | 'close' | 'archive';
