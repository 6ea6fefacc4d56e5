import Type, { type Static, type TSchema } from 'typebox';

/** UUID in lower or upper case, read as lower; clients make UUIDv7 so that ids sort by time. */
export const Id = Type.String({
  format: 'uuid',
  'x-lower-case': true,
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
});
/** Instant as ISO 8601 with offset, e.g. 2026-11-21T08:00:00.000Z; of the years 1900 to 2999. */
export const Instant = Type.String({ format: 'date-time', maxLength: 40 });
/** District = tenant: the leading digits of its division code, e.g. 410103 (Erqi) or 330109107 (Suoqian town). */
export const DistrictId = Type.Integer({ minimum: 1, maximum: 2147483647 });
export const Text = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max });
/** A file in base64, of at most so many bytes. */
export const FileContent = (mostBytes: number) =>
  Type.String({ minLength: 4, maxLength: Math.ceil(mostBytes / 3) * 4, pattern: '^[A-Za-z0-9+/]+={0,2}$' });
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** WGS-84 / CGCS2000 degrees unless `system` says otherwise; accuracy in metres. */
export const Point = Type.Object(
  {
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    accuracy: Type.Optional(Type.Number({ minimum: 0, maximum: 100000 })),
    system: Type.Optional(Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')])),
  },
  { additionalProperties: false },
);
export type Point = Static<typeof Point>;

export const Done = Type.Object({ done: Type.Literal(true) });

/** One page of a keyset list: pass `next` back as `after`; null at the end. */
export const page = <S extends TSchema>(row: S) =>
  Type.Object({ rows: Type.Array(row), next: nullable(Type.String()) });

/** Every endpoint of a contract file: key is "METHOD /path/:param". */
export interface Endpoint {
  summary: string;
  /**
   * public: no identity; signed-in: session cookie; signed: another system's key, by the headers of docs/exchange.md.
   * Rights inside are decided by the command.
   */
  access: 'public' | 'signed-in' | 'signed';
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  answer: TSchema;
  /** What is sent back when it is not JSON (a file, a stream). */
  answers?: 'json' | 'file' | 'stream';
  /** multipart/form-data instead of a JSON body. */
  multipart?: true;
  /** Largest body in bytes where it differs from the default of 256 KiB. */
  bodyLimit?: number;
}
export type ApiPart = Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Endpoint>;

/** The body of every 4xx and 5xx answer. `message` is in the reader's language (Accept-Language). */
export const Refused = Type.Object({
  code: Type.String(),
  message: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  requestId: Type.String(),
  /** What the refusal knows more: faults of an import, candidates near an edge, the present state of a case. */
  detail: Type.Optional(Type.Unknown()),
});
export type Refused = Static<typeof Refused>;
