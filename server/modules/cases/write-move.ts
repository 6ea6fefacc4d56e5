import { type Insertable, type RawBuilder, sql } from 'kysely';
import { type JobSpec, jobSpec, laterAllOf } from '#kernel/jobs';
import { keepPhotos } from '#modules/files';
import { cancelMessages } from '#modules/messages';
import type { Tables } from '../../migrations/tables.ts';
import { isTimed, putParts, taskClockJob } from './parts/write-parts.ts';
import type { MovePlan } from './plan-move.ts';
import { clockJob, clockKey } from './record-step.ts';
import { asJson, insertInto } from './write-rows.ts';

/** Rows that are written with a move: the command that it answers, a contact that joins. */
export interface BesideMove {
  commands?: Insertable<Tables['commands']>;
  case_contacts?: Insertable<Tables['case_contacts']>;
}

/**
 * The only writer of history after the report, and of the present values: one statement for the case, its steps, their
 * photos and live events, the messages, the clock and the command.
 */
export function writeMove(plan: MovePlan, beside: BesideMove = {}): RawBuilder<unknown> {
  const { before, after, steps, messages, alarms } = plan;
  const { district, id } = before;
  const photos = steps.flatMap((step) => step.photos);
  const insert = (table: keyof Tables, rows: readonly object[]) =>
    rows.length > 0 ? [insertInto(district, table, rows)] : [];
  const parts = [
    ...(beside.commands ? insert('commands', [beside.commands]) : []),
    updateCase(plan),
    ...insert(
      'case_steps',
      steps.map((step) => step.row),
    ),
    ...insert(
      'live_events',
      steps.map((step) => step.event),
    ),
    ...(beside.case_contacts ? insert('case_contacts', [beside.case_contacts]) : []),
    ...insert('case_photos', photos),
    ...putParts(before, plan.parts),
    ...insert(
      'messages',
      messages.map(({ row }) => row),
    ),
    ...(plan.untold === null ? [] : [sql`untold as (${cancelMessages(district, id, plan.untold)})`]),
  ];
  const jobs = [
    ...(after.dueAt ? [clockJob(district, id, after.dueAt)] : []),
    ...alarms,
    ...messages.flatMap(({ job }) => job ?? []),
    ...jobsOfParts(plan),
  ];
  const effects = [
    sql`pg_notify('live', ${String(district)})`,
    ...(jobs.length > 0 ? [laterAllOf(jobs)] : []),
    ...(after.dueAt ? [] : [sql`app.forget_job(${clockKey(district, id)})`]),
    ...(photos.length > 0
      ? [
          keepPhotos(
            district,
            photos.map(({ file_id }) => ({ id: file_id })),
          ),
        ]
      : []),
  ];
  return sql`with ${sql.join(parts)} select ${sql.join(effects)}`;
}

/** Clocks of tasks, the parts of what was divided, and the whole of a part that was closed. */
function jobsOfParts({ before, after, steps, parts }: MovePlan): JobSpec[] {
  const { district, id, parentId } = before;
  const divided = steps.find(({ row }) => row.move === 'divide');
  return [
    // What is overdue already is reminded of daily by its own job.
    ...parts.tasks.flatMap((task) =>
      isTimed(task) && task.overdueAt === null ? [taskClockJob(district, id, task.id, task.dueAt)] : [],
    ),
    ...(divided ? [jobSpec('cases.file-pieces', { district, caseId: id, seq: divided.row.seq })] : []),
    ...(parentId && before.open && !after.open ? [jobSpec('cases.gather', { district, caseId: parentId })] : []),
  ];
}

/** The row is locked, so what was read of it is still so. */
function updateCase({ before, after, fields }: MovePlan): RawBuilder<unknown> {
  const values = { ...fields, seq: after.seq, last_hash: after.lastHash };
  const columns = Object.keys(values).sort();
  const set = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`r.${column}`)}`);
  return sql`w_cases as (
      update app.cases k set ${sql.join(set)}
        from jsonb_populate_record(null::app.cases, ${JSON.stringify(asJson(values))}::jsonb) as r
       where k.district_id = ${before.district} and k.id = ${before.id}
    )`;
}
