import Type, { type Static } from 'typebox';
import { mostWorkbookBytes, SheetFault } from './matters.ts';
import { type ApiPart, Done, FileContent, Id, page, Text } from './shapes.ts';

export const standards = ['GB/T 30428.2-2013', 'GB/T 47678.5-2026'] as const;
export const codeKinds = ['component', 'matter'] as const;
const Standard = Type.Union([Type.Literal(standards[0]), Type.Literal(standards[1])]);
const Kind = Type.Union([Type.Literal(codeKinds[0]), Type.Literal(codeKinds[1])]);
const closed = { additionalProperties: false } as const;

export const StandardRef = Type.Object({ standard: Standard, kind: Kind, code: Text(5, 4) }, closed);
export type StandardRef = Static<typeof StandardRef>;
export const StandardCode = Type.Object({
  ...StandardRef.properties,
  majorName: Type.String(),
  name: Type.String(),
  /** Of this place: minor 080 to 999, the name ends with （自定义）. */
  extension: Type.Boolean(),
  /** Classes of our catalogue that stand for it. */
  categories: Type.Array(Type.String()),
});
export type StandardCode = Static<typeof StandardCode>;

export const standardCodesApi = {
  'GET /api/standard-codes': {
    summary: 'Codes of the national standards, with the classes mapped to them',
    access: 'signed-in',
    query: Type.Object(
      {
        standard: Type.Optional(Standard),
        kind: Type.Optional(Kind),
        major: Type.Optional(Type.String({ pattern: '^[0-9]{2}$' })),
        q: Type.Optional(Text(40)),
        categoryCode: Type.Optional(Text(20)),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      },
      closed,
    ),
    answer: Type.Object({ ...page(StandardCode).properties, total: Type.Integer() }),
  },
  'PUT /api/standard-codes/map/:categoryCode': {
    summary: 'Settle which standard codes a class of ours stands for; replaces what was there',
    access: 'signed-in',
    params: Type.Object({ categoryCode: Text(20, 1) }),
    body: Type.Object({ commandId: Id, codes: Type.Array(StandardRef, { maxItems: 20 }) }, closed),
    answer: Done,
  },
  'POST /api/standard-codes/extensions': {
    summary: 'Give out the next extension code of a major class',
    access: 'signed-in',
    body: Type.Object(
      { commandId: Id, kind: Kind, major: Type.String({ pattern: '^[0-9]{2}$' }), name: Text(40, 1) },
      closed,
    ),
    answer: StandardCode,
  },
  'POST /api/standard-codes/import': {
    summary: 'Import codes of one standard from a CSV or xlsx file',
    access: 'signed-in',
    bodyLimit: 6 * 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        dryRun: Type.Boolean(),
        standard: Standard,
        format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
        content: FileContent(mostWorkbookBytes),
      },
      closed,
    ),
    answer: Type.Object({
      codes: Type.Integer(),
      added: Type.Integer(),
      changed: Type.Integer(),
      faults: Type.Array(SheetFault),
      faultCount: Type.Integer(),
    }),
  },
} as const satisfies ApiPart;
