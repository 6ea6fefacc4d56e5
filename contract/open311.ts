import Type, { type Static } from 'typebox';
import { type ApiPart, Id, Instant, nullable, Text } from './shapes.ts';

/**
 * Open311 GeoReport v2 (docs/open311.md). The door itself stands at /open311/v2 in the standard's own shapes; here is what
 * the administrator settles about it. `realtime` answers the number at once, `batch` a token that is resolved later,
 * `blackbox` neither.
 */
export const serviceModes = ['realtime', 'batch', 'blackbox'] as const;
export type ServiceMode = (typeof serviceModes)[number];
const datatypes = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] as const;
type Datatype = (typeof datatypes)[number];

/** One question of a service. Without `variable` it is a note to read, not to answer. */
export const Attribute = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }),
    variable: Type.Boolean(),
    datatype: Type.Unsafe<Datatype>(Type.Union(datatypes.map((name) => Type.Literal(name)))),
    required: Type.Boolean(),
    description: Text(200, 1),
    descriptionEn: Text(200, 1),
    /** How to answer, such as a format. */
    datatypeDescription: Type.Optional(Text(200)),
    /** Of the two lists only. */
    values: Type.Optional(
      Type.Array(
        Type.Object({ key: Text(60, 1), name: Text(100, 1), nameEn: Text(100, 1) }, { additionalProperties: false }),
        { maxItems: 100 },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Attribute = Static<typeof Attribute>;

const ServiceSetting = Type.Object({
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  mode: Type.Unsafe<ServiceMode>(Type.Union(serviceModes.map((mode) => Type.Literal(mode)))),
  attributes: Type.Array(Attribute),
});
export type ServiceSetting = Static<typeof ServiceSetting>;

export const open311Api = {
  'GET /api/exchange/services': {
    summary: 'How each minor class is offered to other systems by Open311',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(ServiceSetting) }),
  },
  'PUT /api/exchange/services/:code': {
    summary: 'Offer a minor class in real time, in batch or as a black box, with questions',
    access: 'signed-in',
    params: Type.Object({ code: Text(20, 1) }),
    body: Type.Object(
      { commandId: Id, mode: ServiceSetting.properties.mode, attributes: Type.Array(Attribute, { maxItems: 30 }) },
      { additionalProperties: false },
    ),
    answer: ServiceSetting,
  },
  'GET /api/exchange/refused': {
    summary: 'What other systems handed in and could not be filed, the newest 100',
    access: 'signed-in',
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          id: Id,
          receivedAt: Instant,
          peer: Type.String(),
          serviceCode: Type.String(),
          address: nullable(Type.String()),
          zh: Type.String(),
          en: Type.String(),
        }),
      ),
    }),
  },
} as const satisfies ApiPart;
