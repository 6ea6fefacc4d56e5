import type { Right } from './rights.ts';

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
    resident: { zh: '已收到,等微网格员受理', en: 'Received, waiting for your micro-grid worker' },
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
    resident: { zh: '部门退回,指挥室正在重新安排', en: 'Sent back; the command room is finding the right department' },
  },
  handled: {
    zh: '待核查',
    en: 'To be checked',
    stage: 'check',
    kind: 'open',
    owner: 'checker',
    clock: day,
    onClock: 'remind',
    resident: { zh: '已处置,正由他人到现场核查', en: 'Handled; someone else is checking on site' },
  },
  checked: {
    zh: '待评价',
    en: 'To be rated',
    stage: 'check',
    kind: 'open',
    owner: 'operator',
    clock: 7 * day,
    onClock: 'close',
    resident: { zh: '已办好,请您看看', en: 'Done. Please have a look' },
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
      zh: '您说没解决,已转给另一位同志重新核实',
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
    resident: { zh: '暂缓办理,到期自动恢复', en: 'On hold; it resumes by itself on the date given' },
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
    resident: { zh: '不予受理,原因见下', en: 'Not accepted; the reason is below' },
  },
  merged: {
    zh: '已并案',
    en: 'Merged',
    stage: 'archive',
    kind: 'void',
    owner: 'none',
    clock: null,
    onClock: null,
    resident: { zh: '与另一件合并办理,进展同步给您', en: 'Handled together with another report; you get its news' },
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
} as const satisfies Record<string, StateRule>;
export type State = keyof typeof states;
export const stateNames = Object.keys(states) as State[];

/** What a move must bring. after-photo: at least one photo of kind 'after'. other-person: not the one who handled. */
export type Need =
  | 'note'
  | 'after-photo'
  | 'unit'
  | 'area'
  | 'until'
  | 'target'
  | 'rating'
  | 'category'
  | 'other-person'
  | 'not-closer';
/** 'origin' = the state before the present one was entered; 'same' = stays; 'handler' = back to whoever handled it. */
export type Destination = State | 'origin' | 'same' | 'handler';

export interface MoveRule {
  zh: string;
  en: string;
  from: readonly State[];
  to: Destination;
  /** resident: holder of a tracking token; system: clocks and rules; otherwise the right that a post must bring. */
  by: Right | 'resident' | 'system';
  needs: readonly Need[];
  /** May the resident read the note of this step? */
  note: 'public' | 'internal';
  /** May the one who did it take it back within `undoSeconds`, before anyone was told? */
  undoable?: true;
}

export const undoSeconds = 10;
/** Days after checking or closing in which the resident may say "not solved". */
export const contestDays = 7;

const working = ['accepted', 'onSite', 'whistled', 'dispatched', 'acknowledged', 'handling', 'returned'] as const;
const openAndWaiting = ['reported', ...working, 'handled', 'checked', 'contested', 'waiting', 'suspended'] as const;

export const moves = {
  accept: {
    zh: '受理',
    en: 'Accept',
    from: ['reported', 'whistled'],
    to: 'accepted',
    by: 'case.accept',
    needs: [],
    note: 'public',
    undoable: true,
  },
  reject: {
    zh: '不予受理',
    en: 'Reject',
    from: ['reported', 'accepted', 'whistled', 'returned'],
    to: 'rejected',
    by: 'case.reject',
    needs: ['note'],
    note: 'public',
  },
  arrive: {
    zh: '我已到场',
    en: 'I am here',
    from: ['accepted'],
    to: 'onSite',
    by: 'case.settle',
    needs: [],
    note: 'public',
  },
  settle: {
    zh: '当场办结',
    en: 'Settle on the spot',
    from: ['accepted', 'onSite'],
    to: 'handled',
    by: 'case.settle',
    needs: ['note', 'after-photo'],
    note: 'public',
  },
  whistle: {
    zh: '吹哨',
    en: 'Whistle up',
    from: ['reported', 'accepted', 'onSite', 'whistled'],
    to: 'whistled',
    by: 'case.whistle',
    needs: ['note'],
    note: 'public',
    undoable: true,
  },
  reroute: {
    zh: '改派网格',
    en: 'Move to another micro-grid',
    from: ['reported', 'accepted', 'whistled', 'returned'],
    to: 'reported',
    by: 'case.reroute',
    needs: ['area', 'note'],
    note: 'public',
  },
  dispatch: {
    zh: '派单',
    en: 'Dispatch',
    from: ['reported', 'accepted', 'whistled', 'returned', 'contested'],
    to: 'dispatched',
    by: 'case.dispatch',
    needs: ['unit'],
    note: 'public',
    undoable: true,
  },
  acknowledge: {
    zh: '签收',
    en: 'Acknowledge',
    from: ['dispatched'],
    to: 'acknowledged',
    by: 'case.acknowledge',
    needs: [],
    note: 'public',
  },
  begin: {
    zh: '开始处置',
    en: 'Begin',
    from: ['acknowledged'],
    to: 'handling',
    by: 'case.handle',
    needs: [],
    note: 'public',
  },
  handle: {
    zh: '处置完成',
    en: 'Handled',
    from: ['handling'],
    to: 'handled',
    by: 'case.handle',
    needs: ['note', 'after-photo'],
    note: 'public',
  },
  return: {
    zh: '退回',
    en: 'Return',
    from: ['dispatched', 'acknowledged'],
    to: 'returned',
    by: 'case.return',
    needs: ['note'],
    note: 'public',
  },
  transfer: {
    zh: '转派',
    en: 'Transfer',
    from: ['dispatched', 'acknowledged', 'handling'],
    to: 'dispatched',
    by: 'case.dispatch',
    needs: ['unit', 'note'],
    note: 'public',
  },
  ask: {
    zh: '请居民补充',
    en: 'Ask the reporter',
    from: ['reported', 'accepted', 'onSite', 'whistled', 'acknowledged', 'handling', 'returned', 'contested'],
    to: 'waiting',
    by: 'case.ask',
    needs: ['note'],
    note: 'public',
  },
  suspend: {
    zh: '挂账',
    en: 'Suspend',
    from: ['accepted', 'whistled', 'dispatched', 'acknowledged', 'handling', 'returned', 'contested'],
    to: 'suspended',
    by: 'case.suspend',
    needs: ['note', 'until'],
    note: 'public',
  },
  resume: {
    zh: '恢复办理',
    en: 'Resume',
    from: ['waiting', 'suspended'],
    to: 'origin',
    by: 'case.resume',
    needs: [],
    note: 'public',
  },
  pass: {
    zh: '核查通过',
    en: 'Check passed',
    from: ['handled'],
    to: 'checked',
    by: 'case.check',
    needs: ['other-person'],
    note: 'public',
  },
  rework: {
    zh: '核查不通过',
    en: 'Back for rework',
    from: ['handled'],
    to: 'handler',
    by: 'case.check',
    needs: ['note', 'other-person'],
    note: 'public',
  },
  uphold: {
    zh: '维持结果',
    en: 'Uphold the result',
    from: ['contested'],
    to: 'closed',
    by: 'case.review',
    needs: ['note', 'not-closer'],
    note: 'public',
  },
  reopen: {
    zh: '重新办理',
    en: 'Re-open',
    from: ['contested', 'closed', 'archived', 'rejected'],
    to: 'accepted',
    by: 'case.review',
    needs: ['note'],
    note: 'public',
  },
  merge: {
    zh: '并案',
    en: 'Merge',
    from: ['reported', 'accepted', 'whistled', 'returned', 'contested'],
    to: 'merged',
    by: 'case.merge',
    needs: ['target'],
    note: 'public',
  },
  split: {
    zh: '撤销并案',
    en: 'Undo the merge',
    from: ['merged'],
    to: 'origin',
    by: 'case.merge',
    needs: ['note'],
    note: 'public',
  },
  classify: {
    zh: '改类别',
    en: 'Change category',
    from: openAndWaiting,
    to: 'same',
    by: 'case.classify',
    needs: ['category'],
    note: 'internal',
  },
  urge: {
    zh: '催办',
    en: 'Urge',
    from: openAndWaiting,
    to: 'same',
    by: 'case.urge',
    needs: ['note'],
    note: 'internal',
  },
  note: {
    zh: '内部备注',
    en: 'Internal note',
    from: [...openAndWaiting, 'closed', 'rejected', 'merged'],
    to: 'same',
    by: 'case.note',
    needs: ['note'],
    note: 'internal',
  },
  tell: {
    zh: '告知居民',
    en: 'Tell the reporter',
    from: [...openAndWaiting, 'closed', 'rejected'],
    to: 'same',
    by: 'case.note',
    needs: ['note'],
    note: 'public',
  },
  undo: {
    zh: '撤销',
    en: 'Undo',
    from: ['accepted', 'whistled', 'dispatched'],
    to: 'origin',
    by: 'case.note',
    needs: [],
    note: 'internal',
  },
  answer: {
    zh: '补充情况',
    en: 'Answer',
    from: ['waiting'],
    to: 'origin',
    by: 'resident',
    needs: ['note'],
    note: 'public',
  },
  remark: {
    zh: '补充说明',
    en: 'Add a remark',
    from: openAndWaiting,
    to: 'same',
    by: 'resident',
    needs: ['note'],
    note: 'public',
  },
  rate: {
    zh: '评价',
    en: 'Rate',
    from: ['checked', 'closed'],
    to: 'closed',
    by: 'resident',
    needs: ['rating'],
    note: 'public',
  },
  contest: {
    zh: '没解决',
    en: 'Not solved',
    from: ['checked', 'closed', 'rejected'],
    to: 'contested',
    by: 'resident',
    needs: ['note'],
    note: 'public',
  },
  join: { zh: '我也遇到', en: 'Me too', from: openAndWaiting, to: 'same', by: 'resident', needs: [], note: 'public' },
  escalate: {
    zh: '超时上呈',
    en: 'Escalated by the clock',
    from: ['reported', 'accepted', 'onSite', 'whistled'],
    to: 'whistled',
    by: 'system',
    needs: [],
    note: 'public',
  },
  remind: {
    zh: '超时提醒',
    en: 'Overdue reminder',
    from: ['dispatched', 'acknowledged', 'handling', 'returned', 'handled', 'contested', 'whistled'],
    to: 'same',
    by: 'system',
    needs: [],
    note: 'internal',
  },
  wake: {
    zh: '到期恢复',
    en: 'Resumed by the clock',
    from: ['waiting', 'suspended'],
    to: 'origin',
    by: 'system',
    needs: [],
    note: 'public',
  },
  waive: {
    zh: '抽样免核',
    en: 'Check waived by sampling',
    from: ['handled'],
    to: 'checked',
    by: 'system',
    needs: [],
    note: 'internal',
  },
  close: {
    zh: '到期结案',
    en: 'Closed by the clock',
    from: ['checked'],
    to: 'closed',
    by: 'system',
    needs: [],
    note: 'public',
  },
  archive: {
    zh: '归档',
    en: 'Archive',
    from: ['closed', 'rejected'],
    to: 'archived',
    by: 'system',
    needs: [],
    note: 'public',
  },
  reassign: {
    zh: '责任岗位变更',
    en: 'Accountable post changed',
    from: openAndWaiting,
    to: 'same',
    by: 'system',
    needs: [],
    note: 'internal',
  },
} as const satisfies Record<string, MoveRule>;
export type Move = keyof typeof moves;
export const moveNames = Object.keys(moves) as Move[];
export type SystemMove = 'escalate' | 'remind' | 'wake' | 'close' | 'archive';

/** Short reasons offered with moves that need a note; the note itself stays free text. */
export const reasons = {
  reject: [
    { zh: '不在本地管辖范围', en: 'Outside this area' },
    { zh: '无法联系且信息不足', en: 'Not enough to go on' },
    { zh: '已由其他渠道办理', en: 'Already handled elsewhere' },
  ],
  return: [
    { zh: '不属于本单位职责(请写依据)', en: 'Not our duty (state the basis)' },
    { zh: '地点有误', en: 'Wrong place' },
    { zh: '需多部门协同', en: 'Needs several departments' },
  ],
  whistle: [
    { zh: '超出本岗位权限', en: 'Beyond my post' },
    { zh: '需要部门专业处置', en: 'Needs a department' },
    { zh: '涉及多个网格', en: 'Touches several grids' },
  ],
} as const satisfies Partial<Record<Move, readonly { zh: string; en: string }[]>>;
