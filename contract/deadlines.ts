import Type, { type Static } from 'typebox';
import { LimitUnit } from './catalogue.ts';
import { type ApiPart, FileContent, Id, Instant, nullable, Text } from './shapes.ts';

const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', maxLength: 10 });
const strict = { additionalProperties: false } as const;
/** Of an imported table: a year has some 40 rows. */
export const mostCalendarBytes = 1024 * 1024;

/** Minutes from midnight: 510 is 08:30. */
const Span = Type.Object(
  { from: Type.Integer({ minimum: 0, maximum: 1439 }), to: Type.Integer({ minimum: 1, maximum: 1440 }) },
  strict,
);
export type Span = Static<typeof Span>;

export const WorkPattern = Type.Object(
  {
    /** The day from which it holds; the first one also holds for all days before. */
    from: DayText,
    /** Monday to Sunday; a day without spans is free. */
    days: Type.Array(Type.Array(Span, { maxItems: 6 }), { minItems: 7, maxItems: 7 }),
  },
  strict,
);
export type WorkPattern = Static<typeof WorkPattern>;

export const SpecialDay = Type.Object(
  {
    day: DayText,
    /** holiday: free whatever the weekday; workday: a swapped working day at a weekend. */
    kind: Type.Union([Type.Literal('holiday'), Type.Literal('workday')]),
    name: Text(40, 1),
  },
  strict,
);
export type SpecialDay = Static<typeof SpecialDay>;

export const CalendarYear = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    days: Type.Array(SpecialDay, { maxItems: 366 }),
  },
  strict,
);
export type CalendarYear = Static<typeof CalendarYear>;

export const CalendarDocument = Type.Object(
  {
    patterns: Type.Array(WorkPattern, { minItems: 1, maxItems: 50 }),
    years: Type.Array(CalendarYear, { minItems: 1, maxItems: 101 }),
  },
  strict,
);
export type CalendarDocument = Static<typeof CalendarDocument>;

export const TimeLimit = Type.Object({ amount: Type.Integer({ minimum: 1, maximum: 10000 }), unit: LimitUnit }, strict);
export type TimeLimit = Static<typeof TimeLimit>;

/** A share of the clock (0.75 = three quarters), or an amount of time. */
export const Threshold = Type.Union([
  Type.Object({ share: Type.Number({ minimum: 0.01, maximum: 10 }) }, strict),
  TimeLimit,
]);
export type Threshold = Static<typeof Threshold>;

export const Thresholds = Type.Object(
  {
    /** Near its end: so large a share of the clock has passed, or so little time is left. */
    near: Threshold,
    /** Long overdue: late by such a share of the limit, or by so much time. */
    long: Threshold,
  },
  strict,
);
export type Thresholds = Static<typeof Thresholds>;

export const areaClasses = ['A', 'B', 'C'] as const;
export const AreaClass = Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]);
export type AreaClass = Static<typeof AreaClass>;

export const FilingCondition = Type.Object(
  {
    categoryCode: Text(20, 1),
    code: Type.String({ pattern: '^[A-Za-z0-9-]{1,20}$' }),
    zh: Text(60, 1),
    en: Text(120),
    /** What has to be so before it is closed, in words. */
    closing: Text(120),
  },
  strict,
);
export type FilingCondition = Static<typeof FilingCondition>;

export const LimitRule = Type.Object(
  {
    categoryCode: Text(20, 1),
    conditionCode: nullable(Text(20, 1)),
    areaClass: nullable(AreaClass),
    amount: Type.Integer({ minimum: 1, maximum: 10000 }),
    unit: LimitUnit,
  },
  strict,
);
export type LimitRule = Static<typeof LimitRule>;

/** One fault of a calendar, named by its cell (B3) or by its place in the document. */
export const CalendarFault = Type.Object({ cell: nullable(Type.String()), zh: Type.String(), en: Type.String() });
export type CalendarFault = Static<typeof CalendarFault>;

const Replan = Type.Object({
  id: Id,
  madeAt: Instant,
  reason: Type.String(),
  looked: Type.Integer(),
  moved: Type.Integer(),
  finishedAt: nullable(Instant),
});

export const CalendarView = Type.Object({
  /** 0: nothing was set here; the statutory calendar that comes with the program. */
  version: Type.Integer(),
  document: CalendarDocument,
  /** Where the calendar lacks the table of this year, or from October on of the next. */
  missingYears: Type.Array(Type.Integer()),
  thresholds: Thresholds,
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      madeAt: Instant,
      by: nullable(Type.String()),
      origin: Type.Union([Type.Literal('edit'), Type.Literal('import')]),
      note: Type.String(),
    }),
  ),
  /** The last runs over the open cases. */
  replans: Type.Array(Replan),
  mayEdit: Type.Boolean(),
});
export type CalendarView = Static<typeof CalendarView>;

/** A day between begin and end that did not count, or counted though it is a weekend. */
const PassedDay = Type.Object({
  day: DayText,
  why: Type.Union([Type.Literal('weekend'), Type.Literal('holiday'), Type.Literal('swapped')]),
  name: nullable(Type.String()),
});

export const deadlinesApi = {
  'GET /api/deadlines/calendar': {
    summary: 'The working calendar in force, its versions, thresholds and runs over open cases',
    access: 'signed-in',
    answer: CalendarView,
  },
  'PUT /api/deadlines/calendar': {
    summary: 'Change working hours, holidays or swapped working days: a new version, open cases are planned anew',
    access: 'signed-in',
    bodyLimit: 1024 * 1024,
    body: Type.Object({ commandId: Id, document: CalendarDocument }, strict),
    answer: Type.Object({ version: Type.Integer() }),
  },
  'POST /api/deadlines/calendar/import': {
    summary: 'Import the yearly table (CSV or xlsx: day, kind, name); a dry run lists every fault by its cell',
    access: 'signed-in',
    bodyLimit: 2 * 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        dryRun: Type.Boolean(),
        fileName: Text(200, 1),
        content: FileContent(mostCalendarBytes),
      },
      strict,
    ),
    answer: Type.Object({
      version: nullable(Type.Integer()),
      years: Type.Array(CalendarYear),
      added: Type.Integer(),
      changed: Type.Integer(),
      removed: Type.Integer(),
      faults: Type.Array(CalendarFault),
    }),
  },
  'PUT /api/deadlines/thresholds': {
    summary: 'From when a case counts as near due and as long overdue',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, thresholds: Thresholds }, strict),
    answer: Thresholds,
  },
  'GET /api/deadlines/limits': {
    summary: 'Limits by class, filing condition and area class, with the conditions',
    access: 'signed-in',
    answer: Type.Object({
      version: Type.Integer(),
      madeAt: nullable(Instant),
      by: nullable(Type.String()),
      conditions: Type.Array(FilingCondition),
      rules: Type.Array(LimitRule),
    }),
  },
  'PUT /api/deadlines/limits': {
    summary: 'Replace the limit table: a new version, checked whole',
    access: 'signed-in',
    bodyLimit: 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        /** The version that was edited; refused when somebody has changed it since. */
        version: Type.Integer({ minimum: 0 }),
        conditions: Type.Array(FilingCondition, { maxItems: 2000 }),
        rules: Type.Array(LimitRule, { maxItems: 4000 }),
      },
      strict,
    ),
    answer: Type.Object({ version: Type.Integer() }),
  },
  'GET /api/deadlines/area-classes': {
    summary: 'Areas with a management class of their own; all below inherit it',
    access: 'signed-in',
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({ areaId: Id, name: Type.String(), path: Type.String(), class: AreaClass, setAt: Instant }),
      ),
    }),
  },
  'PUT /api/deadlines/area-classes/:id': {
    summary: 'Set or remove the management class of an area',
    access: 'signed-in',
    params: Type.Object({ id: Id }),
    body: Type.Object({ commandId: Id, class: nullable(AreaClass) }, strict),
    answer: Type.Object({ areaId: Id, class: nullable(AreaClass) }),
  },
  'POST /api/deadlines/calculate': {
    summary: 'When a limit ends that begins at a moment, and which days did not count',
    access: 'signed-in',
    body: Type.Object({ from: Instant, limit: TimeLimit }, strict),
    answer: Type.Object({
      dueAt: Instant,
      nearAt: Instant,
      /** When counting really began: the next working moment, where the limit counts working time. */
      countsFrom: Instant,
      workingMinutes: Type.Integer(),
      days: Type.Array(PassedDay),
    }),
  },
} as const satisfies ApiPart;
