import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Attribute } from '#contract/open311';
import { startWorker } from '#kernel/jobs';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { tasksOf } from '../../app.ts';
import { exchangeFileTask } from './file-request.job.ts';
import { addPeer, type Client, clientOf, form, offer } from './open311-client.test-data.ts';
import { plain } from './read-xml.test-data.ts';

const house = await testHouse();
let world: World;
let client: Client;
let key: string;
let fields: Record<string, string | number>;

const lists = [
  { key: 'out', name: '不亮', nameEn: 'Out' },
  { key: 'flicker', name: '闪烁', nameEn: 'Flickering' },
];
const question = (code: string, datatype: Attribute['datatype'], more: Partial<Attribute> = {}): Attribute => ({
  code,
  variable: true,
  datatype,
  required: false,
  description: `问题 ${code}`,
  descriptionEn: `Question ${code}`,
  ...more,
});
const questions = [
  question('POLE', 'string', { required: true, datatypeDescription: 'LD-…' }),
  question('COUNT', 'number'),
  question('SINCE', 'datetime'),
  question('FAULT', 'singlevaluelist', { required: true, values: lists }),
  question('SIGNS', 'multivaluelist', { values: lists }),
];
let codes: string[];

beforeAll(async () => {
  world = await makeWorld(house);
  client = clientOf(house, world);
  ({ key } = await addPeer(world, ['report']));
  const { body } = await client.get('services');
  codes = body.map((service: { service_code: string }) => service.service_code);
  const { lon, lat } = world.pointIn(0);
  fields = { api_key: key, service_code: codes[0] ?? '', lat, long: lon, description: '楼道里堆满纸箱。' };
  expect((await offer(world, codes[1] ?? '', 'realtime', questions)).status).toBe(200);
  expect((await offer(world, codes[2] ?? '', 'batch')).status).toBe(200);
  expect((await offer(world, codes[3] ?? '', 'blackbox')).status).toBe(200);
});

const errorOf = (body: [{ code: number; description: string }]) => body[0];

describe('what is offered', () => {
  test('discovery names this address, the formats and whom to ask', async () => {
    const { body } = await client.get('discovery');
    expect(body.endpoints).toHaveLength(1);
    expect(body.endpoints[0]).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: 'http://localhost:80/open311/v2',
      formats: ['text/xml', 'application/json'],
    });
    expect(body.contact).toContain('12345');
  });

  test('every minor class is a service, in the language of the reader', async () => {
    const { body } = await client.get('services');
    expect(body).toHaveLength(90);
    expect(body[0]).toMatchObject({ metadata: false, type: 'realtime', group: '矛盾纠纷' });
    expect(body[1]).toMatchObject({ metadata: true, type: 'realtime' });
    expect([body[2].type, body[3].type]).toEqual(['batch', 'blackbox']);
    const english = await client.get('services', {}, { 'accept-language': 'en' });
    expect(english.body[0].group).toBe('Disputes');
  });

  test('a service tells its questions', async () => {
    const { body } = await client.get(`services/${codes[1]}`);
    expect(body.attributes.map((one: { order: number; code: string }) => [one.order, one.code])).toEqual([
      [1, 'POLE'],
      [2, 'COUNT'],
      [3, 'SINCE'],
      [4, 'FAULT'],
      [5, 'SIGNS'],
    ]);
    expect(body.attributes[3]).toEqual({
      variable: true,
      code: 'FAULT',
      datatype: 'singlevaluelist',
      required: true,
      datatype_description: null,
      order: 4,
      description: '问题 FAULT',
      values: [
        { key: 'out', name: '不亮' },
        { key: 'flicker', name: '闪烁' },
      ],
    });
    expect((await client.get(`services/${codes[0]}`)).body).toEqual({ service_code: codes[0], attributes: [] });
  });

  test('without an extension the Accept header chooses', async () => {
    const path = `services?${client.search({})}`;
    const kind = async (accept: string) =>
      String((await client.send('GET', path, { headers: { accept } })).headers['content-type']).split(';')[0];
    expect([await kind('text/xml'), await kind('application/json, text/xml'), await kind('*/*')]).toEqual([
      'text/xml',
      'application/json',
      'application/json',
    ]);
  });

  test.each<[string, Attribute[], string]>([
    ['no such class', [], 'service.unknown'],
    ['a code twice', [question('A', 'text'), question('A', 'text')], 'service.invalid'],
    ['a list without values', [question('A', 'singlevaluelist')], 'service.invalid'],
    ['values without a list', [question('A', 'text', { values: lists })], 'service.invalid'],
    ['a value twice', [question('A', 'multivaluelist', { values: [...lists, ...lists] })], 'service.invalid'],
  ])('the administrator is refused %s', async (name, attributes, refusal) => {
    const code = name === 'no such class' ? '77777' : (codes[5] ?? '');
    expect((await offer(world, code, 'realtime', attributes)).code).toBe(refusal);
  });

  test('only a system administrator settles services and keys', async () => {
    const worker = await world.person('microGridWorker');
    const leader = await world.person('leader');
    for (const person of [worker, leader]) {
      expect((await person.call('GET /api/exchange/services')).code).toBe('right.missing');
      expect((await person.call('GET /api/exchange/peers')).code).toBe('right.missing');
      expect((await person.call('GET /api/exchange/refused')).code).toBe('right.missing');
    }
  });
});

describe('handing in', () => {
  const created = (body: [{ service_request_id?: string; token?: string }]) => body[0];

  test('in real time: the number at once, and the case with its worker', async () => {
    const { status, body } = await client.post({ ...fields, description: '门口的路灯坏了。', address_string: '东门' });
    expect(status).toBe(200);
    const { service_request_id: no } = created(body);
    expect(no).toMatch(/^TS-\d{6}-\d{4}$/);
    expect(body[0]).toEqual({
      service_request_id: no,
      service_notice: expect.stringContaining('公开'),
      account_id: null,
    });
    const worker = await world.person('microGridWorker', 0);
    const { body: list } = await worker.call('GET /api/cases', { query: { q: no ?? '' } });
    expect(list.rows).toMatchObject([{ no, state: 'reported', source: 'platform', categoryCode: codes[0] }]);
    const { body: again } = await client.get(`requests/${no}`);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({
      service_request_id: no,
      status: 'open',
      service_code: codes[0],
      description: '门口的路灯坏了。',
      address: '东门',
      lat: fields.lat,
      long: fields.long,
    });
    expect(again[0].requested_datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
  });

  test('in XML, JSON and multipart it is the same', async () => {
    const xml = await client.send('POST', 'requests.xml', {
      headers: form,
      payload: client.search({ ...fields, description: '一' }),
    });
    expect(plain(xml.body)).toMatchObject([{ service_request_id: expect.stringMatching(/^TS-/), account_id: null }]);
    expect(xml.body.name).toBe('service_requests');
    expect(xml.body.children[0].name).toBe('request');
    const json = await client.send('POST', 'requests.json', {
      payload: { ...fields, jurisdiction_id: world.district, description: '二' },
    });
    expect(created(json.body).service_request_id).toMatch(/^TS-/);
    const multipart = await sendParts({ ...fields, description: '三' });
    expect(created(multipart.body).service_request_id).toMatch(/^TS-/);
    expect(errorOf((await sendParts({ ...fields, description: '四' }, true)).body).code).toBe(400);
  });

  async function sendParts(parts: Record<string, string | number>, file = false) {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...parts, jurisdiction_id: world.district }))
      data.append(name, String(value));
    if (file) data.append('media', new Blob(['x']), 'x.jpg');
    const encoded = new Request('http://localhost/', { method: 'POST', body: data });
    const payload = Buffer.from(await encoded.arrayBuffer());
    return client.send('POST', 'requests.json', {
      headers: { 'content-type': encoded.headers.get('content-type') },
      payload,
    });
  }

  test('the answers to its questions are checked and stand in the report', async () => {
    const asked = { ...fields, service_code: codes[1] ?? '', description: '灯坏了' };
    const bad = await client.post({ ...asked, 'attribute[POLE]': 'LD-12' });
    expect([bad.status, errorOf(bad.body).description]).toEqual([400, expect.stringContaining('attribute[FAULT]')]);
    const answers = { 'attribute[POLE]': 'LD-12', 'attribute[FAULT]': 'out', 'attribute[SIGNS][]': 'flicker' };
    const { body } = await client.post({ ...asked, ...answers, 'attribute[SINCE]': '2026-11-20' });
    const no = created(body).service_request_id ?? '';
    const worker = await world.person('microGridWorker', 0);
    const { body: list } = await worker.call('GET /api/cases', { query: { q: no } });
    const { body: seen } = await worker.call('GET /api/cases/:id', { params: { id: list.rows[0]?.id ?? '' } });
    expect(seen.body).toBe('灯坏了\n问题 POLE：LD-12\n问题 SINCE：2026-11-20\n问题 FAULT：不亮\n问题 SIGNS：闪烁');
  });

  test('in batch: a token, and the number when the job has filed it', async () => {
    const { body } = await client.post({ ...fields, service_code: codes[2] ?? '' });
    expect(created(body)).not.toHaveProperty('service_request_id');
    const { token = '' } = created(body);
    expect((await client.get(`tokens/${token}`)).body).toEqual([{ token }]);
    const { services } = house;
    const worker = await startWorker(house.database, tasksOf(services), { concurrency: 2, log: services.log });
    await expect
      .poll(async () => (await client.get(`tokens/${token}`)).body[0].service_request_id, { timeout: 10_000 })
      .toMatch(/^TS-/);
    await worker.stop();
    const [{ service_request_id: no }] = (await client.get(`tokens/${token}`)).body;
    expect((await client.get(`requests/${no}`)).body[0].service_code).toBe(codes[2]);
  });

  test('what cannot be filed after all is shown to a person', async () => {
    const { body } = await client.post({ ...fields, service_code: codes[2] ?? '', description: '类别随后取消' });
    const { token = '' } = created(body);
    const id = token.slice(token.indexOf('-') + 1);
    // Its class leaves the catalogue between taking in and filing.
    const { owner } = house.database;
    const rename = (from: string, to: string) =>
      owner
        .updateTable('categories')
        .set({ code: to })
        .where('district_id', '=', world.district)
        .where('code', '=', from)
        .execute();
    await rename(codes[2] ?? '', '77777');
    await sql`select pg_notify('catalogue_changed', ${String(world.district)})`.execute(owner);
    await sleep(200);
    await exchangeFileTask(house.services)['exchange.file'](
      { district: world.district, id },
      { signal: new AbortController().signal, attempt: 1 },
    );
    await rename('77777', codes[2] ?? '');
    await sql`select pg_notify('catalogue_changed', ${String(world.district)})`.execute(owner);
    await sleep(200);
    const admin = await world.person('sysAdmin');
    const { body: refused } = await admin.call('GET /api/exchange/refused');
    expect(refused.rows).toMatchObject([
      { id, serviceCode: codes[2], en: expect.stringContaining('no such category') },
    ]);
    const stored = await owner
      .selectFrom('exchange_requests')
      .select('payload')
      .where('district_id', '=', world.district)
      .where('id', '=', id)
      .execute();
    expect(stored).toEqual([{ payload: null }]);
  });

  test('a black box answers neither number nor token', async () => {
    const { body } = await client.post({ ...fields, service_code: codes[3] ?? '' });
    expect(body).toEqual([{ service_request_id: null, service_notice: expect.any(String), account_id: null }]);
  });

  test('a resend exists once, also at the same moment', async () => {
    const count = async () => (await client.get('requests', { service_code: codes[4] ?? '' })).body.length as number;
    const same = { ...fields, service_code: codes[4] ?? '', description: '井盖松动' };
    const numbers = await Promise.all(Array.from({ length: 4 }, () => client.post(same)));
    expect(new Set(numbers.map(({ body }) => created(body).service_request_id)).size).toBe(1);
    expect(await count()).toBe(1);
    house.wait(11 * 60_000);
    await client.post(same);
    expect(await count()).toBe(2);
  });

  test('an Idempotency-Key holds for good, and for these fields only', async () => {
    const header = { 'idempotency-key': uuidv7() };
    const first = await client.post({ ...fields, description: '甲' }, header);
    house.wait(3600_000);
    const again = await client.post({ ...fields, description: '甲' }, header);
    expect(again.body).toEqual(first.body);
    const other = await client.post({ ...fields, description: '乙' }, header);
    expect([other.status, errorOf(other.body).code]).toEqual([400, 400]);
    expect((await client.post({ ...fields, description: '乙' }, { 'idempotency-key': 'ä' })).status).toBe(400);
  });

  test('near a border the nearer micro-grid takes it', async () => {
    const { body } = await client.post({ ...fields, long: 113.60201, description: '边上' });
    const no = created(body).service_request_id ?? '';
    const worker = await world.person('microGridWorker', 1);
    expect((await worker.call('GET /api/cases', { query: { q: no } })).body.rows).toHaveLength(1);
  });
});
