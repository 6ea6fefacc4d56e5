import type { CalendarDocument, CalendarFault, CalendarYear, Span, WorkPattern } from '#contract/deadlines';

const dayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const dayNamesEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
};

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const fault = (zh: string, en: string): CalendarFault => ({ cell: null, zh, en });

/** Everything that stands against a calendar, with its place; none: it can be counted with. */
export function checkCalendar({ patterns, years }: CalendarDocument): CalendarFault[] {
  const faults = [...patterns.flatMap(checkPattern), ...years.flatMap(checkYear)];
  if (patterns.length === 0) faults.push(fault('没有工作时间', 'There are no working hours'));
  if (years.length === 0) faults.push(fault('日历没有任何年份', 'The calendar has no year'));
  for (const from of twice(patterns.map((pattern) => pattern.from)))
    faults.push(fault(`有两套工作时间都从 ${from} 起`, `Two patterns of hours hold from ${from}`));
  for (const year of twice(years.map((one) => String(one.year))))
    faults.push(fault(`${year} 年出现了两次`, `The year ${year} is there twice`));
  return faults;
}

function checkPattern({ from, days }: WorkPattern): CalendarFault[] {
  if (!isDay(from)) return [fault(`没有这一天：${from}`, `There is no day ${from}`)];
  if (days.every((spans) => spans.length === 0))
    return [fault(`从 ${from} 起的工作时间一周没有一个小时`, `The pattern from ${from} has no working hours`)];
  return days.flatMap((spans, index) =>
    checkSpans(spans).map(({ zh, en }) =>
      fault(`从 ${from} 起，${dayNames[index]}：${zh}`, `From ${from}, ${dayNamesEn[index]}: ${en}`),
    ),
  );
}

function checkSpans(spans: readonly Span[]): { zh: string; en: string }[] {
  const text = ({ from, to }: Span) => `${clock(from)}–${clock(to)}`;
  const backwards = spans.filter(({ from, to }) => from >= to);
  if (backwards.length > 0)
    return backwards.map((span) => ({
      zh: `${text(span)} 的结束不晚于开始`,
      en: `${text(span)} ends before it begins`,
    }));
  const sorted = spans.toSorted((one, two) => one.from - two.from);
  return sorted.flatMap((span, index) => {
    const before = sorted[index - 1];
    if (!before || before.to <= span.from) return [];
    return [{ zh: `${text(before)} 与 ${text(span)} 重叠`, en: `${text(before)} and ${text(span)} overlap` }];
  });
}

function checkYear({ year, days }: CalendarYear): CalendarFault[] {
  const faults = days.flatMap(({ day }) => {
    if (!isDay(day)) return [fault(`没有这一天：${day}`, `There is no day ${day}`)];
    if (!day.startsWith(`${year}-`)) return [fault(`${day} 不属于 ${year} 年`, `${day} is not in ${year}`)];
    return [];
  });
  return [
    ...faults,
    ...twice(days.map(({ day }) => day)).map((day) => fault(`${day} 出现了两次`, `${day} is there twice`)),
  ];
}

const twice = (texts: readonly string[]): string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

/** This year's table must be there, and from October on, when it has been published, the next one's. */
export function missingYears({ years }: CalendarDocument, now: Date): number[] {
  const local = new Date(now.getTime() + 8 * 3600_000);
  const year = local.getUTCFullYear();
  const wanted = local.getUTCMonth() >= 9 ? [year, year + 1] : [year];
  return wanted.filter((one) => !years.some((table) => table.year === one && table.days.length > 0));
}
