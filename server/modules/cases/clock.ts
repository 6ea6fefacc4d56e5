import { type State, type StateRule, states } from '#contract/lifecycle';

const minute = 60_000;
const unitMinutes = { urgentHour: 60, workHour: 60, workDay: 24 * 60, naturalDay: 24 * 60 } as const;
/** Where the catalogue gives no limit: three days, as most city rules have for what nobody classified. */
const defaultLimitMinutes = 3 * 24 * 60;

export interface TimeLimit {
  amount: number;
  unit: keyof typeof unitMinutes;
}

/** The limit of a category, null where the catalogue gives none. */
export function limitOf(
  category: { limitAmount: number | null; limitUnit: TimeLimit['unit'] | null } | null,
): TimeLimit | null {
  return category?.limitAmount && category.limitUnit
    ? { amount: category.limitAmount, unit: category.limitUnit }
    : null;
}

/** Plain minutes of a category's limit; the working calendar comes with the flow engine. */
export function limitMinutes(limit: TimeLimit | null): number {
  return limit ? limit.amount * unitMinutes[limit.unit] : defaultLimitMinutes;
}

/** When the clock of a state that is entered at `now` runs out; null for final states. */
export function dueAt(state: State, now: Date, limit: TimeLimit | null, until: Date | null): Date | null {
  const { clock }: StateRule = states[state];
  if (clock === null) return null;
  if (clock === 'until') return until;
  return new Date(now.getTime() + minute * (clock === 'limit' ? limitMinutes(limit) : clock));
}

/** The end of the total limit: what the resident is told when reporting. */
export function totalDueAt(reportedAt: Date, limit: TimeLimit | null): Date {
  return new Date(reportedAt.getTime() + minute * limitMinutes(limit));
}

/** After a reminder the same state gets another day, so that nothing overdue is reminded of only once. */
export function remindedDueAt(now: Date): Date {
  return new Date(now.getTime() + 24 * 60 * minute);
}
