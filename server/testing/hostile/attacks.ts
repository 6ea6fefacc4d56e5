import type { Operation } from './operations.ts';
import {
  type Hostile,
  hostileIds,
  hostileInstants,
  hostileNumbers,
  hostilePaths,
  hostileQueries,
  hostileTexts,
  wrongTypes,
} from './payloads.ts';
import { formatOf, limitOf, type Place, placesOf, type Schema, takes, withoutPlace, withPlace } from './schema.ts';

/** A request as it goes over the wire. */
export interface Shot {
  label: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

/** A request that the endpoint would take, to be spoilt; each call gives fresh ids. */
export interface Base {
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

export interface Target {
  operation: Operation;
  base: () => Base;
  /** Ids of another district's rows. */
  foreign: readonly string[];
}

const json = { 'content-type': 'application/json' };
const rawMark = '"@raw@"';

export function shotOf({ operation }: Target, { params, query, body }: Base, label = 'as it should be'): Shot {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const shot = { label, method: operation.method, url: search ? `${path}?${search}` : path, headers: {} };
  return operation.body ? { ...shot, headers: json, payload: JSON.stringify(body) } : shot;
}

/** Made when it is sent: a body of ten thousand parts that nobody sends costs as much as one that is sent. */
export type Attack = () => Shot;

/** Everything that is sent to one endpoint, always the same and in the same order. */
export function attacksOn(target: Target): Attack[] {
  const { operation } = target;
  return [
    ...pathAttacks(target),
    ...queryAttacks(target),
    ...(operation.body ? [...fieldAttacks(target, operation.body), ...bodyAttacks(target)] : []),
    ...methodAttacks(target),
  ];
}

function pathAttacks(target: Target): Attack[] {
  return target.operation.pathParams.flatMap((name) =>
    [...hostilePaths, ...target.foreign].map((value) => () => {
      const base = target.base();
      const shot = shotOf(
        target,
        { ...base, params: { ...base.params, [name]: '@here@' } },
        `path ${name}: ${short(value)}`,
      );
      return { ...shot, url: shot.url.replace('%40here%40', value) };
    }),
  );
}

function queryAttacks(target: Target): Attack[] {
  const { operation, foreign } = target;
  const all = operation.query.flatMap(({ name, schema }) => [
    ...hostileQueries(name),
    ...(formatOf(schema) === 'uuid' ? hostileIds(foreign).map((id) => `${name}=${encodeURIComponent(id)}`) : []),
    ...(formatOf(schema) === 'date-time' ? hostileInstants.map((at) => `${name}=${encodeURIComponent(at)}`) : []),
    ...(takes(schema, 'string') ? hostileTexts.map((text) => `${name}=${encode(text)}`) : []),
  ]);
  return [...all, 'unknown=1', `unknown=${'x'.repeat(20_000)}`, '&&&=&?#', '%', `${'a=1&'.repeat(3000)}`].map(
    (search) => () => {
      const base = target.base();
      const [name = ''] = search.split(/[=[]/);
      const kept = Object.fromEntries(Object.entries(base.query).filter(([key]) => key !== name));
      const shot = shotOf(target, { ...base, query: kept }, `query ${short(search)}`);
      return { ...shot, url: `${shot.url}${shot.url.includes('?') ? '&' : '?'}${search}` };
    },
  );
}

/** A half surrogate has no form in UTF-8: it goes as the bytes that a careless program would write. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80x';
}

function fieldAttacks(target: Target, schema: Schema): Attack[] {
  return placesOf(schema).flatMap((place) => {
    const where = place.path.join('.');
    const wrong = valuesFor(place, target.foreign).map((hostile) => () => {
      const value = 'raw' in hostile ? JSON.parse(rawMark) : hostile.value;
      const body = JSON.stringify(withPlace(target.base().body, place.path, value));
      const payload = 'raw' in hostile ? body.replace(rawMark, () => hostile.raw) : body;
      return { ...shotOf(target, target.base(), `${where}: ${hostile.label}`), payload };
    });
    const without = () => ({
      ...shotOf(target, target.base(), `${where}: missing`),
      payload: JSON.stringify(withoutPlace(target.base().body, place.path)),
    });
    return [...wrong, without];
  });
}

function valuesFor({ schema }: Place, foreign: readonly string[]): Hostile[] {
  const texts = (values: readonly string[]) => values.map((value) => ({ label: short(value), value }));
  const format = formatOf(schema);
  if (format === 'uuid') return [...wrongTypes, ...texts(hostileIds(foreign))];
  if (format === 'date-time') return [...wrongTypes, ...texts(hostileInstants)];
  if (takes(schema, 'string'))
    return [...wrongTypes, ...texts(hostileTexts), ...lengthsAround(limitOf(schema) ?? 20_000)];
  if (takes(schema, 'number')) return [...wrongTypes, ...hostileNumbers];
  if (takes(schema, 'array')) return [...wrongTypes, ...longArrays];
  // A choice of words, or anything at all.
  return [...wrongTypes, ...texts(hostileTexts.slice(0, 12))];
}

function lengthsAround(limit: number): Hostile[] {
  return [
    { label: 'empty', value: '' },
    { label: `${limit} characters`, value: 'x'.repeat(limit) },
    { label: `${limit} of four bytes`, value: '𠮷'.repeat(limit) },
    { label: `${limit + 1} characters`, value: 'x'.repeat(limit + 1) },
    { label: `${limit * 10 + 1} characters`, value: '字'.repeat(limit * 10 + 1) },
  ];
}

const longArrays: Hostile[] = [
  { label: '10,000 numbers', value: Array.from({ length: 10_000 }, (_, index) => index) },
  { label: '10,000 objects', value: Array.from({ length: 10_000 }, () => ({})) },
  { label: 'the same twice', value: ['note', 'note'] },
  { label: 'holes and nulls', value: [null, undefined, [], 'x'] },
];

function bodyAttacks(target: Target): Attack[] {
  const whole = JSON.stringify(target.base().body);
  const broken = [
    '',
    '{',
    '[]',
    'null',
    '"text"',
    '7',
    'NaN',
    '{"a":1,}',
    `${whole}${whole}`,
    whole.slice(0, -1),
    `\ufeff${whole}`,
  ];
  const open = whole.slice(0, -1);
  const extra = ['"extra":1', '"__proto__":{"x":1}', '"constructor":{"prototype":{"x":1}}', '"":{}', '"a\\u0000b":1'];
  const shot =
    (label: string, payload: string | Buffer, headers: Record<string, string> = json): Attack =>
    () => ({ ...shotOf(target, target.base(), label), payload, headers });
  return [
    ...broken.map((text) => shot(`body ${short(text)}`, text)),
    ...extra.map((field) => shot(`and ${field}`, `${open}${open.length > 1 ? ',' : ''}${field}}`)),
    shot('body of bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    shot('body nested 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    shot('body of 300 kB', `${open},"extra":"${'x'.repeat(300_000)}"}`),
    ...contentTypes.map((type) => shot(`as ${type}`, whole, { 'content-type': type })),
    shot('without a type', whole, {}),
    shot('said to be gzip', whole, { ...json, 'content-encoding': 'gzip' }),
  ];
}

const contentTypes = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonx',
  'nonsense',
];

function methodAttacks(target: Target): Attack[] {
  const methods = ['HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'GET', 'POST', 'PUT', 'DELETE'];
  return methods
    .filter((method) => !target.operation.offered.includes(method))
    .map((method) => () => {
      const { headers: _, payload: __, ...shot } = shotOf(target, target.base(), `method ${method}`);
      return { ...shot, headers: {}, method };
    });
}

function short(text: string): string {
  const shown = JSON.stringify(text).slice(1, -1);
  return shown.length > 60 ? `${shown.slice(0, 50)}… (${text.length})` : shown;
}
