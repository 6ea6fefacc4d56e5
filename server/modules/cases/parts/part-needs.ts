import type { PartRules } from '#contract/case-parts';
import type { Move, Need, PartNeed } from '#contract/lifecycle';
import type { RefusalCode } from '#contract/refusals';
import { roleRights } from '#contract/rights';
import type { CaseRecord } from '../case-record.ts';
import type { MoveAsk, Mover } from '../decide-move.ts';
import { holdsUp, isOpenTask, pendingRequest, type Task } from './case-parts.ts';

export interface NeedContext {
  current: CaseRecord;
  ask: MoveAsk;
  mover: Mover;
  now: Date;
  rules: PartRules;
}
type Standing = Pick<NeedContext, 'current' | 'mover' | 'now' | 'rules'> & { move: Move };

/** Was the task given to one of the mover's posts, or to the unit of one? */
export function isMine(task: Pick<Task, 'unitId' | 'postId'>, mover: Mover): boolean {
  if (mover.kind !== 'staff') return false;
  const able = mover.actor.posts.filter((post) => roleRights[post.role]['case.help'] === 'task');
  return able.some((post) => post.id === task.postId || (post.unitId !== null && post.unitId === task.unitId));
}

const reported = ({ kind, takenAt }: Task) => kind === 'report-in' && takenAt !== null;

/** For which tasks of the case there is something to do by the need. */
const tasksFor = {
  'own-task': (task: Task, { mover, move }: Pick<Standing, 'mover' | 'move'>) =>
    isMine(task, mover) && (move === 'takeTask' ? task.state === 'given' : isOpenTask(task)),
  'open-task': (task: Task) => isOpenTask(task),
  'unscored-whistle': (task: Task) => reported(task) && task.responseScore === null,
  'own-whistle': (task: Task, { mover }: Pick<Standing, 'mover'>) =>
    reported(task) && isMine(task, mover) && task.whistleScore === null,
};
type TaskNeed = keyof typeof tasksFor;

const namedTask = ({ current, ask }: NeedContext) => current.parts.tasks.find(({ id }) => id === ask.taskId);
const named = (need: TaskNeed) => (context: NeedContext) => {
  const task = namedTask(context);
  return task !== undefined && tasksFor[need](task, { mover: context.mover, move: context.ask.move });
};

/** A supervision that was not answered by its date. */
export const lateSupervision = ({ parts }: CaseRecord, now: Date): Task | undefined =>
  parts.tasks.find((task) => task.kind === 'supervise' && isOpenTask(task) && task.dueAt !== null && task.dueAt < now);

function mayAskTime({ current, now, rules }: Pick<NeedContext, 'current' | 'now' | 'rules'>): boolean {
  const late = current.overdueSince !== null || (current.dueAt !== null && current.dueAt < now);
  const granted = current.parts.requests.filter(({ state }) => state === 'granted').length;
  return !late && pendingRequest(current.parts) === null && granted < rules.requests;
}

const inWindow = (current: CaseRecord, now: Date) => current.objectUntil !== null && now <= current.objectUntil;

function isAsker({ parts }: CaseRecord, mover: Mover): boolean {
  return mover.kind === 'staff' && pendingRequest(parts)?.askedAccount === mover.actor.accountId;
}

/** What no form can mend: each need that hangs on the case itself. */
const standing: Partial<Record<Need, (standing: Standing) => boolean>> = {
  'own-task': (all) => all.current.parts.tasks.some((task) => tasksFor['own-task'](task, all)),
  'open-task': ({ current }) => current.parts.tasks.some(isOpenTask),
  'unscored-whistle': ({ current }) => current.parts.tasks.some(tasksFor['unscored-whistle']),
  'own-whistle': (all) => all.current.parts.tasks.some((task) => tasksFor['own-whistle'](task, all)),
  'tasks-done': ({ current }) => !current.parts.tasks.some(holdsUp),
  window: ({ current, now }) => inWindow(current, now),
  'no-request': mayAskTime,
  'pending-request': ({ current }) => pendingRequest(current.parts) !== null,
  'other-asker': ({ current, mover }) => !isAsker(current, mover),
  'late-supervision': ({ current, now }) => lateSupervision(current, now) !== undefined,
};

/** Does everything stand that the needs ask of the case, whatever the form will bring? */
export function stands(needs: readonly Need[], all: Standing): boolean {
  return needs.every((need) => standing[need]?.(all) ?? true);
}

const isFull = (call: MoveAsk['call']) =>
  call !== undefined && (!call.reached || (call.solved !== undefined && call.satisfied !== undefined));

/** Each need of the parts: is it met, and the refusal when it is not. */
export const partNeeds: Record<PartNeed, { met(context: NeedContext): boolean; refusal: RefusalCode }> = {
  helpers: { met: ({ ask }) => (ask.unitIds ?? []).length > 0, refusal: 'case.needs-helpers' },
  participants: {
    met: ({ ask }) => [...(ask.unitIds ?? []), ...(ask.postIds ?? [])].length > 0,
    refusal: 'case.needs-participants',
  },
  team: {
    met: ({ ask }) => Boolean(ask.teamName?.trim()) && (ask.postIds ?? []).length > 1,
    refusal: 'case.needs-team',
  },
  'own-task': { met: named('own-task'), refusal: 'case.needs-task' },
  'open-task': { met: named('open-task'), refusal: 'case.needs-task' },
  'unscored-whistle': { met: named('unscored-whistle'), refusal: 'case.needs-task' },
  'own-whistle': { met: named('own-whistle'), refusal: 'case.needs-task' },
  score: { met: ({ ask }) => ask.score !== undefined, refusal: 'case.needs-score' },
  'tasks-done': { met: ({ current }) => !current.parts.tasks.some(holdsUp), refusal: 'case.needs-tasks-done' },
  basis: { met: ({ ask }) => Boolean(ask.basis?.trim()), refusal: 'case.needs-basis' },
  window: { met: ({ current, now }) => inWindow(current, now), refusal: 'case.needs-window' },
  minutes: { met: ({ ask }) => Boolean(ask.minutes?.trim()), refusal: 'case.needs-minutes' },
  crossings: { met: ({ ask }) => ask.crossings !== undefined, refusal: 'case.needs-crossings' },
  request: { met: ({ ask }) => ask.request !== undefined, refusal: 'case.needs-request' },
  'no-request': { met: mayAskTime, refusal: 'case.needs-no-request' },
  'pending-request': { met: ({ current }) => pendingRequest(current.parts) !== null, refusal: 'case.needs-request' },
  'other-asker': { met: ({ current, mover }) => !isAsker(current, mover), refusal: 'case.same-asker' },
  finding: { met: ({ ask }) => ask.finding !== undefined, refusal: 'case.needs-finding' },
  'late-supervision': {
    met: ({ current, now }) => lateSupervision(current, now) !== undefined,
    refusal: 'case.needs-late-supervision',
  },
  call: { met: ({ ask }) => isFull(ask.call), refusal: 'case.needs-call' },
  pieces: { met: ({ ask }) => (ask.pieces ?? []).length > 1, refusal: 'case.needs-pieces' },
  'archive-kind': { met: ({ ask }) => ask.archiveKind !== undefined, refusal: 'case.needs-archive-kind' },
};
