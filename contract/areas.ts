import Type, { type Static } from 'typebox';
import { DistrictId, Id, Instant, nullable, Text } from './shapes.ts';

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

/**
 * Where a base map comes from. `url`: of a WMTS service (天地图: …/vec_w/wmts?tk=KEY, hosts as t{0-7}), a template with
 * {z} {x} {y}, or one PMTiles file. `attribution` is what its licence wants shown.
 */
export const BaseMap = Type.Object(
  {
    kind: Type.Union([Type.Literal('wmts'), Type.Literal('pmtiles')]),
    url: Text(500, 8),
    attribution: Text(120, 1),
  },
  { additionalProperties: false },
);
export type BaseMap = Static<typeof BaseMap>;

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
  baseMap: nullable(BaseMap),
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
