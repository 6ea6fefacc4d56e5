import { beforeAll, describe, expect, test } from 'vitest';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { addPeer, type Client, clientOf } from './open311-client.test-data.ts';

const house = await testHouse();
const day = 24 * 3600_000;
let world: World;
let client: Client;
let report: { id: string; key: string };
let full: { id: string; key: string };
/** Numbers of requests in the order they were made. */
const made: string[] = [];
/** What came by a resident's phone, not through this door. */
let byPhone: { no: string; id: string };
let home: { lon: number; lat: number };

const lamp = '05003';
const rubbish = '04001';
const [mobile, identity] = ['13812342071', '41010319900101123X'];

async function hand(key: string, more: Record<string, string | number>): Promise<string> {
  const { lon, lat } = world.pointIn(0);
  const { body } = await client.post({ api_key: key, service_code: lamp, lat, long: lon, ...more });
  const no: string = body[0].service_request_id;
  made.push(no);
  return no;
}

beforeAll(async () => {
  world = await makeWorld(house);
  client = clientOf(house, world);
  report = await addPeer(world, ['report']);
  full = await addPeer(world, ['report', 'read-all']);
  await hand(report.key, { description: '第一件，路灯不亮。' });
  house.wait(100 * day);
  await hand(full.key, {
    description: `第二件，请打 ${mobile}，身份证 ${identity}，<b>谢谢</b> & 再见`,
    address_string: `淮河路 330 号（电话 ${mobile}）`,
    media_url: 'https://pictures.example.org/a?b=1&c=2',
    first_name: '晓明',
    last_name: '陈',
    phone: mobile,
    email: 'chen@example.org',
  });
  home = { lon: world.pointIn(1).lon + 0.00037, lat: world.pointIn(1).lat - 0.00029 };
  const phoned = await fileReport(world, 1, {
    body: '我叫张三，路灯不亮。住 3-2-501，电话 13800000000',
    place: { point: home },
    categoryCode: lamp,
  });
  byPhone = { no: phoned.no, id: phoned.id };
  house.wait(day);
  await hand(report.key, { service_code: rubbish, description: '第三件，垃圾满了。' });
});

const list = async (fields: Record<string, string | number> = {}) =>
  (await client.get('requests', fields)).body.map((one: { service_request_id: string }) => one.service_request_id);
const ago = (days: number) => new Date(house.services.clock().getTime() - days * day).toISOString();
const refusedWith = async (fields: Record<string, string | number>) => {
  const { status, body } = await client.get('requests', fields);
  expect(body).toEqual([{ code: status, description: expect.any(String) }]);
  return status;
};

describe('filters', () => {
  test('without any: the last 90 days, newest first', async () => {
    expect(await list()).toEqual([made[2], byPhone.no, made[1]]);
  });

  test('numbers override all others', async () => {
    expect(await list({ service_request_id: `${made[0]},${made[2]},TS-0,`, status: 'nonsense' })).toEqual([
      made[2],
      made[0],
    ]);
  });

  test('classes', async () => {
    expect(await list({ service_code: rubbish })).toEqual([made[2]]);
    expect(await list({ service_code: `${rubbish},${lamp}` })).toHaveLength(3);
    expect(await list({ service_code: '77777' })).toEqual([]);
  });

  test('a case that nobody classified is found under 其他', async () => {
    const { no } = await fileReport(world, 0, { body: '说不清楚的一件事' });
    expect(await list({ service_code: '99099' })).toEqual([no]);
    expect((await client.get(`requests/${no}`)).body[0]).toMatchObject({
      service_code: '99099',
      service_name: '其他事项',
    });
  });

  test('dates, as an instant with any offset, or as a day of China', async () => {
    expect(await list({ start_date: ago(0.5) })).toContain(made[2]);
    expect(await list({ start_date: ago(0.5) })).not.toContain(made[1]);
    expect(await list({ end_date: ago(50) })).toEqual([made[0]]);
    expect(await list({ start_date: ago(120), end_date: ago(60) })).toEqual([made[0]]);
    const shanghai = (at: string) => new Date(Date.parse(at) + 8 * 3600_000).toISOString().slice(0, 10);
    expect(await list({ start_date: shanghai(ago(101)), end_date: shanghai(ago(101)) })).toEqual([made[0]]);
    // A plus that nobody escaped is a space by the time it is read.
    expect((await client.send('GET', `requests.json?start_date=2026-11-01T00:00:00+08:00`)).status).toBe(200);
  });

  test('status, by what the state counts as', async () => {
    const worker = await world.person('microGridWorker', 1);
    const leader = await world.person('gridLeader', 0);
    await moved(worker, byPhone.id, { move: 'accept' });
    await moved(leader, byPhone.id, { move: 'reject', note: '重复，详询 13800000001' });
    expect(await list({ status: 'closed' })).toEqual([byPhone.no]);
    expect(await list({ status: 'open' })).not.toContain(byPhone.no);
    expect(await list({ status: 'open,closed' })).toContain(byPhone.no);
    const { body } = await client.get(`requests/${byPhone.no}`);
    expect(body[0]).toMatchObject({ status: 'closed', expected_datetime: null, status_notes: '不予受理，原因见下' });
  });

  test('what changed since, the newest change first', async () => {
    house.wait(3600_000);
    const before = house.services.clock().toISOString();
    const worker = await world.person('microGridWorker', 0);
    const { body } = await worker.call('GET /api/cases', { query: { q: made[0] ?? '' } });
    await moved(worker, body.rows[0]?.id ?? '', { move: 'whistle', note: '需要协调' });
    expect(await list({ updated_after: before })).toEqual([made[0]]);
    expect(await list({ updated_before: before, updated_after: ago(0.1) })).toContain(byPhone.no);
    const { body: one } = await client.get(`requests/${made[0]}`);
    expect(Date.parse(one[0].updated_datetime)).toBeGreaterThan(Date.parse(one[0].requested_datetime) + 99 * day);
  });

  test('pages', async () => {
    const all = await list();
    expect(await list({ page_size: 2 })).toEqual(all.slice(0, 2));
    expect(await list({ page_size: 2, page: 2 })).toEqual(all.slice(2, 4));
  });

  test('around a point, measured from the place that is shown', async () => {
    const at = { lon: 113.605, lat: 34.701 };
    const away = { lon: 0.00037, lat: -0.00029 };
    const place = { point: { lon: at.lon + away.lon, lat: at.lat + away.lat } };
    const { no } = await fileReport(world, 2, { place });
    const near = (metres: number, from = at) => list({ lat: from.lat, long: from.lon, radius: metres, status: 'open' });
    const shown = (await client.get(`requests/${no}`)).body[0];
    expect([shown.lat, shown.long]).toEqual([at.lat, at.lon]);
    expect(await near(1)).toEqual([no]);
    // The exact place is 47 m away: asking there finds nothing within 20.
    expect(await near(20, place.point)).toEqual([]);
    expect(await near(60, place.point)).toEqual([no]);
  });

  test.each<Record<string, string | number>>([
    { start_date: '2026-01-01T00:00:00Z', end_date: '2026-06-01T00:00:00Z' },
    { start_date: '2026-06-01T00:00:00Z', end_date: '2026-01-01T00:00:00Z' },
    { start_date: 'yesterday' },
    { end_date: '2026-02-30' },
    { start_date: '9999-12-31T23:59:59Z' },
    { updated_after: "' or 1=1 --" },
    { status: 'pending' },
    { page_size: 0 },
    { page_size: 1001 },
    { page: 1.5 },
    { page: 9_999_999 },
    { lat: 34.7, status: 'open' },
    { lat: 34.7, long: 113.6 },
    { lat: 34.7, long: 113.6, radius: '1e9', status: 'open' },
  ])('refuses %j', async (fields) => {
    expect(await refusedWith(fields)).toBe(400);
  });
});

describe('publicity', () => {
  const read = async (no: string | undefined, fields: Record<string, string> = {}) =>
    (await client.get(`requests/${no}`, fields)).body[0];

  test('what came through this door is shown, with the numbers of persons masked', async () => {
    const shown = await read(made[1]);
    expect(shown).toMatchObject({
      description: '第二件，请打 ***，身份证 ***，<b>谢谢</b> & 再见',
      address: '淮河路 330 号（电话 ***）',
      media_url: 'https://pictures.example.org/a?b=1&c=2',
      ...{ lat: world.pointIn(0).lat, long: world.pointIn(0).lon },
    });
  });

  test('with read-all a peer reads its own in full, and nobody else’s', async () => {
    expect((await read(made[1], { api_key: full.key })).description).toContain(mobile);
    expect((await read(made[1], { api_key: report.key })).description).not.toContain(mobile);
    const other = await hand(report.key, { description: `回电 ${mobile}` });
    expect((await read(other, { api_key: full.key })).description).toBe('回电 ***');
    expect((await read(other, { api_key: report.key })).description).toBe('回电 ***');
  });

  test('what came otherwise has a title that names nobody, and only roughly a place', async () => {
    const shown = await read(byPhone.no, { api_key: full.key });
    expect(shown).toMatchObject({ description: '路灯不亮', address: '和平社区', address_id: null, media_url: null });
    expect([shown.lat, shown.long]).toEqual([world.pointIn(1).lat, world.pointIn(1).lon]);
    expect(Math.abs(shown.lat - home.lat)).toBeGreaterThan(0.0002);
    expect(shown.status_notes).not.toContain('13800000001');
  });

  test('no name, phone or e-mail of anybody stands in any answer', async () => {
    const pages = await Promise.all(
      [{}, { end_date: ago(50) }, { status: 'closed' }].map((fields) => client.get('requests', fields)),
    );
    expect(JSON.stringify(pages.map(({ body }) => body))).not.toMatch(/晓明|张三|chen@|138\d{8}|41010319/);
  });

  test('the worker told the sender: it is read, masked', async () => {
    const worker = await world.person('microGridWorker', 0);
    const { body } = await worker.call('GET /api/cases', { query: { q: made[2] ?? '' } });
    await moved(worker, body.rows[0]?.id ?? '', { move: 'accept' });
    await moved(worker, body.rows[0]?.id ?? '', { move: 'ask', note: `是哪一桶？回 ${mobile}` });
    expect((await read(made[2])).status_notes).toBe('想请您补充一点情况：是哪一桶？回 ***');
  });
});
