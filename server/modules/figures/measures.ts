import { type RawBuilder, sql } from 'kysely';
import { type Basis, type Measure, measureNames, measures } from '#contract/figure-measures';

/** From which table a basis is counted, by which day, for which unit (contract/figure-measures.ts says why). */
export const bases = {
  report: { table: 'case_facts', day: 'reported_day', unit: 'unit_id' },
  due: { table: 'case_facts', day: 'due_day', unit: 'unit_id' },
  done: { table: 'case_facts', day: 'done_day', unit: 'done_unit' },
  closed: { table: 'case_facts', day: 'closed_day', unit: 'unit_id' },
  dispatch: { table: 'dispatch_facts', day: 'day', unit: 'unit_id' },
} as const satisfies Record<Basis, { table: string; day: string; unit: string }>;
export const basisNames = Object.keys(bases) as Basis[];
export type FactTable = (typeof bases)[Basis]['table'];

/** A report that no worker found by himself: a resident, the hotline, another platform or an operator told it. */
const appeal = `f.source <> 'worker'`;
const valid = `f.ending is distinct from 'rejected' and f.ending is distinct from 'merged'`;
const shouldClose = `${valid} and f.hold is null`;
const answered = `(f.rating is not null or f.contested)`;

/** When a case (a dispatch) counts, over its fact row `f`. A due day that is not over is left out by the reader. */
const conditions: Record<Exclude<Measure, 'handleMinutes'>, string> = {
  reported: 'true',
  valid,
  rejected: `f.ending = 'rejected'`,
  merged: `f.ending = 'merged'`,
  selfHandled: `${valid} and f.self_handled`,
  found: `f.source = 'worker'`,
  foundValid: `f.source = 'worker' and ${valid}`,
  foundSelfHandled: `f.source = 'worker' and ${valid} and f.self_handled`,
  appeals: `${appeal} and ${valid} and f.response is not null`,
  responded: `${appeal} and ${valid} and f.response = 'inTime'`,
  responsePending: `${appeal} and ${valid} and f.response is null`,
  appealsRejected: `${appeal} and f.ending = 'rejected'`,
  appealsMerged: `${appeal} and f.ending = 'merged'`,
  due: shouldClose,
  onTime: `${shouldClose} and f.on_time`,
  dueClosed: `${shouldClose} and f.ending = 'closed'`,
  dueOpenLate: `${shouldClose} and f.ending is null and not f.on_time`,
  dueSuspended: `f.ending is null and f.hold = 'suspended'`,
  dueWaiting: `f.ending is null and f.hold = 'waiting'`,
  dueRejected: `f.ending = 'rejected'`,
  dueMerged: `f.ending = 'merged'`,
  done: valid,
  doneVoid: `not (${valid})`,
  reworked: `${valid} and f.reworked`,
  contested: `${valid} and f.contested`,
  answered: `${valid} and ${appeal} and ${answered}`,
  solved: `${valid} and ${appeal} and ${answered} and not f.contested`,
  unanswered: `${valid} and ${appeal} and not ${answered}`,
  rated: `${valid} and ${appeal} and f.rating is not null`,
  satisfied: `${valid} and ${appeal} and f.rating = 'satisfied'`,
  unrated: `${valid} and ${appeal} and f.rating is null`,
  closed: `f.ending = 'closed'`,
  closedFirstTime: `f.ending = 'closed' and f.first_time`,
  dispatched: `f.outcome <> 'undone'`,
  accurate: `f.outcome = 'kept'`,
  returned: `f.outcome = 'returned'`,
  redirected: `f.outcome = 'transferred'`,
  dispatchUndone: `f.outcome = 'undone'`,
};

/** Which rows stand behind a number; the minutes stand for the closed cases whose minutes they are. */
export function conditionOf(measure: Measure): RawBuilder<boolean> {
  return sql.raw(`(${conditions[measure === 'handleMinutes' ? 'closed' : measure]})`);
}

/** What a fact row adds to a number. */
export function amountOf(measure: Measure): RawBuilder<number> {
  return measure === 'handleMinutes'
    ? sql.raw(`case when ${conditions.closed} then f.handle_minutes else 0 end`)
    : sql.raw(`coalesce((${conditions[measure]})::int, 0)`);
}

export function measuresOf(basis: Basis): Measure[] {
  return measureNames.filter((name) => measures[name].basis === basis);
}

/** The column of app.case_daily. */
export function columnOf(measure: Measure): string {
  return measure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
