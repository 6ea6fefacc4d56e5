import Type, { type Static } from 'typebox';
import { Belonging } from './admissions.ts';
import { type ApiPart, DistrictId, Id, Instant, nullable, Text } from './shapes.ts';

export const LimitUnit = Type.Union([
  Type.Literal('urgentHour'),
  Type.Literal('workHour'),
  Type.Literal('workDay'),
  Type.Literal('naturalDay'),
]);
export type LimitUnit = Static<typeof LimitUnit>;
export const Category = Type.Object({
  id: Id,
  /** Major class: 2 digits; minor class: 5 digits, the first two its major's. */
  code: Type.String(),
  parentCode: nullable(Type.String()),
  name: Type.String(),
  nameEn: Type.String(),
  description: Type.String(),
  keywords: Type.Array(Type.String()),
  examples: Type.Array(Type.String()),
  limitAmount: nullable(Type.Integer()),
  limitUnit: nullable(LimitUnit),
  unitId: nullable(Id),
  unitName: nullable(Type.String()),
  risk: Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')]),
  level: nullable(Type.Integer({ minimum: 1, maximum: 4 })),
  selfHandle: Type.Boolean(),
  standardRef: nullable(Type.String()),
});
export type Category = Static<typeof Category>;
export const Suggestion = Type.Object({
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  confidence: Type.Number(),
  because: Type.Array(Type.String()),
  admission: Type.Optional(Belonging),
});
export type Suggestion = Static<typeof Suggestion>;

export const catalogueApi = {
  'GET /api/public/categories': {
    summary: 'The catalogue: major and minor classes',
    access: 'public',
    query: Type.Object({ district: Type.Optional(DistrictId) }, { additionalProperties: false }),
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          code: Type.String(),
          parentCode: nullable(Type.String()),
          name: Type.String(),
          nameEn: Type.String(),
          limitAmount: nullable(Type.Integer()),
          limitUnit: nullable(LimitUnit),
          /** Only where the grids do not take it: where it belongs. */
          admission: Type.Optional(Belonging),
        }),
      ),
    }),
  },
  'POST /api/public/suggest': {
    summary: 'Suggest categories for a text; never required',
    access: 'public',
    body: Type.Object({ district: Type.Optional(DistrictId), text: Text(2000) }, { additionalProperties: false }),
    answer: Type.Object({ rows: Type.Array(Suggestion), preselect: Type.Boolean() }),
  },
  'GET /api/categories': {
    summary: 'The catalogue with keywords, limits and units',
    access: 'signed-in',
    answer: Type.Object({ version: Type.Integer(), importedAt: Instant, rows: Type.Array(Category) }),
  },
  'PUT /api/categories/:code': {
    summary: 'Change a category: a new catalogue version',
    access: 'signed-in',
    params: Type.Object({ code: Text(20, 1) }),
    body: Type.Object(
      {
        commandId: Id,
        name: Type.Optional(Text(40, 1)),
        nameEn: Type.Optional(Text(80)),
        description: Type.Optional(Text(400)),
        keywords: Type.Optional(Type.Array(Text(20, 1), { maxItems: 60 })),
        examples: Type.Optional(Type.Array(Text(120, 1), { maxItems: 60 })),
        limitAmount: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 10000 }))),
        limitUnit: Type.Optional(nullable(LimitUnit)),
        unitId: Type.Optional(nullable(Id)),
        risk: Type.Optional(Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')])),
        level: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 4 }))),
        selfHandle: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    answer: Category,
  },
  'POST /api/categories/import': {
    summary: 'Replace the catalogue (JSON or CSV text): a dry run lists every fault',
    access: 'signed-in',
    bodyLimit: 8 * 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        dryRun: Type.Boolean(),
        format: Type.Union([Type.Literal('json'), Type.Literal('csv')]),
        content: Type.String({ maxLength: 8000000 }),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      categories: Type.Integer(),
      faults: Type.Array(Type.Object({ line: nullable(Type.Integer()), zh: Type.String(), en: Type.String() })),
    }),
  },
} as const satisfies ApiPart;
