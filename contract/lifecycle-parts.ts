import type { Destination, MoveRule } from './lifecycle.ts';
import type { State } from './lifecycle-states.ts';

/** What the moves of the parts must bring, or what must stand for them (server/modules/cases/parts/part-needs.ts). */
export type PartNeed =
  | 'helpers'
  | 'participants'
  | 'team'
  | 'own-task'
  | 'open-task'
  | 'unscored-whistle'
  | 'own-whistle'
  | 'score'
  | 'tasks-done'
  | 'basis'
  | 'window'
  | 'minutes'
  | 'crossings'
  | 'request'
  | 'no-request'
  | 'pending-request'
  | 'other-asker'
  | 'finding'
  | 'late-supervision'
  | 'call'
  | 'pieces'
  | 'archive-kind';

/** Here a case is with somebody who can be given help, or asked about it. */
const withUnit = ['dispatched', 'acknowledged', 'handling'] as const;
const beforeUnit = ['accepted', 'whistled', 'verified', 'returned'] as const;
const onWay = ['onSite', ...beforeUnit, ...withUnit, 'objected', 'consulting', 'contested'] as const;
const aside = ['reported', 'verifying', 'waiting', 'suspended', 'deferred', 'divided', 'handled', 'checked'] as const;
const open = [...onWay, ...aside] as const;
const askable = ['accepted', 'onSite', ...withUnit] as const;

function rule(
  zh: string,
  en: string,
  from: readonly State[],
  to: Destination,
  by: MoveRule['by'],
  needs: MoveRule['needs'],
  note: MoveRule['note'] = 'internal',
): MoveRule {
  return { zh, en, from, to, by, needs, note };
}

export const partMoves = {
  assist: rule('派协办', 'Give helpers', withUnit, 'same', 'case.dispatch', ['note', 'helpers']),
  team: rule('组建专班', 'Form a special team', onWay, 'same', 'case.consult', ['note', 'team']),
  summon: rule('点名吹哨', 'Whistle for departments', [...beforeUnit, 'onSite', ...withUnit], 'same', 'case.summon', [
    'note',
    'helpers',
  ]),
  takeTask: rule('签收任务', 'Take on a task', open, 'same', 'case.help', ['own-task']),
  reportTask: rule('反馈任务', 'Report on a task', open, 'same', 'case.help', ['own-task', 'note']),
  waiveTask: rule('免办任务', 'Waive a task', open, 'same', 'case.dispatch', ['open-task', 'note']),
  scoreResponse: rule('评部门响应', 'Rate the response', [...open, 'closed'], 'same', 'case.summon', [
    'unscored-whistle',
    'score',
  ]),
  scoreWhistle: rule('评哨声质量', 'Rate the whistle', [...open, 'closed'], 'same', 'case.help', [
    'own-whistle',
    'score',
  ]),
  object: rule('派单异议', 'Object to the dispatch', ['dispatched', 'acknowledged'], 'disputed', 'case.object', [
    'note',
    'basis',
    'window',
  ]),
  allowObjection: rule('异议成立', 'Objection allowed', ['objected'], 'returned', 'case.dispatch', ['note']),
  denyObjection: rule('异议不成立', 'Objection denied', ['objected'], 'origin', 'case.dispatch', ['note']),
  flagCrossing: rule('标记三跨', 'Mark as crossing', onWay, 'same', 'case.dispatch', ['crossings']),
  consult: rule(
    '发起会商',
    'Call a consultation',
    [...beforeUnit, ...withUnit, 'objected', 'contested'],
    'consulting',
    'case.consult',
    ['note', 'participants'],
  ),
  conclude: rule(
    '会商定论',
    'Conclude the consultation',
    ['consulting'],
    'dispatched',
    'case.consult',
    ['note', 'unit', 'minutes'],
    'public',
  ),
  adjourn: rule('撤销会商', 'Call off the consultation', ['consulting'], 'origin', 'case.consult', ['note']),
  askTime: rule('申请延期', 'Ask for more time', askable, 'same', 'case.request', ['no-request', 'note', 'request']),
  grantTime: rule(
    '准予',
    'Grant',
    askable,
    'asked',
    'case.approve',
    ['pending-request', 'other-asker', 'note'],
    'public',
  ),
  denyTime: rule('不予', 'Refuse', askable, 'same', 'case.approve', ['pending-request', 'other-asker', 'note']),
  verify: rule(
    '派核实',
    'Have it verified',
    ['reported', 'accepted', 'whistled', 'returned'],
    'verifying',
    'case.dispatch',
    ['note'],
  ),
  answerVerify: rule('核实反馈', 'Answer the verification', ['verifying'], 'verified', 'case.verify', [
    'note',
    'finding',
  ]),
  supervise: rule('督办', 'Supervise', open, 'same', 'case.supervise', ['note', 'until']),
  circulate: rule('通报', 'Circulate', [...open, 'closed'], 'same', 'case.supervise', [
    'late-supervision',
    'note',
    'helpers',
  ]),
  followUp: rule('电话回访', 'Follow-up call', ['checked', 'closed'], 'same', 'case.followUp', [
    'other-person',
    'call',
  ]),
  divide: rule(
    '拆分',
    'Divide into parts',
    [...beforeUnit, 'consulting'],
    'divided',
    'case.divide',
    ['note', 'pieces'],
    'public',
  ),
  fileUnder: rule('归档类别', 'Archive kind', ['closed', 'archived', 'rejected'], 'same', 'case.classify', [
    'archive-kind',
  ]),
  remindTask: rule('任务超时提醒', 'Task overdue', open, 'same', 'system', []),
  consultDue: rule('应予会商', 'Consultation due', open, 'same', 'system', []),
  gather: rule('各件均已办结', 'All parts are done', ['divided'], 'checked', 'system', [], 'public'),
} satisfies Record<string, MoveRule>;
