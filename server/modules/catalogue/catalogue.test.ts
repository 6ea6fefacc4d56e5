import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#kernel/database';
import { categoryByCode, currentCatalogue, suggestCategories } from '#modules/catalogue';
import { testDatabase } from '#testing/database';
import { actors, catalogueOver, empty, erqi, gone, lamps, roads, servicesOn, suoqian } from './catalogue.test-data.ts';

const database = await testDatabase();
const { services, call, edit } = await catalogueOver(database);

describe('the catalogue', () => {
  it('is public in short, of the first district unless another is named', async () => {
    const { body } = await call('GET /api/public/categories');
    expect(body.rows).toHaveLength(101);
    expect(body.rows.find(({ code }) => code === '05003')).toEqual({
      code: '05003',
      parentCode: '05',
      name: '路灯不亮',
      nameEn: 'Street light out',
      limitAmount: 2,
      limitUnit: 'workDay',
    });
    const none = await call('GET /api/public/categories', { ask: { query: { district: empty } } });
    expect(none.body.rows).toEqual([]);
    const unknown = await call('GET /api/public/categories', { ask: { query: { district: 999 } } });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'district.unknown']);
  });

  it('is answered to staff with words, limits and the unit that bears the name today', async () => {
    const { body } = await call('GET /api/categories', { as: 'worker' });
    expect(body.version).toBe(1);
    const lamp = body.rows.find(({ code }) => code === '05003');
    expect(lamp).toMatchObject({ unitName: '市政养护中心', unitId: lamps, risk: 'low', selfHandle: false });
    expect(body.rows.find(({ code }) => code === '02006')).toMatchObject({ unitName: '燃气公司', unitId: null });
    expect((await call('GET /api/categories')).status).toBe(401);
  });

  it('suggests for a text, and marks what is sure', async () => {
    const { body } = await call('POST /api/public/suggest', { ask: { body: { text: '我们巷子的路灯三天不亮了' } } });
    expect(body.preselect).toBe(true);
    expect(body.rows[0]).toMatchObject({ code: '05003', name: '路灯不亮', nameEn: 'Street light out' });
    const nothing = await call('POST /api/public/suggest', { ask: { body: { text: '你好', district: suoqian } } });
    expect(nothing.body).toEqual({ rows: [], preselect: false });
    expect(await suggestCategories(services, empty, '路灯不亮')).toEqual([]);
  });

  it('finds a category by its code, or none', async () => {
    expect((await categoryByCode(services, erqi, '05003'))?.name).toBe('路灯不亮');
    expect(await categoryByCode(services, erqi, '00000')).toBeNull();
    expect(await categoryByCode(services, erqi, null)).toBeNull();
  });
});

describe('editing a category', () => {
  it('makes a new version with that change and no other, on record', async () => {
    const before = await currentCatalogue(services, erqi);
    const changed = await edit('admin', '05002', {
      limitAmount: 8,
      limitUnit: 'urgentHour',
      unitId: roads,
      keywords: [' 坑 ', '坑', '塌'],
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      limitAmount: 8,
      limitUnit: 'urgentHour',
      unitId: roads,
      unitName: '道路处',
      keywords: ['坑', '塌'],
    });
    const after = await currentCatalogue(services, erqi);
    expect(after.version).toBe(before.version + 1);
    const plain = (categories: typeof after.categories) =>
      categories.filter(({ code }) => code !== '05002').map(({ id: _, ...rest }) => rest);
    expect(plain(after.categories)).toEqual(plain(before.categories));
    expect((await currentCatalogue(services, suoqian)).version).toBe(1);
    const line = await database.owner
      .selectFrom('audit_log')
      .selectAll()
      .where('district_id', '=', erqi)
      .where('action', '=', 'catalogue.change')
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({
      target: '05002',
      who: 'sysAdmin',
      detail: 'limitAmount, limitUnit, unitId, keywords',
    });
  });

  it('teaches the suggestions at once', async () => {
    const odd = '机器狗卡在花坛里了';
    expect((await suggestCategories(services, erqi, odd))[0]?.code).not.toBe('05010');
    await edit('admin', '05010', { examples: ['机器狗卡住不动', '巡逻的机器狗倒在花坛里', '机器狗没电了'] });
    expect((await suggestCategories(services, erqi, odd))[0]?.code).toBe('05010');
  });

  it('sent twice is done once', async () => {
    const commandId = randomUUID();
    const first = await edit('admin', '05001', { limitAmount: 6 }, commandId);
    const again = await edit('admin', '05001', { limitAmount: 6 }, commandId);
    expect(again.body).toEqual(first.body);
    const other = await edit('otherAdmin', '05001', { limitAmount: 6 }, commandId);
    expect([other.status, other.body.code]).toEqual([409, 'command.reused']);
  });

  it('by two at the same moment loses neither change', async () => {
    const codes = ['04001', '04002', '04003', '04004'];
    const version = (await currentCatalogue(services, erqi)).version;
    const answers = await Promise.all(codes.map((code) => edit('admin', code, { limitAmount: 99 })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const after = await currentCatalogue(services, erqi);
    expect(after.version).toBe(version + 4);
    for (const code of codes) expect(after.byCode.get(code)?.limitAmount).toBe(99);
  });

  it.each([
    ['worker', '05001', {}, 403, 'right.missing'],
    ['localAdmin', '05001', {}, 403, 'right.missing'],
    ['admin', '00000', {}, 422, 'category.unknown'],
    ['admin', '05001', { unitId: gone }, 422, 'unit.unknown'],
    ['suoqianAdmin', '05001', { unitId: roads }, 422, 'unit.unknown'],
    ['admin', '05001', { name: '   ' }, 400, 'input.invalid'],
    ['admin', '05001', { limitAmount: null }, 400, 'input.invalid'],
    ['admin', '05001', { limitAmount: 0 }, 400, 'input.invalid'],
    ['admin', '05001', { risk: 'deadly' as 'low' }, 400, 'input.invalid'],
  ])('by %s of %s with %j is refused and changes nothing', async (as, code, body, status, refusal) => {
    const district = actors[as]?.district ?? erqi;
    const { version } = await currentCatalogue(services, district);
    const answer = await edit(as, code, body);
    expect([answer.status, answer.body.code]).toEqual([status, refusal]);
    expect((await currentCatalogue(services, district)).version).toBe(version);
  });
});

describe('another process', () => {
  it('hears of a change', async () => {
    const other = openDatabase({
      appUrl: database.appUrl,
      ownerUrl: database.ownerUrl,
      poolSize: 2,
      onError: () => {},
    });
    try {
      const there = servicesOn(other);
      const { version } = await currentCatalogue(there, erqi);
      await edit('admin', '05004', { limitAmount: 3 });
      await expect.poll(async () => (await currentCatalogue(there, erqi)).version, { timeout: 5000 }).toBe(version + 1);
    } finally {
      await other.close();
    }
  });
});
