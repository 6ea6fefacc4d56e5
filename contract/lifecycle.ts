import { type PartNeed, partMoves } from './lifecycle-parts.ts';
import type { State } from './lifecycle-states.ts';
import type { Right } from './rights.ts';

export type { PartNeed } from './lifecycle-parts.ts';
export {
  type OwnerRule,
  type Stage,
  type State,
  type StateKind,
  type StateRule,
  type SystemMove,
  stages,
  stateNames,
  states,
} from './lifecycle-states.ts';

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
  | 'not-closer'
  | PartNeed;
/**
 * 'origin' = the state before the present one was entered; 'same' = stays; 'handler' = back to whoever handled it;
 * 'asked' = what the pending request asks for; 'disputed' = objected, or from the second objection on consulting.
 */
const destinationWords = ['origin', 'same', 'handler', 'asked', 'disputed'] as const;
export type DestinationWord = (typeof destinationWords)[number];
export type Destination = State | DestinationWord;
export const isDestinationWord = (to: string): to is DestinationWord =>
  (destinationWords as readonly string[]).includes(to);

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
const arranging = ['verifying', 'verified', 'objected', 'consulting', 'divided'] as const;
const openAndWaiting = [
  ...['reported', ...working, ...arranging, 'handled', 'checked', 'contested', 'waiting'],
  ...['suspended', 'deferred'],
] as readonly State[];

const mergeable = ['reported', 'accepted', 'whistled', 'verified', 'returned', 'contested'] as const;

/** One row of the table; what is left out: no needs, and the resident reads the note. */
function rule(
  zh: string,
  en: string,
  from: readonly State[],
  to: Destination,
  by: MoveRule['by'],
  more: Partial<Pick<MoveRule, 'needs' | 'note' | 'undoable'>> = {},
): MoveRule {
  return { zh, en, from, to, by, needs: [], note: 'public', ...more };
}

export const moves = {
  accept: rule('受理', 'Accept', ['reported', 'whistled'], 'accepted', 'case.accept', { undoable: true }),
  reject: rule(
    '不予受理',
    'Reject',
    ['reported', 'accepted', 'whistled', 'verified', 'returned'],
    'rejected',
    'case.reject',
    {
      needs: ['note'],
    },
  ),
  arrive: rule('我已到场', 'I am here', ['accepted'], 'onSite', 'case.settle'),
  settle: rule('当场办结', 'Settle on the spot', ['accepted', 'onSite'], 'handled', 'case.settle', {
    needs: ['note', 'after-photo', 'tasks-done'],
  }),
  whistle: rule('吹哨', 'Whistle up', ['reported', 'accepted', 'onSite', 'whistled'], 'whistled', 'case.whistle', {
    needs: ['note'],
    undoable: true,
  }),
  reroute: rule(
    '改派网格',
    'Move to another micro-grid',
    ['reported', 'accepted', 'whistled', 'returned'],
    'reported',
    'case.reroute',
    { needs: ['area', 'note'] },
  ),
  dispatch: rule(
    '派单',
    'Dispatch',
    ['reported', 'accepted', 'whistled', 'verified', 'returned', 'contested'],
    'dispatched',
    'case.dispatch',
    { needs: ['unit'], undoable: true },
  ),
  acknowledge: rule('签收', 'Acknowledge', ['dispatched'], 'acknowledged', 'case.acknowledge'),
  begin: rule('开始处置', 'Begin', ['acknowledged'], 'handling', 'case.handle'),
  handle: rule('处置完成', 'Handled', ['handling'], 'handled', 'case.handle', {
    needs: ['note', 'after-photo', 'tasks-done'],
  }),
  return: rule('退回', 'Return', ['dispatched', 'acknowledged'], 'returned', 'case.return', { needs: ['note'] }),
  transfer: rule('转派', 'Transfer', ['dispatched', 'acknowledged', 'handling'], 'dispatched', 'case.dispatch', {
    needs: ['unit', 'note'],
  }),
  ask: rule(
    '请居民补充',
    'Ask the reporter',
    ['reported', 'accepted', 'onSite', 'whistled', 'acknowledged', 'handling', 'returned', 'contested'],
    'waiting',
    'case.ask',
    { needs: ['note'] },
  ),
  suspend: rule(
    '挂账',
    'Suspend',
    ['accepted', 'whistled', 'dispatched', 'acknowledged', 'handling', 'returned', 'contested'],
    'suspended',
    'case.suspend',
    { needs: ['note', 'until'] },
  ),
  resume: rule('恢复办理', 'Resume', ['waiting', 'suspended', 'deferred'], 'origin', 'case.resume'),
  pass: rule('核查通过', 'Check passed', ['handled'], 'checked', 'case.check', { needs: ['other-person'] }),
  rework: rule('核查不通过', 'Back for rework', ['handled'], 'handler', 'case.check', {
    needs: ['note', 'other-person'],
  }),
  uphold: rule('维持结果', 'Uphold the result', ['contested'], 'closed', 'case.review', {
    needs: ['note', 'not-closer'],
  }),
  reopen: rule('重新办理', 'Re-open', ['contested', 'closed', 'archived', 'rejected'], 'accepted', 'case.review', {
    needs: ['note'],
  }),
  merge: rule('并案', 'Merge', [...mergeable], 'merged', 'case.merge', {
    needs: ['target'],
  }),
  split: rule('撤销并案', 'Undo the merge', ['merged'], 'origin', 'case.merge', { needs: ['note'] }),
  classify: rule('改类别', 'Change category', openAndWaiting, 'same', 'case.classify', {
    needs: ['category'],
    note: 'internal',
  }),
  urge: rule('催办', 'Urge', openAndWaiting, 'same', 'case.urge', { needs: ['note'], note: 'internal' }),
  note: rule('内部备注', 'Internal note', [...openAndWaiting, 'closed', 'rejected', 'merged'], 'same', 'case.note', {
    needs: ['note'],
    note: 'internal',
  }),
  tell: rule('告知居民', 'Tell the reporter', [...openAndWaiting, 'closed', 'rejected'], 'same', 'case.note', {
    needs: ['note'],
  }),
  undo: rule('撤销', 'Undo', ['accepted', 'whistled', 'dispatched'], 'origin', 'case.note', { note: 'internal' }),
  answer: rule('补充情况', 'Answer', ['waiting'], 'origin', 'resident', { needs: ['note'] }),
  remark: rule('补充说明', 'Add a remark', openAndWaiting, 'same', 'resident', { needs: ['note'] }),
  rate: rule('评价', 'Rate', ['checked', 'closed'], 'closed', 'resident', { needs: ['rating'] }),
  contest: rule('没解决', 'Not solved', ['checked', 'closed', 'rejected'], 'contested', 'resident', {
    needs: ['note'],
  }),
  join: rule('我也遇到', 'Me too', openAndWaiting, 'same', 'resident'),
  escalate: rule(
    '超时上呈',
    'Escalated by the clock',
    ['reported', 'accepted', 'onSite', 'whistled'],
    'whistled',
    'system',
  ),
  remind: rule(
    '超时提醒',
    'Overdue reminder',
    [...working, ...arranging, 'reported', 'handled', 'contested'],
    'same',
    'system',
    { note: 'internal' },
  ),
  wake: rule('到期恢复', 'Resumed by the clock', ['waiting', 'suspended', 'deferred'], 'origin', 'system'),
  waive: rule('抽样免核', 'Check waived by sampling', ['handled'], 'checked', 'system', { note: 'internal' }),
  close: rule('到期结案', 'Closed by the clock', ['checked'], 'closed', 'system'),
  archive: rule('归档', 'Archive', ['closed', 'rejected'], 'archived', 'system'),
  replan: rule('重算时限', 'Due times counted again', openAndWaiting, 'same', 'system', { note: 'internal' }),
  reassign: rule('责任岗位变更', 'Accountable post changed', openAndWaiting, 'same', 'system', { note: 'internal' }),
  ...partMoves,
} satisfies Record<string, MoveRule>;
export type Move = keyof typeof moves;
export const moveNames = Object.keys(moves) as Move[];

/** Short reasons offered with moves that need a note; the note itself stays free text. */
export const reasons = {
  reject: [
    { zh: '不在本地管辖范围', en: 'Outside this area' },
    { zh: '无法联系且信息不足', en: 'Not enough to go on' },
    { zh: '已由其他渠道办理', en: 'Already handled elsewhere' },
  ],
  return: [
    { zh: '不属于本单位职责（请写依据）', en: 'Not our duty (state the basis)' },
    { zh: '地点有误', en: 'Wrong place' },
    { zh: '需多部门协同', en: 'Needs several departments' },
  ],
  whistle: [
    { zh: '超出本岗位权限', en: 'Beyond my post' },
    { zh: '需要部门专业处置', en: 'Needs a department' },
    { zh: '涉及多个网格', en: 'Touches several grids' },
  ],
} as const satisfies Partial<Record<Move, readonly { zh: string; en: string }[]>>;
