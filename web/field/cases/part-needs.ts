import type { PartFields, TaskView } from '#contract/case-parts';
import type { Move } from '#contract/lifecycle';

export const taskNeeds: readonly string[] = ['own-task', 'open-task', 'unscored-whistle', 'own-whistle'];

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

const filled: Record<string, (parts: PartFields) => boolean> = {
  helpers: ({ unitIds }) => (unitIds ?? []).length > 0,
  score: ({ score }) => score !== undefined,
  basis: ({ basis }) => (basis ?? '').trim() !== '',
  crossings: ({ crossings }) => crossings !== undefined,
  request: ({ request }) => request !== undefined,
  finding: ({ finding }) => finding !== undefined,
  call: ({ call }) =>
    call !== undefined && (!call.reached || (call.solved !== undefined && call.satisfied !== undefined)),
  'archive-kind': ({ archiveKind }) => archiveKind !== undefined,
};

/** Is anything still to be chosen that the parts of the move need? */
export function lacksPart(needs: readonly string[], parts: PartFields): boolean {
  return needs.some((need) =>
    taskNeeds.includes(need) ? parts.taskId === undefined : filled[need]?.(parts) === false,
  );
}

/** Conferring and dividing take a desk: many people, long texts. */
const deskNeeds: readonly string[] = ['participants', 'team', 'minutes', 'pieces'];
export const isForDesk = (needs: readonly string[]): boolean => needs.some((need) => deskNeeds.includes(need));
