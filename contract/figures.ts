import Type, { type Static } from 'typebox';
import { SourceName, StateName } from './cases.ts';
import { type FigureKey, figureKeys } from './figure-formulas.ts';
import { type Measure, measureNames } from './figure-measures.ts';
import { type QuestionKey, questionKeys, type Split } from './figure-questions.ts';
import { Words } from './flow-document.ts';
import { type ApiPart, Id, Instant, nullable, page, Text } from './shapes.ts';

const oneOf = <T extends string>(names: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(names.map((one) => Type.Literal(one))));
const lang = Type.Optional(oneOf(['zh-CN', 'en']));
/** A month in China, 2026-11. */
export const Month = Type.String({ pattern: '^(19|2\\d)\\d{2}-(0[1-9]|1[0-2])$' });
/** A day in China, 2026-11-21. */
export const Day = Type.String({ pattern: '^(19|2\\d)\\d{2}-\\d{2}-\\d{2}$' });
export const MeasureName = oneOf<Measure>(measureNames);
export const QuestionName = oneOf<QuestionKey>(questionKeys);
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];
export const splits = ['none', 'area', 'unit', 'major', 'minor', 'source', 'hour', 'role'] as const satisfies Split[];

/** One place, one period, and what narrows them. */
const Scope = {
  areaId: Type.Optional(Id),
  /** First and last day, both counted. Without them the 30 days up to today. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  /** A code of the catalogue: two digits for a major class, else a minor one. */
  categoryCode: Type.Optional(Text(20, 1)),
  unitId: Type.Optional(Id),
  source: Type.Optional(SourceName),
};
export const FigureQuery = Type.Object(
  { ...Scope, grain: Type.Optional(oneOf<Grain>(grains)), split: Type.Optional(oneOf<Split>(splits)) },
  { additionalProperties: false },
);
export type FigureQuery = Static<typeof FigureQuery>;

const FigureValue = Type.Object({ n: Type.Integer(), of: nullable(Type.Integer()), value: nullable(Type.Number()) });
const byFigure = Type.Unsafe<Record<FigureKey, Static<typeof FigureValue>>>(
  Type.Object(Object.fromEntries(figureKeys.map((key) => [key, FigureValue]))),
);
const byMeasure = Type.Unsafe<Record<Measure, number>>(
  Type.Object(Object.fromEntries(measureNames.map((name) => [name, Type.Integer()]))),
);
const Period = Type.Object({ from: Day, to: Day });
const Place = Type.Object({ id: Id, name: Type.String() });
const values = { figures: byFigure, score: nullable(Type.Number()) };

export const Figures = Type.Object({
  at: Instant,
  /** How far behind the cases the figures may be. */
  countedAt: nullable(Instant),
  area: Place,
  /** The areas above it that the reader may see, the widest first. */
  above: Type.Array(Place),
  period: Period,
  /** The last day whose limits are counted: yesterday, or the end of the period. */
  dueTo: Day,
  measures: byMeasure,
  ...values,
  /** The period of the same length before (环比), and the same days a year before (同比). */
  before: Type.Object({ period: Period, ...values }),
  yearBefore: Type.Object({ period: Period, ...values }),
  trend: Type.Array(Type.Object({ period: Period, ...values })),
  split: Type.Array(
    Type.Object({
      value: Type.String(),
      name: Type.String(),
      /** The area of this row, to go down into it. */
      areaId: nullable(Id),
      /** Figures of fewer than five people are not shown. */
      hidden: Type.Boolean(),
      ...values,
    }),
  ),
});
export type Figures = Static<typeof Figures>;

export const FigureCasesQuery = Type.Object(
  {
    ...Scope,
    measure: MeasureName,
    hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
    role: Type.Optional(Text(40)),
    /** Only without a category, or without a unit: the row "none" of a table. */
    without: Type.Optional(oneOf(['category', 'unit', 'role'])),
    after: Type.Optional(Text(300)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export type FigureCasesQuery = Static<typeof FigureCasesQuery>;

export const FigureCase = Type.Object({
  id: Id,
  no: Type.String(),
  title: Type.String(),
  state: StateName,
  stateName: Words,
  areaName: Type.String(),
  categoryName: nullable(Type.String()),
  unitName: nullable(Type.String()),
  reportedAt: Instant,
  /** The day on which it counts. */
  day: Day,
});
export type FigureCase = Static<typeof FigureCase>;

export const FigureAnswer = Type.Object({
  question: QuestionName,
  area: Place,
  period: Period,
  /** The answer in words, in both languages. */
  zh: Type.String(),
  en: Type.String(),
  /** What was left out, in words. */
  excludedZh: Type.String(),
  excludedEn: Type.String(),
  rows: Type.Array(
    Type.Object({
      name: Type.String(),
      n: Type.Integer(),
      of: nullable(Type.Integer()),
      value: nullable(Type.Number()),
      /** The address of the list of the cases behind it; null where no list cuts so. */
      link: nullable(Type.String()),
    }),
  ),
  /** How `value` is meant. */
  kind: oneOf(['rate', 'hours', 'count', 'growth']),
});
export type FigureAnswer = Static<typeof FigureAnswer>;

export const figuresApi = {
  'GET /api/figures': {
    summary: 'The three families of figures for an area and a period, with exclusions, trend and comparison',
    access: 'signed-in',
    query: FigureQuery,
    answer: Figures,
  },
  'GET /api/figures/cases': {
    summary: 'Exactly the cases (for dispatches: the dispatches) behind one number, and how many they are',
    access: 'signed-in',
    query: FigureCasesQuery,
    answer: Type.Intersect([page(FigureCase), Type.Object({ total: Type.Integer() })]),
  },
  'GET /api/figures/export': {
    summary: 'The same figures as a table: xlsx with formulas and exclusions, or one number a line as csv',
    access: 'signed-in',
    answers: 'file',
    query: Type.Object(
      {
        ...Scope,
        grain: Type.Optional(oneOf<Grain>(grains)),
        split: Type.Optional(oneOf<Split>(splits)),
        format: oneOf(['xlsx', 'csv']),
        lang,
      },
      { additionalProperties: false },
    ),
    answer: Type.Unknown(),
  },
  'GET /api/figures/report': {
    summary: 'The monthly report of an area as a PDF to print: figures, charts, tables, formulas, exclusions',
    access: 'signed-in',
    answers: 'file',
    query: Type.Object({ areaId: Scope.areaId, month: Month, lang }, { additionalProperties: false }),
    answer: Type.Unknown(),
  },
  'GET /api/figures/questions/:question': {
    summary: 'One of the twelve questions a leader asks, answered in a sentence with its rows',
    access: 'signed-in',
    params: Type.Object({ question: QuestionName }),
    query: Type.Object({ areaId: Scope.areaId, from: Scope.from, to: Scope.to }, { additionalProperties: false }),
    answer: FigureAnswer,
  },
} as const satisfies ApiPart;
