import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type State, type StateRule, stateNames, states } from '#contract/lifecycle';

/**
 * What each figure of the wall counts: the one place that says so. Fragments speak of app.cases as `c`.
 *
 * | figure | counts |
 * |---|---|
 * | reported | every case that came in: also those later rejected or merged, since each was a person's report |
 * | closed | cases now closed or archived whose work was checked (`checked_at`); rejected and merged ones are not closed work |
 * | first-time closed | closed without rework, return or "not solved" (再办) |
 * | open | `open`: has an owner and a clock, waiting and suspended ones included; the same as the desk's view=open |
 * | overdue | open and past the clock of its state, or reminded of since; the same as the desk's view=overdue |
 * | due soon | open, not overdue, its state's clock ends within 2 hours |
 * | on time | of what had to be done: closed in the last 30 days, and open with the total limit missed; good is what was handled by the total limit |
 * | satisfied | of those who rated a case closed in the last 30 days: the answer "satisfied" alone ("fair" is not) |
 * | rated share | rated, of all closed in the last 30 days |
 * | self-found | of all reported in the last 30 days: found by a worker |
 * | mean handling | report to end of the work, of the cases closed today |
 *
 * An open case that missed its limit stays in the on-time rate until it is closed: a rate of closed cases alone would rise
 * by not closing. What a resident contested is not done until it is done again. Suspended cases and those that wait for the reporter are left out meanwhile (the field's 应结案数 − 缓办数).
 * A rate of fewer than 10 is null. Days are those of China (no summer time).
 */
export const leastForRate = 10;
export const soonMs = 2 * 3600_000;
export const rateDays = 30;
export const trendDays = 14;

const dayMs = 24 * 3600_000;
const chinaMs = 8 * 3600_000;

/** The first instant of the day in China. */
export function midnight(at: Date): Date {
  return new Date(Math.floor((at.getTime() + chinaMs) / dayMs) * dayMs - chinaMs);
}

/** 2026-11-21, the day in China. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + chinaMs).toISOString().slice(0, 10);
}

/** The days of the trend, oldest first, today last. */
export function daysUntil(at: Date, days = trendDays): string[] {
  return Array.from({ length: days }, (_, index) => dayOf(new Date(at.getTime() - (days - 1 - index) * dayMs)));
}

/** The first instant counted in the rates; it lies before the trend's first midnight. */
export function rateSince(at: Date): Date {
  return new Date(at.getTime() - rateDays * dayMs);
}

export function yesterday(at: Date): { from: Date; to: Date } {
  return { from: new Date(midnight(at).getTime() - dayMs), to: new Date(at.getTime() - dayMs) };
}

/** A share of at least 10, else null. */
export function rate(good: number, of: number): number | null {
  return of < leastForRate ? null : good / of;
}

export const chinaDay = (column: string): RawBuilder<string> =>
  sql<string>`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`;

export const closedWork = sql<SqlBool>`(c.state in ('closed', 'archived') and c.checked_at is not null)`;
export const closedFirstTime = sql<SqlBool>`(c.reworks = 0 and c.returns = 0 and c.reopens = 0)`;
/**
 * A case that was contested or re-opened keeps the hour of the attempt that did not hold until it is handled again: of
 * those, the facts of the figures say whether what was done holds (figures/facts.ts). They are a hundredth of all cases.
 */
export const handledInTime = (district: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(case when c.reopens = 0
  then c.handled_at is not null and c.handled_at <= c.total_due_at
  else exists (select from app.case_facts f where f.district_id = ${district} and f.case_id = c.id and f.on_time) end)`;

export const overdue = (at: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`(c.overdue_since is not null or c.due_at <= ${at})`;
export const dueSoon = (at: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`(c.overdue_since is null and c.due_at > ${at} and c.due_at <= ${new Date(at.getTime() + soonMs)})`;

const ofKind = (...kinds: StateRule['kind'][]): State[] =>
  stateNames.filter((name) => kinds.includes((states[name] as StateRule).kind));
/** In the order of the life cycle. */
export const openStates = ofKind('open', 'waiting');
/** The clock stands still: nobody here can hurry it. */
export const stoppedStates = ofKind('waiting');

/** Open, its clock running, and the total limit passed before the work was done. */
export const limitMissed = (at: Date, district: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(c.state <> all(${stoppedStates}) and c.total_due_at < ${at} and not ${handledInTime(district)})`;
