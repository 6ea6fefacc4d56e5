import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { State } from '#contract/lifecycle';
import type { LineState } from '#contract/minutes';
import type { Services } from '#kernel/services';
import { type StateRow, stateNamer } from '#modules/flows';

/** A line with what is read along with it. */
export interface LineRow {
  id: string;
  n: number;
  matter: string;
  responsible: string;
  postId: string | null;
  postName: string | null;
  dueOn: string | null;
  late: boolean;
  state: LineState;
  caseId: string | null;
  caseNo: string | null;
  /** Where its case stands, by the columns of it. */
  caseAt: StateRow | null;
  lastNote: string | null;
}

/** Shanghai's day of an instant. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10);

/** 30 February has the shape of a day. */
export const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** Still to be done: an open line, or one whose case is not closed (or out of the reader's sight). */
export const isWaiting = sql<SqlBool>`(l.state = 'open' or (l.state = 'filed' and coalesce(c.open, true)))`;
export const isLate = (today: string) => sql<SqlBool>`(${isWaiting} and l.due_on < ${today}::date)`;

/** Columns of a LineRow; `l` is the line, `c` its case, `p` its post, joined by `lineJoins`. */
export function lineColumns(district: number, today: string): RawBuilder<unknown> {
  return sql`l.id, l.n, l.matter, l.responsible, l.post_id as "postId", p.title as "postName", l.due_on::text as "dueOn",
       coalesce(${isLate(today)}, false) as late, l.state, l.case_id as "caseId", c.no as "caseNo",
       case when c.id is null then null else jsonb_build_object('state', c.state, 'flow_code', c.flow_code,
         'flow_version', c.flow_version, 'flow_state', c.flow_state) end as "caseAt",
       (select f.note from app.meeting_follow_ups f
         where f.district_id = ${district} and f.line_id = l.id and f.note <> '' order by f.seq desc limit 1) as "lastNote"`;
}

export function lineJoins(district: number): RawBuilder<unknown> {
  return sql`left join app.cases c on c.district_id = ${district} and c.id = l.case_id
       left join app.posts p on p.district_id = ${district} and p.id = l.post_id`;
}

/** The lines with the state of their cases in the words of each case's own flow. */
export async function withCaseStates<T extends LineRow>(
  services: Pick<Services, 'database'>,
  district: number,
  rows: readonly T[],
) {
  const wordsOf = await stateNamer(
    services,
    district,
    rows.flatMap(({ caseAt }) => caseAt ?? []),
  );
  return rows.map(({ caseAt, ...line }) => ({
    ...line,
    caseState: caseAt && (caseAt.state as State), // written by the life cycle only
    caseStateName: caseAt && wordsOf(caseAt).name,
  }));
}
