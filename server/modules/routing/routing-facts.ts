import { areaClassOf, hoursOn, splitInstant, type Timekeeping, weekdayOf } from '#modules/deadlines';
import { type Ground, lower, type RoutingFacts } from './conditions.ts';

/** What is known of a case when it is filed. */
export interface RoutingAsk {
  categoryCode: string | null;
  areaPath: string;
  source: string;
  /** Title and text. */
  text: string;
  at: Date;
  answers: readonly { code: string; answer: string }[];
}

export function factsOf(ask: RoutingAsk, ground: Pick<Ground, 'parents'>, times: Timekeeping): RoutingFacts {
  const { categoryCode: code } = ask;
  const parent = code === null ? null : ground.parents.get(code);
  const { day, time } = splitInstant(ask.at.getTime());
  return {
    categories: code === null ? [] : parent ? [code, parent] : [code],
    areaPath: ask.areaPath,
    areaClass: areaClassOf(times, ask.areaPath),
    source: ask.source,
    text: lower(ask.text),
    answers: ask.answers,
    minute: Math.floor(time / 60_000),
    weekday: weekdayOf(day) + 1,
    workday: hoursOn(times.calendar, day).total > 0,
  };
}
