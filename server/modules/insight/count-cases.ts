import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import {
  chinaDay,
  closedFirstTime,
  closedWork,
  dueSoon,
  handledInTime,
  limitMissed,
  overdue,
  rateSince,
} from './definitions.ts';
import { below, childCode, grandchildCode, type Subtree } from './subtree.ts';

/** Cases are counted in three passes over three indexes, each grouped as finely as any figure needs; sums are made here. */
export interface OpenGroup {
  child: string;
  grandchild: string;
  state: string;
  level: number | null;
  n: number;
  overdue: number;
  dueSoon: number;
  limitMissed: number;
}

/** Every open case of the subtree, by cases_area_open: bound by what is open, not by what there ever was. */
export async function countOpen(tx: Tx, district: number, area: Subtree, at: Date): Promise<OpenGroup[]> {
  const { rows } = await sql<OpenGroup>`
    select ${childCode(area, 'c.area_path')} as child, ${grandchildCode(area, 'c.area_path')} as grandchild,
           c.state, c.level, count(*)::int as n,
           (count(*) filter (where ${overdue(at)}))::int as overdue,
           (count(*) filter (where ${dueSoon(at)}))::int as "dueSoon",
           (count(*) filter (where ${limitMissed(at, district)}))::int as "limitMissed"
      from app.cases c
     where c.district_id = ${district} and c.open ${below(area, 'c.area_path')}
     group by 1, 2, 3, 4`.execute(tx);
  return rows;
}

export interface ReportedGroup {
  child: string;
  day: string;
  n: number;
  selfFound: number;
}

/** What was reported in the last 30 days, by child and day: by cases_newest for the district, cases_area below it. */
export async function countReported(tx: Tx, district: number, area: Subtree, at: Date): Promise<ReportedGroup[]> {
  const { rows } = await sql<ReportedGroup>`
    select ${childCode(area, 'c.area_path')} as child, ${chinaDay('c.reported_at')} as day, count(*)::int as n,
           (count(*) filter (where c.source = 'worker'))::int as "selfFound"
      from app.cases c
     where c.district_id = ${district} and c.reported_at > ${rateSince(at)} and c.reported_at <= ${at}
           ${below(area, 'c.area_path')}
     group by 1, 2`.execute(tx);
  return rows;
}

export async function countReportedBetween(
  tx: Tx,
  district: number,
  area: Subtree,
  from: Date,
  to: Date,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n
      from app.cases c
     where c.district_id = ${district} and c.reported_at >= ${from} and c.reported_at <= ${to}
           ${below(area, 'c.area_path')}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface ClosedGroup {
  child: string;
  day: string;
  n: number;
  firstTime: number;
  limited: number;
  onTime: number;
  rated: number;
  satisfied: number;
  handled: number;
  handleSeconds: number;
}

/** What was closed in the last 30 days, by child and day: by cases_closed. */
export async function countClosed(tx: Tx, district: number, area: Subtree, at: Date): Promise<ClosedGroup[]> {
  const { rows } = await sql<ClosedGroup>`
    select ${childCode(area, 'c.area_path')} as child, ${chinaDay('c.closed_at')} as day, count(*)::int as n,
           (count(*) filter (where ${closedFirstTime}))::int as "firstTime",
           (count(*) filter (where c.total_due_at is not null))::int as limited,
           (count(*) filter (where ${handledInTime(district)}))::int as "onTime",
           (count(c.rating))::int as rated,
           (count(*) filter (where c.rating = 'satisfied'))::int as satisfied,
           (count(c.handled_at))::int as handled,
           coalesce(sum(extract(epoch from c.handled_at - c.reported_at)), 0)::float8 as "handleSeconds"
      from app.cases c
     where c.district_id = ${district} and c.closed_at > ${rateSince(at)} and c.closed_at <= ${at} and ${closedWork}
           ${below(area, 'c.area_path')}
     group by 1, 2`.execute(tx);
  return rows;
}
