import { type RawBuilder, sql } from 'kysely';
import { type JobSpec, jobSpec } from '#kernel/jobs';
import type { Tables } from '../../../migrations/tables.ts';
import { type Consultation, isOpenTask, type Task, type TimeRequest } from './case-parts.ts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    /** The end of a task's clock. */
    'cases.task-clock': { district: number; caseId: string; taskId: string };
    /** Files the parts that a case was divided into. */
    'cases.file-pieces': { district: number; caseId: string; seq: number };
    /** A part is closed: is the whole? */
    'cases.gather': { district: number; caseId: string };
  }
}

/** The parts that a move writes, whole rows each. */
export interface WrittenParts {
  tasks: readonly Task[];
  consultations: readonly Consultation[];
  requests: readonly TimeRequest[];
}
export const nothingWritten: WrittenParts = { tasks: [], consultations: [], requests: [] };

interface Of {
  district: number;
  id: string;
}

/** The statements of a move's WITH that put its parts. The case is locked, so what was read of them is still so. */
export function putParts(of: Of, written: WrittenParts): RawBuilder<unknown>[] {
  const own = { district_id: of.district, case_id: of.id };
  return [
    ...put(
      'case_tasks',
      of,
      written.tasks.map((task) => ({ ...own, ...taskRow(task) })),
    ),
    ...put(
      'consultations',
      of,
      written.consultations.map((one) => ({ ...own, ...consultationRow(one) })),
    ),
    ...put(
      'case_requests',
      of,
      written.requests.map((one) => ({ ...own, ...requestRow(one) })),
    ),
  ];
}

function put(table: keyof Tables, { district }: Of, rows: readonly object[]): RawBuilder<unknown>[] {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const values = columns.map((column) => (column === 'district_id' ? sql`${district}::int` : sql.ref(`r.${column}`)));
  const kept = columns.filter((column) => !['district_id', 'id', 'case_id'].includes(column));
  const set = kept.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  const written = sql`jsonb_populate_recordset(null::app.${sql.raw(table)}, ${JSON.stringify(rows)}::jsonb) as r`;
  return [
    sql`${sql.raw(`w_${table}`)} as (
      insert into app.${sql.raw(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${sql.join(values)} from ${written}
      on conflict (district_id, id) do update set ${sql.join(set)}
    )`,
  ];
}

function taskRow(task: Task) {
  return {
    id: task.id,
    kind: task.kind,
    state: task.state,
    unit_id: task.unitId,
    post_id: task.postId,
    team: task.team,
    words: task.words,
    given_at: task.givenAt,
    given_seq: task.givenSeq,
    given_post: task.givenPost,
    area_path: task.areaPath,
    due_at: task.dueAt,
    overdue_at: task.overdueAt,
    taken_at: task.takenAt,
    done_at: task.doneAt,
    answer: task.answer,
    whistle_score: task.whistleScore,
    response_score: task.responseScore,
  };
}

function consultationRow(one: Consultation) {
  return {
    id: one.id,
    why: one.why,
    called_by: one.calledBy,
    called_at: one.calledAt,
    due_at: one.dueAt,
    concluded_at: one.concludedAt,
    outcome: one.outcome,
    conclusion: one.conclusion,
    minutes: one.minutes,
    lead_unit_id: one.leadUnitId,
    helper_ids: one.helperIds,
  };
}

function requestRow(one: TimeRequest) {
  return {
    id: one.id,
    kind: one.kind,
    days: one.days,
    reason: one.reason,
    asked_by: one.askedBy,
    asked_account: one.askedAccount,
    asked_at: one.askedAt,
    state: one.state,
    decided_by: one.decidedBy,
    decided_at: one.decidedAt,
    words: one.words,
    effect: one.effect,
  };
}

/** A task whose clock still runs. A whistle's ends when the department has reported in. */
export const isTimed = (task: Task): task is Task & { dueAt: Date } =>
  task.dueAt !== null && isOpenTask(task) && !(task.kind === 'report-in' && task.takenAt !== null);

export function taskClockJob(district: number, caseId: string, taskId: string, runAt: Date): JobSpec {
  return jobSpec('cases.task-clock', { district, caseId, taskId }, { runAt, jobKey: `task:${district}:${taskId}` });
}
