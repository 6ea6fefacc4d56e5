import chineseDays from 'chinese-days';
import type { CalendarDocument, CalendarYear, SpecialDay } from '#contract/deadlines';

// Statutory holidays and swapped days as the State Council publishes them each autumn, from the package chinese-days.

const firstYear = 2023;
/** As far ahead as a newer package may know; years it does not know have no table, and the desk says so. */
const lastYear = 2035;
const dayMs = 86_400_000;
const office = [
  { from: 8 * 60 + 30, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 17 * 60 + 30 },
];

/** What the package tells of a day beyond its weekday, e.g. "National Day,国庆节,3". */
function specialDay(day: string): SpecialDay | null {
  const { name, work } = chineseDays.getDayDetail(day);
  const zh = name.split(',')[1];
  if (zh === undefined) return null;
  return work ? { day, kind: 'workday', name: `${zh}调休` } : { day, kind: 'holiday', name: zh };
}

function yearOf(year: number): CalendarYear {
  const days: SpecialDay[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += dayMs) {
    const found = specialDay(new Date(at).toISOString().slice(0, 10));
    if (found) days.push(found);
  }
  return { year, days };
}

const years = Array.from({ length: lastYear - firstYear + 1 }, (_, n) => yearOf(firstYear + n));

/** What a district begins with: Monday to Friday 8:30 to 12:00 and 13:30 to 17:30. */
export const defaultCalendar: CalendarDocument = {
  patterns: [{ from: '2000-01-01', days: [office, office, office, office, office, [], []] }],
  years: years.filter(({ days }) => days.length > 0),
};
