import type { PartFields, TaskView } from '#contract/case-parts';
import type { Move, PartNeed } from '#contract/lifecycle';

const isOpen = ({ state }: TaskView) => state === 'given' || state === 'taken';
const reportedIn = ({ kind, takenAt }: TaskView) => kind === 'report-in' && takenAt !== null;

/** The tasks that a move can be about: the server says no to any other. */
export function tasksFor(tasks: readonly TaskView[], move: Move): TaskView[] {
  if (move === 'takeTask') return tasks.filter((task) => task.mine && task.state === 'given');
  if (move === 'reportTask') return tasks.filter((task) => task.mine && isOpen(task));
  if (move === 'waiveTask') return tasks.filter(isOpen);
  if (move === 'scoreResponse') return tasks.filter((task) => reportedIn(task) && task.responseScore === null);
  return tasks.filter((task) => task.mine && reportedIn(task) && task.whistleScore === null);
}

const some = (list: readonly unknown[] | undefined) => (list ?? []).length > 0;
const said = (words: string | undefined) => (words ?? '').trim() !== '';
const task = ({ taskId }: PartFields) => taskId !== undefined;

/** Is there what a form has to bring for a need of the parts? What stands in the case alone is not among them. */
export const partFilled: Partial<Record<PartNeed, (parts: PartFields) => boolean>> = {
  helpers: ({ unitIds }) => some(unitIds),
  participants: ({ unitIds, postIds }) => some(unitIds) || some(postIds),
  team: ({ teamName, postIds }) => said(teamName) && (postIds ?? []).length > 1,
  'own-task': task,
  'open-task': task,
  'unscored-whistle': task,
  'own-whistle': task,
  score: ({ score }) => score !== undefined,
  basis: ({ basis }) => said(basis),
  minutes: ({ minutes }) => said(minutes),
  crossings: ({ crossings }) => some(crossings),
  request: ({ request }) => request !== undefined,
  finding: ({ finding }) => finding !== undefined,
  call: ({ call }) => call !== undefined && (!call.reached || (call.solved !== undefined && Boolean(call.satisfied))),
  pieces: ({ pieces }) =>
    (pieces ?? []).length > 1 && (pieces ?? []).every(({ title, body }) => said(title) && said(body)),
  'archive-kind': ({ archiveKind }) => archiveKind !== undefined,
};
