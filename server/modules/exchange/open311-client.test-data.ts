import { Value } from 'typebox/value';
import { uuidv7 } from 'uuidv7';
import { expect } from 'vitest';
import type { PeerVerb } from '#contract/exchange';
import type { Attribute, ServiceMode } from '#contract/open311';
import { Open311Errors, open311Resources } from '#contract/open311-answers';
import type { House } from '#testing/house';
import type { World } from '#testing/world';
import { plain, readXml } from './read-xml.test-data.ts';

export interface Got {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read what the standard says is there
  body: any;
}
type Fields = Record<string, string | number>;

export const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Where a JSON answer is not what openapi.json says of this address. */
function documentFaults(method: string, url: string, status: number, body: unknown): string[] {
  const path = url.split('?')[0]?.replace(/\.\w+$/, '') ?? '';
  const documented = open311Resources.find(
    (one) => one.method === method.toLowerCase() && new RegExp(`^${one.path.replace(/\{\w+\}/, '[^/]+')}$`).test(path),
  );
  const schema = status === 200 ? documented?.answer : Open311Errors;
  return schema
    ? [...Value.Errors(schema, body)].map(({ instancePath, message }) => `${path}${instancePath} ${message}`)
    : [];
}

/** A client of the standard: each read is made in both formats, which must say the same. */
export function clientOf(house: House, world: World) {
  const send = async (method: 'GET' | 'POST', url: string, more: object = {}): Promise<Got> => {
    const { statusCode, headers, body } = await house.app.inject({ method, url: `/open311/v2/${url}`, ...more });
    const isXml = String(headers['content-type']).startsWith('text/xml; charset=utf-8');
    if (!isXml) expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const read = isXml ? readXml(body) : JSON.parse(body);
    if (!isXml) expect(documentFaults(method, url, statusCode, read)).toEqual([]);
    return { status: statusCode, headers, body: read };
  };
  const search = (fields: Fields) => {
    const all = { jurisdiction_id: world.district, ...fields };
    return String(new URLSearchParams(Object.entries(all).map(([name, value]) => [name, String(value)])));
  };
  const get = async (resource: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Got> => {
    const json = await send('GET', `${resource}.json?${search(fields)}`, { headers });
    const xml = await send('GET', `${resource}.xml?${search(fields)}`, { headers });
    expect(xml.status).toBe(json.status);
    expect(plain(xml.body)).toEqual(asTexts(json.body));
    return json;
  };
  const post = (fields: Fields, headers: Record<string, string> = {}): Promise<Got> =>
    send('POST', 'requests.json', { headers: { ...form, ...headers }, payload: search(fields) });
  return { send, get, post, search };
}
export type Client = ReturnType<typeof clientOf>;

/** Every value as text, an empty one as null: what XML can tell of it. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(asTexts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asTexts(part)]));
  return value === null || value === '' ? null : String(value);
}

export async function addPeer(world: World, may: PeerVerb[], name = `平台 ${uuidv7()}`) {
  const admin = await world.person('sysAdmin');
  const answer = await admin.call('POST /api/exchange/peers', {
    body: { commandId: uuidv7(), id: uuidv7(), name, may },
  });
  expect(answer.status).toBe(200);
  return { id: answer.body.peer.id, key: answer.body.key };
}

export async function offer(world: World, code: string, mode: ServiceMode, attributes: Attribute[] = []) {
  const admin = await world.person('sysAdmin');
  return admin.call('PUT /api/exchange/services/:code', {
    params: { code },
    body: { commandId: uuidv7(), mode, attributes },
  });
}
