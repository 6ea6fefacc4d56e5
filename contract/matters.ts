import Type, { type Static } from 'typebox';
import { LimitUnit } from './catalogue.ts';
import { type ApiPart, Done, FileContent, Id, Instant, nullable, page, Text } from './shapes.ts';

/** The item lists, with the size at which the standard ones are shipped. */
export const matterKinds = {
  jointEnforcement: { zh: '属地联动执法事项', en: 'Joint enforcement', size: 73 },
  community: { zh: '社区事项', en: 'Community items', size: 60 },
  patrol: { zh: '巡查事项', en: 'Patrol items', size: 327 },
  penalty: { zh: '处罚事项', en: 'Penalties', size: 155 },
  duty: { zh: '权责清单', en: 'Duties', size: 60 },
} as const;
export type MatterKind = keyof typeof matterKinds;
export const matterKindNames = Object.keys(matterKinds) as MatterKind[];
export const dutyLevels = ['district', 'town', 'community', 'grid', 'microGrid'] as const;
export const matterUnitKinds = ['department', 'special', 'town', 'community'] as const;
/** Rows of one list; the largest shipped has 327. */
export const mostMatters = 2000;
export const mostPoints = 20;
/** Of an uploaded workbook in bytes. */
export const mostWorkbookBytes = 4 * 1024 * 1024;

const anyOf = <T extends string>(names: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(names.map((name) => Type.Literal(name))));
export const MatterKindName = anyOf(matterKindNames);
const Level = anyOf(dutyLevels);
const UnitKind = anyOf(matterUnitKinds);
const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 20, pattern: '^[0-9A-Za-z._-]+$' });
const Version = Type.Integer({ minimum: 1, maximum: 1000000 });
const fields = {
  level: nullable(Level),
  className: Text(40, 1),
  name: Text(80, 1),
  unitKind: UnitKind,
  unitName: Text(60, 1),
  law: Text(80),
  article: Text(60),
  limitAmount: nullable(Type.Integer({ minimum: 1, maximum: 10000 })),
  limitUnit: nullable(LimitUnit),
  closing: Text(400, 1),
  checklist: Type.Array(Text(120, 1), { maxItems: mostPoints }),
  categoryCodes: Type.Array(Text(20, 1), { maxItems: 20 }),
};
export const MatterFields = Type.Object(fields, closed);
export type MatterFields = Static<typeof MatterFields>;
export const Matter = Type.Object({ code: Type.String(), ...fields });
export type Matter = Static<typeof Matter>;
/** `unitId`: the unit of this name that stands today; null when there is none. */
const MatterRow = Type.Object({ ...Matter.properties, id: Type.String(), unitId: nullable(Id) });
export type MatterRow = Static<typeof MatterRow>;

export const MatterVersion = Type.Object({
  version: Type.Integer(),
  note: Type.String(),
  origin: Type.String(),
  createdAt: Instant,
  publishedAt: nullable(Instant),
  items: Type.Integer(),
  classes: Type.Integer(),
});
export type MatterVersion = Static<typeof MatterVersion>;
const Difference = Type.Object({
  added: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  changed: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      fields: Type.Array(Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() })),
    }),
  ),
  removed: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  same: Type.Integer(),
});
export type Difference = Static<typeof Difference>;
/** One fault of a workbook: `cell` as a spreadsheet names it, 事项!D17; null for the file as a whole. */
export const SheetFault = Type.Object({ cell: nullable(Type.String()), zh: Type.String(), en: Type.String() });
export type SheetFault = Static<typeof SheetFault>;

const kindParams = Type.Object({ kind: MatterKindName });
const itemParams = Type.Object({ kind: MatterKindName, code: Code });
const commanded = Type.Object({ commandId: Id }, closed);
const sorts = ['code', 'className', 'name', 'unitName'] as const;

export const mattersApi = {
  'GET /api/matters': {
    summary: 'The item lists with their versions, the newest first',
    access: 'signed-in',
    answer: Type.Object({
      rows: Type.Array(Type.Object({ kind: MatterKindName, versions: Type.Array(MatterVersion) })),
    }),
  },
  'GET /api/matters/:kind': {
    summary: 'Items of a version: searched, filtered, sorted, page by page',
    access: 'signed-in',
    params: kindParams,
    query: Type.Object(
      {
        version: Type.Optional(Version),
        q: Type.Optional(Text(60)),
        className: Type.Optional(Text(40)),
        unitName: Type.Optional(Text(60)),
        level: Type.Optional(Level),
        categoryCode: Type.Optional(Text(20)),
        sort: Type.Optional(anyOf(sorts)),
        order: Type.Optional(anyOf(['up', 'down'])),
        after: Type.Optional(Text(600)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      },
      closed,
    ),
    answer: Type.Object({
      ...page(MatterRow).properties,
      total: Type.Integer(),
      classes: Type.Array(Type.String()),
      units: Type.Array(Type.String()),
    }),
  },
  'GET /api/matters/:kind/difference': {
    summary: 'What differs between two versions of a list',
    access: 'signed-in',
    params: kindParams,
    query: Type.Object({ older: Version, newer: Version }, closed),
    answer: Difference,
  },
  'GET /api/matters/:kind/export': {
    summary: 'A version as xlsx; without items: the empty template',
    access: 'signed-in',
    answers: 'file',
    params: kindParams,
    query: Type.Object({ version: Type.Optional(Version), template: Type.Optional(Type.Boolean()) }, closed),
    answer: Type.String(),
  },
  'PUT /api/matters/:kind/items/:code': {
    summary: 'Add or change an item in the draft; without a draft one begins from the version in force',
    access: 'signed-in',
    params: itemParams,
    body: Type.Object({ commandId: Id, item: MatterFields }, closed),
    answer: Type.Object({ version: Type.Integer() }),
  },
  'POST /api/matters/:kind/items/:code/remove': {
    summary: 'Take an item out of the draft',
    access: 'signed-in',
    params: itemParams,
    body: commanded,
    answer: Type.Object({ version: Type.Integer() }),
  },
  'POST /api/matters/:kind/import': {
    summary: 'Put a workbook into the draft; a dry run shows what would change, and every fault by its cell',
    access: 'signed-in',
    bodyLimit: 6 * 1024 * 1024,
    params: kindParams,
    body: Type.Object({ commandId: Id, dryRun: Type.Boolean(), content: FileContent(mostWorkbookBytes) }, closed),
    answer: Type.Object({
      items: Type.Integer(),
      faults: Type.Array(SheetFault),
      faultCount: Type.Integer(),
      difference: nullable(Difference),
      version: nullable(Type.Integer()),
    }),
  },
  'POST /api/matters/:kind/publish': {
    summary: 'Publish the draft: from now on it cannot be changed',
    access: 'signed-in',
    params: kindParams,
    body: Type.Object({ commandId: Id, note: Text(400, 1) }, closed),
    answer: MatterVersion,
  },
  'POST /api/matters/:kind/discard': {
    summary: 'Throw the draft away',
    access: 'signed-in',
    params: kindParams,
    body: commanded,
    answer: Done,
  },
  'POST /api/matters/standard': {
    summary: 'Install the standard lists where there is none yet, and the national codes',
    access: 'signed-in',
    body: commanded,
    answer: Type.Object({ lists: Type.Integer(), codes: Type.Integer() }),
  },
} as const satisfies ApiPart;
