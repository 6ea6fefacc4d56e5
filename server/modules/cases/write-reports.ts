import { type Insertable, type RawBuilder, sql } from 'kysely';
import { type JobSpec, laterAllOf } from '#kernel/jobs';
import { keepPhotos } from '#modules/files';
import type { Tables } from '../../migrations/tables.ts';

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

/** Columns that hold JSON: Kysely wants them as text, a record set as what the text says. */
const jsonColumns = new Set(['answer', 'photos', 'data', 'payload', 'params']);

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
  const insert = (table: Table, rows: readonly object[], no?: string) => insertInto(district, table, rows, no);
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

type Table = Exclude<keyof ReportRows, 'jobs'>;

/** `no`: the column that bears the place in the batch, itself or, when it holds JSON, as its field `no`. */
function insertInto(district: number, table: Table, rows: readonly object[], no?: string): RawBuilder<unknown> {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((column) => {
    if (column === 'district_id') return sql`${district}::int`;
    if (column !== no) return sql.ref(`r.${column}`);
    return jsonColumns.has(column) ? sql`${sql.ref(`r.${column}`)} || jsonb_build_object('no', u.no)` : sql`u.no`;
  });
  const place = no && jsonColumns.has(no) ? sql`(${sql.ref(`r.${no}`)} ->> 'no')` : sql`r.no`;
  const written = sql`jsonb_populate_recordset(null::app.${sql.raw(table)}, ${JSON.stringify(rows.map(asJson))}::jsonb) as r`;
  return sql`${sql.raw(`w_${table}`)} as (
      insert into app.${sql.raw(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${sql.join(values)} from ${written} ${no ? sql`join numbers u on u.k = ${place}::int` : sql``}
    )`;
}

function asJson(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (Buffer.isBuffer(value)) return [column, `\\x${value.toString('hex')}`];
      return [column, jsonColumns.has(column) && typeof value === 'string' ? JSON.parse(value) : value];
    }),
  );
}
