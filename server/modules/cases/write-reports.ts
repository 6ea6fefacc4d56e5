import { type Insertable, type RawBuilder, sql } from 'kysely';
import { type JobSpec, laterAllOf } from '#kernel/jobs';
import { keepPhotos } from '#modules/files';
import type { Tables } from '../../migrations/tables.ts';
import { insertInto } from './write-rows.ts';

/** A report as rows. Wherever a case number belongs, as `no`, stands its place in the batch, from 1 (as text). */
export interface ReportRows {
  commands: Insertable<Tables['commands']>;
  cases: Insertable<Tables['cases']>;
  case_steps: Insertable<Tables['case_steps']>;
  case_photos: Insertable<Tables['case_photos']>[];
  case_contacts: Insertable<Tables['case_contacts']>;
  live_events: Insertable<Tables['live_events']>;
  messages: Insertable<Tables['messages']>[];
  jobs: JobSpec[];
}

export interface Numbering {
  district: number;
  /** Shanghai's day, yyyy-mm-dd, and what the numbers of the day begin with. */
  day: string;
  head: string;
}

/**
 * One statement that numbers and writes a batch of reports: cases with their first step, contact, photos, live event,
 * clock, messages and the answers of their commands. Together they hold the day's counter for one round trip only.
 * Answers one row: the numbers by place in the batch.
 */
export function writeReports(
  numbering: Numbering,
  reports: readonly ReportRows[],
): RawBuilder<{ numbers: Record<string, string> }> {
  const { district, day, head } = numbering;
  const count = reports.length;
  const photos = reports.flatMap((one) => one.case_photos);
  const messages = reports.flatMap((one) => one.messages);
  const insert = (table: Exclude<keyof ReportRows, 'jobs'>, rows: readonly object[], no?: string) =>
    insertInto(district, table, rows, no);
  const parts = [
    insert(
      'commands',
      reports.map((one) => one.commands),
      'answer',
    ),
    insert(
      'cases',
      reports.map((one) => one.cases),
      'no',
    ),
    insert(
      'case_steps',
      reports.map((one) => one.case_steps),
    ),
    insert(
      'case_contacts',
      reports.map((one) => one.case_contacts),
    ),
    insert(
      'live_events',
      reports.map((one) => one.live_events),
      'payload',
    ),
    ...(photos.length > 0 ? [insert('case_photos', photos)] : []),
    ...(messages.length > 0 ? [insert('messages', messages, 'params')] : []),
  ];
  return sql`
    with counter as (
      insert into app.case_numbers (district_id, day, n) values (${district}, ${day}, ${count})
      on conflict (district_id, day) do update set n = case_numbers.n + excluded.n
      returning n
    ), numbers as (
      select k, app.case_number(${head}, (c.n - ${count}::int + k)::int) as no from counter c, generate_series(1, ${count}::int) as k
    ), ${sql.join(parts)}
    select (select jsonb_object_agg(u.k, u.no) from numbers u) as numbers, pg_notify('live', ${String(district)}),
           ${laterAllOf(reports.flatMap((one) => one.jobs))}
           ${
             photos.length > 0
               ? sql`, ${keepPhotos(
                   district,
                   photos.map(({ file_id }) => ({ id: file_id })),
                 )}`
               : sql``
           }`;
}
