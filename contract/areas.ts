import Type, { type Static } from 'typebox';
import { type ApiPart, DistrictId, Done, Id, Instant, type Names, nullable, Point, page, Text } from './shapes.ts';

export const AreaKind = Type.Union([Type.Literal('residential'), Type.Literal('dedicated')]);
export const AreaRow = Type.Object({
  id: Id,
  parentId: nullable(Id),
  /** 12-digit division code, 15-digit grid code, 18-digit micro-grid code (suffix length is a setting). */
  code: Type.String(),
  name: Type.String(),
  level: Type.Integer({ description: 'depth in the tree, 0 = the district itself' }),
  levelName: Type.String(),
  kind: AreaKind,
  households: Type.Integer(),
  children: Type.Integer(),
  openCases: Type.Integer(),
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  validFrom: Instant,
  /** Titles and names of the post holders (public by office). */
  holders: Type.Array(
    Type.Object({ postId: Id, role: Type.String(), title: Type.String(), name: nullable(Type.String()) }),
  ),
});
export type AreaRow = Static<typeof AreaRow>;

/** Who answers for a place: public by office, like the notice board. */
export const PlaceOwner = Type.Object({
  postId: Id,
  title: Type.String(),
  name: nullable(Type.String()),
  phone: nullable(Type.String()),
  /** A deputy stands in, or the fallback post because nobody holds the first one. */
  standIn: Type.Boolean(),
});
export type PlaceOwner = Static<typeof PlaceOwner>;

export const Located = Type.Object({
  areaId: Id,
  code: Type.String(),
  name: Type.String(),
  kind: AreaKind,
  households: Type.Integer(),
  path: Type.Array(Type.Object({ id: Id, name: Type.String(), levelName: Type.String() })),
  /** address: the address list decided; inside: the polygon; chosen: a person chose; near: outside every polygon, nearest taken. */
  decidedBy: Type.Union([
    Type.Literal('address'),
    Type.Literal('inside'),
    Type.Literal('chosen'),
    Type.Literal('near'),
  ]),
  metres: nullable(Type.Integer()),
  owner: nullable(PlaceOwner),
  /** The nearest address in the list, as words for the place. */
  address: nullable(Type.String()),
  answerWithinMinutes: nullable(Type.Integer()),
});
export type Located = Static<typeof Located>;
export const LocateAnswer = Type.Object({
  /** null when candidates must be asked first. */
  located: nullable(Located),
  candidates: Type.Array(Type.Object({ areaId: Id, name: Type.String(), metres: Type.Integer() })),
});
export type LocateAnswer = Static<typeof LocateAnswer>;

/** Outlines for maps: rings of [lon, lat] with 6 decimals; `outline` is a GeoJSON MultiPolygon's coordinates. */
export const AreaOutline = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  level: Type.Integer(),
  kind: AreaKind,
  parentId: nullable(Id),
  lon: Type.Number(),
  lat: Type.Number(),
  outline: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))),
});
export type AreaOutline = Static<typeof AreaOutline>;
export const MapLines = Type.Array(
  Type.Object({
    kind: Type.Union([Type.Literal('water'), Type.Literal('road')]),
    name: Type.String(),
    width: Type.Number(),
    line: Type.Array(Type.Array(Type.Number())),
  }),
);

export const District = Type.Object({
  id: DistrictId,
  name: Type.String(),
  fullName: Type.String(),
  lon: Type.Number(),
  lat: Type.Number(),
  bounds: Type.Array(Type.Number(), { minItems: 4, maxItems: 4, description: 'west, south, east, north' }),
  hotline: Type.String(),
  levels: Type.Array(
    Type.Object({ level: Type.Integer(), zh: Type.String(), en: Type.String(), leaf: Type.Boolean() }),
  ),
  /** null = no outside tiles; otherwise where the base map comes from. */
  baseMap: nullable(
    Type.Object({
      kind: Type.Union([Type.Literal('wmts'), Type.Literal('pmtiles')]),
      url: Type.String(),
      attribution: Type.String(),
    }),
  ),
});
export type District = Static<typeof District>;
export const Address = Type.Object({
  id: Id,
  text: Type.String(),
  areaId: Id,
  areaName: Type.String(),
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  households: Type.Integer(),
});
export type Address = Static<typeof Address>;
export const ImportFault = Type.Object({
  feature: nullable(Type.Integer()),
  code: nullable(Type.String()),
  zh: Type.String(),
  en: Type.String(),
});

const id = Type.Object({ id: Id });
const district = { district: Type.Optional(DistrictId) };

export const areasApi = {
  'GET /api/public/districts': {
    summary: 'Districts of this installation',
    access: 'public',
    answer: Type.Object({ rows: Type.Array(District) }),
  },
  'GET /api/public/district': {
    summary: 'One district: names, levels, map setting (default: the first)',
    access: 'public',
    query: Type.Object(district, { additionalProperties: false }),
    answer: District,
  },
  'POST /api/public/locate': {
    summary: 'Which micro-grid a place belongs to and who answers there',
    access: 'public',
    body: Type.Object(
      { ...district, point: Type.Optional(Point), addressId: Type.Optional(Id), areaId: Type.Optional(Id) },
      { additionalProperties: false },
    ),
    answer: LocateAnswer,
  },
  'GET /api/public/addresses': {
    summary: 'Find an address or list the buildings of an area',
    access: 'public',
    query: Type.Object(
      {
        ...district,
        q: Type.Optional(Text(60)),
        areaId: Type.Optional(Id),
        lon: Type.Optional(Type.Number()),
        lat: Type.Optional(Type.Number()),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ rows: Type.Array(Address) }),
  },
  'GET /api/public/areas': {
    summary: 'Children of an area (the roots without one): for choosing a place from lists',
    access: 'public',
    query: Type.Object({ ...district, parentId: Type.Optional(Id) }, { additionalProperties: false }),
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          id: Id,
          code: Type.String(),
          name: Type.String(),
          level: Type.Integer(),
          levelName: Type.String(),
          children: Type.Integer(),
          lon: nullable(Type.Number()),
          lat: nullable(Type.Number()),
        }),
      ),
    }),
  },
  'GET /api/public/outlines': {
    summary: 'Outlines for a map: one area and its children, or those around a point, or a whole level; cached by ETag',
    access: 'public',
    query: Type.Object(
      {
        ...district,
        areaId: Type.Optional(Id),
        level: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
        lon: Type.Optional(Type.Number()),
        lat: Type.Optional(Type.Number()),
        metres: Type.Optional(Type.Number({ minimum: 50, maximum: 5000 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ areas: Type.Array(AreaOutline), lines: MapLines }),
  },
  'GET /api/public/boards/:id': {
    summary: 'The notice board of a micro-grid: who, for what, by which phone',
    access: 'public',
    params: id,
    query: Type.Object(district, { additionalProperties: false }),
    answer: Type.Object({
      area: Type.Object({
        id: Id,
        name: Type.String(),
        code: Type.String(),
        households: Type.Integer(),
        kind: AreaKind,
        path: Type.Array(Type.Object({ id: Id, name: Type.String(), levelName: Type.String() })),
      }),
      people: Type.Array(
        Type.Object({
          title: Type.String(),
          name: nullable(Type.String()),
          phone: nullable(Type.String()),
          duties: Type.String(),
        }),
      ),
      hotline: Type.String(),
      closedIn30Days: Type.Integer(),
      openNow: Type.Integer(),
    }),
  },
  'GET /api/areas': {
    summary: 'Areas below one, or found by name or code',
    access: 'signed-in',
    query: Type.Object(
      {
        parentId: Type.Optional(Id),
        q: Type.Optional(Text(60)),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      },
      { additionalProperties: false },
    ),
    answer: page(AreaRow),
  },
  'GET /api/areas/:id': {
    summary: 'One area with its outline and versions',
    access: 'signed-in',
    params: id,
    answer: Type.Object({
      area: AreaRow,
      outline: nullable(AreaOutline),
      versions: Type.Array(
        Type.Object({
          validFrom: Instant,
          validTo: nullable(Instant),
          name: Type.String(),
          households: Type.Integer(),
          sourceSystem: Type.String(),
          by: nullable(Type.String()),
        }),
      ),
    }),
  },
  'PUT /api/areas/:id': {
    summary: 'A new version of an area: name, households, kind or outline, from a day on',
    access: 'signed-in',
    params: id,
    bodyLimit: 4 * 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        name: Type.Optional(Text(60, 1)),
        households: Type.Optional(Type.Integer({ minimum: 0, maximum: 100000 })),
        kind: Type.Optional(AreaKind),
        outline: Type.Optional(Type.Unknown()),
        system: Type.Optional(
          Type.Union([Type.Literal('wgs84'), Type.Literal('cgcs2000'), Type.Literal('gcj02'), Type.Literal('bd09')]),
        ),
      },
      { additionalProperties: false },
    ),
    answer: AreaRow,
  },
  'POST /api/areas/import': {
    summary: 'Import areas from GeoJSON: a dry run lists every fault, nothing is half imported',
    access: 'signed-in',
    bodyLimit: 64 * 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        dryRun: Type.Boolean(),
        system: Type.Union([
          Type.Literal('wgs84'),
          Type.Literal('cgcs2000'),
          Type.Literal('gcj02'),
          Type.Literal('bd09'),
        ]),
        mapping: Type.Record(Type.String(), Type.String()),
        geojson: Type.Unknown(),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      added: Type.Integer(),
      changed: Type.Integer(),
      unchanged: Type.Integer(),
      faults: Type.Array(ImportFault),
      faultCount: Type.Integer(),
      warnings: Type.Array(ImportFault),
    }),
  },
  'PUT /api/addresses/:id/area': {
    summary: 'Assign a building to a micro-grid, against geometry if need be',
    access: 'signed-in',
    params: id,
    body: Type.Object({ commandId: Id, areaId: Id, reason: Text(200, 2) }, { additionalProperties: false }),
    answer: Done,
  },
} as const satisfies ApiPart;
export type AreaNames = Static<typeof Names>;
