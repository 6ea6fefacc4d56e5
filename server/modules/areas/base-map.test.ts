import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import type { BaseMap } from '#contract/areas';
import { testHouse } from '#testing/house';
import { makeWorld } from '#testing/world';

const house = await testHouse();
const world = await makeWorld(house);
const admin = await world.person('sysAdmin');
const other = await (await makeWorld(house)).person('sysAdmin');
const wmts: BaseMap = {
  kind: 'wmts',
  url: 'https://t{0-7}.tianditu.gov.cn/vec_w/wmts?tk=secret',
  attribution: '天地图',
};

const put = (baseMap: BaseMap | null, by = admin) =>
  by.call('PUT /api/district/base-map', { body: { commandId: uuidv7(), baseMap } });
const stands = async () =>
  (await world.public('GET /api/public/district', { query: { district: world.district } })).body.baseMap;
const sources = async () => {
  const { headers } = await house.app.inject('/healthz');
  return /img-src ([^;]*)/.exec(String(headers['content-security-policy']))?.[1] ?? '';
};
const eventually = (check: () => Promise<unknown>) => expect.poll(check, { timeout: 5000 });

test('no outside address is let in until a base map is set; then its hosts and no others; none again after', async () => {
  expect(await stands()).toBeNull();
  expect(await sources()).not.toContain('http');
  expect((await put(wmts)).body.baseMap).toEqual(wmts);
  expect(await stands()).toEqual(wmts);
  await eventually(sources).toContain('https://t7.tianditu.gov.cn');
  expect((await sources()).match(/https:\S+/g)).toHaveLength(8);
  expect((await put({ ...wmts, url: 'https://maps.example.cn/town.pmtiles', kind: 'pmtiles' }, other)).status).toBe(
    200,
  );
  await eventually(sources).toContain('https://maps.example.cn');
  expect(await stands()).toEqual(wmts);
  await put(null);
  await put(null, other);
  await eventually(sources).not.toContain('http');
});

test.each([
  ['javascript:alert(1)//', '应以 https:// 或 http:// 开头'],
  ['file:///etc/passwd', '应以 https:// 或 http:// 开头'],
  ["https://a.example; script-src 'unsafe-inline'", '不是完整的网址'],
  ['https://user:word@maps.example.cn/', '不能有用户名和密码'],
  ['https://t{9-0}.example.cn/wmts', '范围不对'],
  ['https://t{0-z}.example.cn/wmts', '范围不对'],
  ['https://*/{z}/{x}/{y}', '主机名不对'],
  ['maps.example.cn/wmts', '不是完整的网址'],
])('%s is refused and changes nothing', async (url, words) => {
  await put(wmts);
  const answer = await put({ ...wmts, url });
  expect([answer.status, answer.code]).toEqual([422, 'district.bad-base-map']);
  expect(answer.body).toMatchObject({ zh: expect.stringContaining(words) });
  expect(await stands()).toEqual(wmts);
});

test('only the system administrator sets it, and the line on record does not hold the key', async () => {
  for (const role of ['operator', 'leader', 'securityAdmin', 'microGridWorker'] as const) {
    expect((await put(null, await world.person(role))).code).toBe('right.missing');
  }
  await put(wmts);
  const audit = await world.person('auditAdmin');
  const { body } = await audit.call('GET /api/audit', { query: { action: 'setting.change' } });
  expect(body.rows[0]).toMatchObject({ who: admin.name, outcome: 'done' });
  expect(JSON.stringify(body)).toContain('https://t0.tianditu.gov.cn');
  expect(JSON.stringify(body)).not.toContain('secret');
});
