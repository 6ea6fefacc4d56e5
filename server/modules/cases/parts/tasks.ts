import type { TaskKind } from '#contract/case-parts';
import { refuse } from '#kernel/refuse';
import { type Amount, addLimit } from '#modules/deadlines';
import type { MessageTemplate } from '#modules/messages';
import { isOpenTask, type Task } from './case-parts.ts';
import { lateSupervision } from './part-needs.ts';
import type { PartContext, PartsPlan, Telling } from './plan-parts.ts';

/** Whom a new task is for: a unit or a post in force, as it is called now. */
interface Face {
  unitId: string | null;
  postId: string | null;
  who: string;
}

/** The units that are asked for, each known; refused as a whole otherwise. */
export function unitsAsked({ input, facts }: PartContext): Face[] {
  return (input.unitIds ?? []).map((id) => {
    const found = facts.units.find((unit) => unit.id === id);
    return found ? { unitId: id, postId: null, who: found.name } : refuse('unit.unknown');
  });
}

export function postsAsked({ input, facts }: PartContext): Face[] {
  return (input.postIds ?? []).map((id) => {
    const found = facts.posts.find((post) => post.id === id);
    return found ? { unitId: null, postId: id, who: found.title } : refuse('post.unknown');
  });
}

interface Given {
  kind: TaskKind;
  limit: Amount;
  template: MessageTemplate;
  team?: string;
  /** The end of its clock, where one is given. */
  until?: Date;
}

/** Tasks for those who have no open one of the kind yet; they are told. */
export function giveTasks(context: PartContext, faces: readonly Face[], given: Given): PartsPlan {
  const { current, now, times, input, services, post } = context;
  const until = given.until ?? (input.until ? new Date(input.until) : null);
  if (until && until <= now) refuse('case.needs-until');
  const fresh = faces.filter((face) => !current.parts.tasks.some((task) => isSame(task, face, given.kind)));
  if (fresh.length === 0) refuse(given.kind === 'opinion' ? 'case.needs-participants' : 'case.needs-helpers');
  const tasks = fresh.map(
    (face): Task => ({
      ...face,
      id: services.ids(),
      kind: given.kind,
      state: 'given',
      team: given.team ?? null,
      words: input.note?.trim() ?? '',
      givenAt: now,
      givenSeq: current.seq + 1,
      givenPost: post?.id ?? null,
      areaPath: current.areaPath,
      dueAt: until ?? addLimit(times.calendar, now, given.limit),
      ...{ overdueAt: null, takenAt: null, doneAt: null, answer: null, whistleScore: null, responseScore: null },
    }),
  );
  const who = tasks.map((task) => task.who);
  return { tasks, tell: [toAll(tasks, given.template)], more: { who, ...(given.team ? { team: given.team } : {}) } };
}

/** A leader may supervise again before the first answer. */
const isSame = (task: Task, face: Face, kind: TaskKind) =>
  kind !== 'supervise' &&
  isOpenTask(task) &&
  task.kind === kind &&
  task.unitId === face.unitId &&
  task.postId === face.postId;

function toAll(tasks: readonly Task[], template: MessageTemplate): Telling {
  return {
    template,
    unitIds: tasks.flatMap(({ unitId }) => unitId ?? []),
    postIds: tasks.flatMap(({ postId }) => postId ?? []),
  };
}

/** Lead and helpers (一主多协): with the dispatch, or later. The lead unit is no helper of its own. */
export function assisted(context: PartContext): PartsPlan {
  const { input, current, move, rules } = context;
  const faces = unitsAsked(context);
  if (move === 'dispatch' && faces.length === 0) return {};
  const lead = move === 'dispatch' ? input.unitId : current.unitId;
  if (faces.some(({ unitId }) => unitId === lead)) refuse('case.needs-helpers');
  return giveTasks(context, faces, { kind: 'co', limit: rules.task, template: 'case.task' });
}

/** A special team (专班): the same tasks, on posts, under a name. */
export function formed(context: PartContext): PartsPlan {
  const team = context.input.teamName?.trim() ?? '';
  const given = { kind: 'team', limit: context.rules.task, template: 'case.task', team } as const;
  return giveTasks(context, postsAsked(context), given);
}

/** A whistle for named departments (吹哨报到): each has to report in. */
export function whistledFor(context: PartContext): PartsPlan {
  const given = { kind: 'report-in', limit: context.rules.reportIn, template: 'case.report-in' } as const;
  return giveTasks(context, unitsAsked(context), given);
}

/** Supervision (督办): whoever is accountable has to answer by the date. */
export function supervised(context: PartContext): PartsPlan {
  const { current, rules, facts } = context;
  const withUnit = ['dispatched', 'acknowledged', 'handling'].includes(current.state);
  const face: Face =
    withUnit && current.unitId
      ? { unitId: current.unitId, postId: null, who: facts.unitName ?? '' }
      : { unitId: null, postId: current.ownerPostId, who: facts.ownerTitle ?? '' };
  return giveTasks(context, [face], { kind: 'supervise', limit: rules.task, template: 'case.supervised' });
}

/** Circulation (通报): what was not answered is told to units. */
export function circulated(context: PartContext): PartsPlan {
  const late = lateSupervision(context.current, context.now);
  const given = { kind: 'circular', limit: context.rules.task, template: 'case.circulated' } as const;
  const plan = giveTasks(context, unitsAsked(context), given);
  return { ...plan, more: { ...plan.more, ...(late ? { why: [late.who] } : {}) } };
}

function named({ current, input }: PartContext): Task {
  return current.parts.tasks.find(({ id }) => id === input.taskId) ?? refuse('case.needs-task');
}

/** For a whistle the clock ends here: the department has reported in. */
export function taken(context: PartContext): PartsPlan {
  const task = named(context);
  const done = task.kind === 'circular' ? { state: 'done' as const, doneAt: context.now } : { state: 'taken' as const };
  return { tasks: [{ ...task, ...done, takenAt: context.now }], more: { who: [task.who] } };
}

/** What a helper reports stays inside: the resident hears one voice. Whoever gave the task is told. */
export function reported(context: PartContext): PartsPlan {
  const task = named(context);
  const { now, input } = context;
  const done: Task = {
    ...task,
    state: 'done',
    takenAt: task.takenAt ?? now,
    doneAt: now,
    answer: input.note?.trim() ?? '',
  };
  const tell = task.givenPost ? [{ template: 'case.task-reported' as const, postIds: [task.givenPost] }] : [];
  return { tasks: [done], tell, more: { who: [task.who] } };
}

export function waived(context: PartContext): PartsPlan {
  const task = named(context);
  return {
    tasks: [{ ...task, state: 'waived', doneAt: context.now, answer: context.input.note?.trim() ?? '' }],
    tell: [toAll([task], 'case.task-waived')],
    more: { who: [task.who] },
  };
}

/** Both sides of a whistle: the department's response, and whether the whistle was worth it. Of units, never of people. */
export function scored(context: PartContext): PartsPlan {
  const task = named(context);
  const { score = 0 } = context.input;
  const scores = context.move === 'scoreWhistle' ? { whistleScore: score } : { responseScore: score };
  return { tasks: [{ ...task, ...scores }], more: { who: [task.who], score } };
}

/** By the clock: whoever has it and whoever gave it are told. */
export function remindedOf(context: PartContext): PartsPlan {
  const task = named(context);
  return {
    tasks: [{ ...task, overdueAt: task.overdueAt ?? context.now }],
    tell: [
      toAll([task], 'case.task-overdue'),
      ...(task.givenPost ? [{ template: 'case.task-overdue' as const, postIds: [task.givenPost] }] : []),
    ],
    more: { who: [task.who] },
  };
}

/** The moves by which an arrangement ends: its open tasks of helpers end with it. */
const endings = ['return', 'transfer', 'allowObjection', 'reopen', 'reroute', 'merge', 'reject', 'divide'];

export function voidedTasks({ current, move, now, to }: PartContext): PartsPlan {
  const undone = move === 'undo';
  const ends = (task: Task) => {
    if (!isOpenTask(task)) return false;
    if (undone) return task.givenSeq === current.seq;
    if (task.kind === 'opinion') return move === 'conclude' || move === 'adjourn';
    return (
      endings.includes(move) && (task.kind === 'co' || task.kind === 'team' || to === 'merged' || to === 'rejected')
    );
  };
  const ended = current.parts.tasks.filter(ends);
  const tasks = ended.map((task): Task => ({ ...task, state: 'waived', doneAt: now }));
  return { tasks };
}
