import type { Answer } from '#contract/api';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { addLimit, nearAt, startClock, workingBetween } from './arithmetic.ts';
import { timekeepingOf } from './timekeeping.ts';
import { type Calendar, dayText, hoursOn, instantOf, splitInstant } from './working-calendar.ts';

type Route = 'POST /api/deadlines/calculate';
type Passed = Answer<Route>['days'][number];

/** More days than anyone reads; the end is right all the same. */
const mostDays = 400;
const firstInstant = Date.UTC(2000, 0, 2);
const lastInstant = Date.UTC(2100, 0, 1);

/** When a limit ends, and why: for whoever has to explain it. */
export async function calculateLimit({ services, actor, body }: Call<Route>): Promise<Answer<Route>> {
  const from = new Date(body.from);
  if (from.getTime() < firstInstant || from.getTime() > lastInstant)
    refuse('input.invalid', {
      'detail:zh': '日期须在 2000 到 2100 年之间',
      'detail:en': 'the day must be in 2000 to 2100',
    });
  const { calendar, thresholds } = await timekeepingOf(services, actor.district);
  const clock = startClock(from, body.limit);
  const due = addLimit(calendar, from, body.limit);
  const counted = body.limit.unit === 'workDay' || body.limit.unit === 'workHour';
  return {
    dueAt: due.toISOString(),
    nearAt: nearAt(calendar, clock, thresholds.near).toISOString(),
    countsFrom: (counted ? nextWork(calendar, from) : from).toISOString(),
    workingMinutes: Math.round(workingBetween(calendar, from, due) / 60_000),
    days: counted ? passedDays(calendar, from, due) : [],
  };
}

/** The first moment at or after `from` at which work is done. */
function nextWork(calendar: Calendar, from: Date): Date {
  const { day, time } = splitInstant(from.getTime());
  for (let next = day; next < day + 800; next += 1) {
    for (const [begin, end] of hoursOn(calendar, next).spans) {
      if (next > day || end > time) return new Date(instantOf(next, next > day ? begin : Math.max(begin, time)));
    }
  }
  return from;
}

function passedDays(calendar: Calendar, from: Date, due: Date): Passed[] {
  const [first, last] = [splitInstant(from.getTime()).day, splitInstant(due.getTime()).day];
  const days: Passed[] = [];
  for (let day = first; day <= last && days.length < mostDays; day += 1) {
    const special = calendar.special.get(day);
    const works = hoursOn(calendar, day).total > 0;
    if (special?.kind === 'workday' && works) days.push({ day: dayText(day), why: 'swapped', name: special.name });
    else if (!works)
      days.push({ day: dayText(day), why: special ? 'holiday' : 'weekend', name: special?.name ?? null });
  }
  return days;
}
