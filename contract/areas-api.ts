import Type from 'typebox';
import {
  Address,
  AreaKind,
  AreaOutline,
  AreaRow,
  BaseMap,
  District,
  ImportFault,
  LocateAnswer,
  MapLines,
} from './areas.ts';
import { type ApiPart, DistrictId, Done, Id, Instant, nullable, Point, page, Text } from './shapes.ts';

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
    summary: 'Children of an area (the roots without one), with theirs on request: for choosing a place from lists',
    access: 'public',
    query: Type.Object(
      {
        ...district,
        parentId: Type.Optional(Id),
        /** How many levels down (default 1). */
        depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          id: Id,
          parentId: nullable(Id),
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
    summary:
      'Outlines for a map: one area and those below it, or those around a point, or a whole level; cached by ETag',
    access: 'public',
    query: Type.Object(
      {
        ...district,
        areaId: Type.Optional(Id),
        /** How many levels below `areaId` (default 1). */
        depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 })),
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
  'PUT /api/district/base-map': {
    summary: 'Where the base map comes from; null = our own areas, rivers and roads only',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, baseMap: nullable(BaseMap) }, { additionalProperties: false }),
    answer: District,
  },
  'PUT /api/addresses/:id/area': {
    summary: 'Assign a building to a micro-grid, against geometry if need be',
    access: 'signed-in',
    params: id,
    body: Type.Object({ commandId: Id, areaId: Id, reason: Text(200, 2) }, { additionalProperties: false }),
    answer: Done,
  },
} as const satisfies ApiPart;
