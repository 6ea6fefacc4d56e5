export {
  type Amount,
  addLimit,
  dueOf,
  elapsed,
  extendClock,
  holdClock,
  longOverdueAt,
  nearAt,
  type RunningClock,
  resumeClock,
  startClock,
} from './arithmetic.ts';
export { followTimes, type TimesChange } from './follow-times.ts';
export { importCalendarFile } from './import-calendar.ts';
export { deadlineRoutes } from './routes.ts';
export {
  areaClassOf,
  defaultThresholds,
  defaultTimes,
  forgetTimekeeping,
  type LimitQuestion,
  limitFor,
  type Timekeeping,
  timekeepingOf,
} from './timekeeping.ts';
export { type Calendar, hoursOn, splitInstant, weekdayOf } from './working-calendar.ts';
