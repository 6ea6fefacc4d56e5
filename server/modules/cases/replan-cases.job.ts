import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { forgetTimekeeping, timekeepingOf } from '#modules/deadlines';
import { readClocks, recounted, type Times } from './clock.ts';
import { planQuietStep } from './plan-move.ts';
import { readMoveFacts } from './read-move-facts.ts';
import { keepReplan, lockReplan, nextOpen, type TimedCase } from './replan-cases.ts';
import { writeMove } from './write-move.ts';

/** Cases of one transaction: what is moved in it is locked until its end. */
const page = 100;

/**
 * Walks the open cases once. Each page is a transaction with the place it ends at, so that a crash costs one page, and
 * what was counted again already is found where it should be: a repeated run writes nothing.
 */
export async function replanCases(
  services: Services,
  { district, id }: { district: number; id: string },
  signal?: AbortSignal,
): Promise<void> {
  // The job may begin before this process has heard of the change that made it.
  forgetTimekeeping(services, district);
  const times = await timekeepingOf(services, district);
  for (;;) {
    if (signal?.aborted) throw new Error('The process is stopping; the run goes on where it stands.');
    const goesOn = await inDistrict(services.database.app, systemScope(district), (tx) =>
      replanPage(services, tx, { district, id, times }),
    );
    if (!goesOn) return;
  }
}

interface Run {
  district: number;
  id: string;
  times: Times;
}

async function replanPage(services: Services, tx: Tx, { district, id, times }: Run): Promise<boolean> {
  const run = await lockReplan(tx, district, id);
  if (!run) return false;
  const cases = await nextOpen(tx, district, run.cursor, page);
  let { moved } = run;
  for (const one of cases) {
    if (differs(times, one) && (await replanCase(services, tx, { district, times }, one.id))) moved += 1;
  }
  const isLast = cases.length < page;
  const next = { cursor: cases.at(-1)?.id ?? run.cursor, looked: run.looked + cases.length, moved };
  await keepReplan(tx, district, id, next, isLast ? services.clock() : null);
  return !isLast;
}

const sameTime = (one: Date | null | undefined, two: Date | null | undefined) =>
  two === undefined || one?.getTime() === two?.getTime();

/** Is a time of the case not where the calendar would put it? Most are, and are not even locked. */
function differs(times: Times, one: TimedCase): boolean {
  const next = recounted(times, { ...readClocks({ ...one, held: null }), overdue: one.overdue_since !== null });
  return (
    !sameTime(one.due_at, next.due_at) ||
    !sameTime(one.near_at, next.near_at) ||
    !sameTime(one.total_due_at, next.total_due_at) ||
    (next.clock !== undefined && !sameTime(longOf(one.clock), next.clock?.longAt ?? null))
  );
}

const longOf = (clock: unknown) => readClocks({ clock, total_clock: null, held: null }).clock?.longAt ?? null;

/** Counted again under the lock. A step tells of moved ends; a moved threshold is no news to anybody. */
async function replanCase(services: Services, tx: Tx, run: Omit<Run, 'id'>, id: string): Promise<boolean> {
  const { district, times } = run;
  const facts = await readMoveFacts(tx, district, id, {}, services.clock());
  if (!facts?.current.open) return false;
  const { current } = facts;
  const fields = recounted(times, { ...current, overdue: current.overdueSince !== null });
  const isMoved = !sameTime(current.dueAt, fields.due_at) || !sameTime(current.totalDueAt, fields.total_due_at);
  if (!isMoved) {
    await tx.updateTable('cases').set(fields).where('district_id', '=', district).where('id', '=', id).execute();
    return false;
  }
  const data = {
    dueAt: (fields.due_at ?? current.dueAt)?.toISOString() ?? null,
    totalDueAt: (fields.total_due_at ?? current.totalDueAt)?.toISOString() ?? null,
    before: { dueAt: current.dueAt?.toISOString() ?? null, totalDueAt: current.totalDueAt?.toISOString() ?? null },
  };
  const plan = planQuietStep(services, current, { move: 'replan', by: 'system', data }, fields);
  await writeMove(plan).execute(tx);
  return true;
}

export function replanTasks(services: Services): Pick<TaskList, 'cases.replan'> {
  return { 'cases.replan': (payload, { signal }) => replanCases(services, payload, signal) };
}
