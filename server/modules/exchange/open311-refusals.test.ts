import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { addPeer, type Client, clientOf, form, type Got } from './open311-client.test-data.ts';
import { plain } from './read-xml.test-data.ts';

const house = await testHouse();
let world: World;
let other: World;
let client: Client;
let peer: { id: string; key: string };
let fields: Record<string, string | number>;

beforeAll(async () => {
  world = await makeWorld(house);
  other = await makeWorld(house);
  client = clientOf(house, world);
  peer = await addPeer(world, ['report']);
  const { lon, lat } = world.pointIn(0);
  fields = { api_key: peer.key, service_code: '05003', lat, long: lon, description: '路灯不亮' };
});

/** The status, and the body in the standard's shape with the same number. */
function refusedAs({ status, body }: Got): number {
  expect(body).toEqual([{ code: status, description: expect.any(String) }]);
  return status;
}
const without = (name: string) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

describe('keys', () => {
  test('a missing, a wrong and a foreign key are 403', async () => {
    const foreign = await addPeer(other, ['report']);
    const wrong = `${peer.key.slice(0, -1)}${peer.key.endsWith('x') ? 'y' : 'x'}`;
    for (const key of ['', 'short', wrong, foreign.key, `${peer.key}'--`, '字']) {
      expect(refusedAs(await client.post({ ...fields, api_key: key }))).toBe(403);
    }
    expect(refusedAs(await client.post(without('api_key')))).toBe(403);
  });

  test('a key that may only read hands nothing in', async () => {
    const reader = await addPeer(world, ['read-all']);
    expect(refusedAs(await client.post({ ...fields, api_key: reader.key }))).toBe(403);
  });

  test('the key may stand in a header; a bad one is refused even where none is needed', async () => {
    const sent = await client.post({ ...without('api_key'), description: '按头部' }, { 'x-api-key': peer.key });
    expect(sent.status).toBe(200);
    expect(refusedAs(await client.get('requests', { api_key: 'nobody' }))).toBe(403);
    expect(refusedAs(await client.get('services', { api_key: 'nobody' }))).toBe(403);
  });

  test('it is shown once, to the administrator, and nothing keeps it', async () => {
    const admin = await world.person('sysAdmin');
    const ask = { commandId: uuidv7(), id: uuidv7(), name: '随手拍', may: ['report' as const] };
    const first = await admin.call('POST /api/exchange/peers', { body: ask });
    const resent = await admin.call('POST /api/exchange/peers', { body: ask });
    expect(resent.body).toEqual(first.body);
    const { body } = await admin.call('GET /api/exchange/peers');
    expect(JSON.stringify(body)).not.toContain(first.body.key);
    expect(body.rows.find((row) => row.name === '随手拍')).toMatchObject({ keyHint: first.body.key.slice(-4) });
    const stored = await house.database.owner.selectFrom('commands').select('answer').execute();
    expect(JSON.stringify(stored)).not.toContain(first.body.key);
    const twice = { ...ask, commandId: uuidv7(), id: uuidv7() };
    expect((await admin.call('POST /api/exchange/peers', { body: twice })).code).toBe('peer.name-taken');
  });

  test('a key for one subtree hands in nothing outside it, and its cases count as it was settled', async () => {
    const admin = await world.person('sysAdmin');
    const areaId = await world.areaId(world.codes.grids[0]);
    const { body } = await admin.call('POST /api/exchange/peers', {
      body: { commandId: uuidv7(), id: uuidv7(), name: '热线', may: ['report'], areaId, source: 'hotline' },
    });
    const send = (n: 0 | 3) => {
      const { lon, lat } = world.pointIn(n);
      return client.post({ ...fields, api_key: body.key, lat, long: lon, description: '热线转来' });
    };
    expect(refusedAs(await send(3))).toBe(400);
    const no = (await send(0)).body[0].service_request_id;
    const worker = await world.person('microGridWorker', 0);
    expect((await worker.call('GET /api/cases', { query: { q: no } })).body.rows).toMatchObject([
      { source: 'hotline' },
    ]);
  });

  test('an ended key is refused from the next call on, and on record', async () => {
    const ended = await addPeer(world, ['report'], '停用的平台');
    const send = () => client.post({ ...fields, api_key: ended.key, description: '停用前' });
    expect((await send()).status).toBe(200);
    const admin = await world.person('sysAdmin');
    const end = (id: string) =>
      admin.call('POST /api/exchange/peers/:id/end', { params: { id }, body: { commandId: uuidv7() } });
    expect((await end(ended.id)).status).toBe(200);
    expect((await end(uuidv7())).code).toBe('peer.unknown');
    expect(refusedAs(await send())).toBe(403);
    const auditor = await world.person('auditAdmin');
    const { body } = await auditor.call('GET /api/audit', { query: { action: 'peer.end' } });
    expect(body.rows).toMatchObject([{ target: '停用的平台', outcome: 'done' }]);
  });
});

describe('errors', () => {
  test('what is not there is 404', async () => {
    expect(refusedAs(await client.post({ ...fields, service_code: '77777' }))).toBe(404);
    expect(refusedAs(await client.post({ ...fields, service_code: '05' }))).toBe(404);
    expect(refusedAs(await client.get('services/77777'))).toBe(404);
    expect(refusedAs(await client.get('requests/TS-000000-0000'))).toBe(404);
    expect(refusedAs(await client.get(`tokens/${other.district.toString(36)}-${uuidv7()}`))).toBe(404);
    expect(refusedAs(await client.get('tokens/nothing'))).toBe(404);
    expect(refusedAs(await client.get('nothing'))).toBe(404);
    for (const jurisdiction of ['999', 'city.gov', '-1', '1e5', '99999999999', "1' or 1=1"])
      expect(refusedAs(await client.get('services', { jurisdiction_id: jurisdiction }))).toBe(404);
  });

  test('what is not right is 400, and says which field', async () => {
    const wrong = async (change: Record<string, string | number>) => {
      const got = await client.post({ ...fields, ...change }, { 'accept-language': 'en' });
      expect(refusedAs(got)).toBe(400);
      return got.body[0].description as string;
    };
    expect(await wrong({ service_code: '' })).toContain('service_code');
    expect(await wrong({ lat: '' })).toContain('lat and long');
    expect(await wrong({ lat: '', long: '' })).toContain('address_string');
    expect(await wrong({ lat: 1, long: 1 })).toContain('outside our area');
    expect(await wrong({ lat: '', long: '', address_string: '月球背面' })).toContain('give lat and long');
    expect(await wrong({ media_url: 'javascript:alert(1)' })).toContain('media_url');
    expect(await wrong({ 'attribute[NOBODY]': 'x' })).toContain('attribute[NOBODY]');
    expect(await wrong({ description: 'x'.repeat(4001) })).toContain('description');
  });

  test('another district’s case is not found, nor is its key good here', async () => {
    const { lon, lat } = world.pointIn(0);
    const sent = await client.post({ ...fields, lat, long: lon, description: '只在这里' });
    const elsewhere = clientOf(house, other);
    const no = sent.body[0].service_request_id;
    expect(refusedAs(await elsewhere.get(`requests/${no}`))).toBe(404);
    expect((await elsewhere.get('requests', { service_request_id: no })).body).toEqual([]);
    expect(refusedAs(await elsewhere.get('requests', { api_key: peer.key }))).toBe(403);
  });

  test('a body that is none of the three kinds, broken or too large', async () => {
    const send = (type: string, payload: string) =>
      client.send('POST', 'requests.xml', { headers: { 'content-type': type }, payload });
    for (const [type, payload, status] of [
      ['application/json', '{"service_code":', 400],
      ['application/json', '[1]', 400],
      ['text/plain', 'hello', 400],
      ['multipart/form-data; boundary=x', 'broken', 400],
      [form['content-type'], `description=${'x'.repeat(70_000)}`, 413],
    ] as const) {
      const got = await send(type, payload);
      expect([type, got.status, plain(got.body)]).toEqual([
        type,
        status,
        [{ code: String(status), description: expect.any(String) }],
      ]);
    }
  });

  test('an address can be the place, when there is only one', async () => {
    const code = world.codes.microGrids[2];
    const area = await world.areaId(code);
    const add = (text: string) =>
      house.database.owner
        .insertInto('addresses')
        .values({
          district_id: world.district,
          id: uuidv7(),
          text,
          tokens: ' ',
          area_id: area,
          lon: 113.605,
          lat: 34.701,
        })
        .execute();
    await add('和平路 8 号院 1 号楼');
    await add('和平路 8 号院 2 号楼');
    const ask = { ...without('lat'), long: '', description: '院里积水' };
    const sent = await client.post({ ...ask, address_string: '和平路8号院2号楼' });
    expect(sent.status).toBe(200);
    const worker = await world.person('microGridWorker', 2);
    const no = sent.body[0].service_request_id;
    expect((await worker.call('GET /api/cases', { query: { q: no } })).body.rows).toHaveLength(1);
    const unclear = await client.post({ ...ask, address_string: '和平路8号院' });
    expect(refusedAs(unclear)).toBe(400);
    expect(unclear.body[0].description).toContain('1 号楼');
  });
});

describe('hostile input', () => {
  const digits = '99999999999999999999999999';
  /** Without control characters and outer space. */
  const seen = (text: string) => text.replace(/[^\P{Cc}]|\ufffe/gu, '').trim();
  const nasty = [
    '<script>alert(1)</script>',
    "'; drop table app.cases; --",
    ']]> &#0; &xxe; <!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    '\u0001\u0008\u000b\u001f\ufffe x',
    '{{7*7}} %s %n \\u0000 \\x00',
    digits,
    '👩‍👩‍👧‍👦 ‮abc',
  ];

  test.each(nasty)('in every field at once is stored as text or refused by name: %j', async (text) => {
    const all = Object.fromEntries(
      ['address_string', 'email', 'device_id', 'account_id', 'first_name', 'last_name', 'phone', 'description'].map(
        (name) => [name, text],
      ),
    );
    const sent = await client.post({ ...fields, ...all });
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    const { body } = await client.get(`requests/${sent.body[0].service_request_id}`);
    expect(body[0].description).toBe(text === digits ? '***' : seen(text));
    for (const name of ['service_code', 'lat', 'long', 'address_id', 'media_url', 'api_key', 'jurisdiction_id'])
      expect([400, 403, 404]).toContain(refusedAs(await client.post({ ...fields, [name]: text })));
    for (const name of ['start_date', 'updated_before', 'status', 'page', 'lat', 'jurisdiction_id', 'api_key'])
      expect([400, 403, 404]).toContain(refusedAs(await client.get('requests', { [name]: text })));
    expect((await client.get('requests', { service_code: text, service_request_id: text })).body).toEqual([]);
    expect(refusedAs(await client.get(`requests/${encodeURIComponent(text)}`))).toBe(404);
  });

  test('what cannot be stored, and too much of everything', async () => {
    expect(refusedAs(await client.post({ ...fields, description: 'a\u0000b' }))).toBe(400);
    expect(refusedAs(await client.get('requests', { service_code: 'a\u0000b' }))).toBe(400);
    expect(refusedAs(await client.get('requests/a%00b'))).toBe(400);
    const many = Array.from({ length: 300 }, (_, n) => [`attribute[X${n}]`, 'x']);
    expect(refusedAs(await client.post({ ...fields, ...Object.fromEntries(many) }))).toBe(400);
    expect(
      refusedAs(await client.get('requests', { service_code: Array.from({ length: 101 }, (_, n) => n).join() })),
    ).toBe(400);
  });

  test('answers carry the security headers, and any page may read them', async () => {
    const { headers } = await client.get('services');
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-request-id': expect.any(String),
    });
    const preflight = await house.app.inject({ method: 'OPTIONS', url: '/open311/v2/requests.json' });
    expect([preflight.statusCode, preflight.headers['access-control-allow-methods']]).toEqual([204, 'GET, POST']);
  });

  test('a key that asks too often waits', async () => {
    const busy = await addPeer(world, ['report']);
    let last = 200;
    for (let n = 0; n < 601 && last !== 429; n += 1)
      last = (await client.post({ api_key: busy.key, service_code: '77777', lat: 1, long: 1 })).status;
    expect(last).toBe(429);
    expect((await client.post({ ...fields, description: '别人照常' })).status).toBe(200);
    house.wait(61_000);
    expect(refusedAs(await client.post({ api_key: busy.key, service_code: '77777', lat: 1, long: 1 }))).toBe(404);
  });
});
