import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { limitFor, timekeepingOf } from './index.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let worker: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  worker = await world.person('microGridWorker');
});

const show = async (who = admin) => (await who.call('GET /api/deadlines/calendar')).body;

describe('limits by class, condition and area', () => {
  const put = (body: object, who = admin) =>
    who.call('PUT /api/deadlines/limits', {
      body: { commandId: uuidv7(), version: 0, conditions: [], rules: [], ...body } as never,
    });
  const rule = (more: object = {}) => ({
    categoryCode: '05001',
    conditionCode: null,
    areaClass: null,
    amount: 5,
    unit: 'workDay',
    ...more,
  });
  const fenced = { categoryCode: '05001', code: 'fenced', zh: '已围护', en: 'Fenced', closing: '修复' };

  test('the most exact rule holds, the nearest class of the area is inherited, the catalogue stands behind', async () => {
    const rules = [
      rule(),
      rule({ areaClass: 'A', amount: 3 }),
      rule({ conditionCode: 'fenced', amount: 8, unit: 'workHour' }),
      rule({ conditionCode: 'fenced', areaClass: 'A', amount: 4, unit: 'workHour' }),
    ];
    expect((await put({ rules, conditions: [fenced] })).body.version).toBe(1);
    for (const [code, name] of [
      [world.codes.community, 'B'],
      [world.codes.grids[0], 'A'],
    ] as const) {
      const id = await world.areaId(code);
      const set = await admin.call('PUT /api/deadlines/area-classes/:id', {
        params: { id },
        body: { commandId: uuidv7(), class: name },
      });
      expect(set.body).toEqual({ areaId: id, class: name });
    }
    const times = await timekeepingOf(house.services, world.district);
    const { root, community, grids, microGrids } = world.codes;
    const inA = `${root}/${community}/${grids[0]}/${microGrids[0]}/`;
    const inB = `${root}/${community}/${grids[1]}/${microGrids[2]}/`;
    const catalogue = { amount: 9, unit: 'naturalDay' } as const;
    const limit = (areaPath: string, conditionCode: string | null, categoryCode = '05001') =>
      Object.values(limitFor(times, { categoryCode, conditionCode, areaPath }, catalogue) ?? {}).join(' ');
    expect([limit(inA, null), limit(inB, null), limit(inA, 'fenced'), limit(inB, 'fenced')]).toEqual([
      '3 workDay',
      '5 workDay',
      '4 workHour',
      '8 workHour',
    ]);
    expect([limit(inA, 'other'), limit(inA, null, '05002')]).toEqual(['3 workDay', '9 naturalDay']);
    const listed = await worker.call('GET /api/deadlines/area-classes');
    expect(listed.body.rows.map((row) => row.class)).toEqual(['B', 'A']);
  });

  test.each([
    ['an older version', { version: 0 }, 409, 'limits.changed-meanwhile'],
    ['an unknown class', { version: 1, rules: [rule({ categoryCode: '00000' })] }, 422, 'limits.invalid'],
    ['a major class', { version: 1, rules: [rule({ categoryCode: '05' })] }, 422, 'limits.invalid'],
    ['an unknown condition', { version: 1, rules: [rule({ conditionCode: 'gone' })] }, 422, 'limits.invalid'],
    ['the same twice', { version: 1, rules: [rule(), rule()] }, 422, 'limits.invalid'],
    ['a condition twice', { version: 1, conditions: [fenced, fenced] }, 422, 'limits.invalid'],
    ['a limit of zero', { version: 1, rules: [rule({ amount: 0 })] }, 400, 'input.invalid'],
    ['a unit that is none', { version: 1, rules: [rule({ unit: 'minute' })] }, 400, 'input.invalid'],
  ])('refused: %s', async (_, body, status, code) => {
    const answer = await put(body);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect((await admin.call('GET /api/deadlines/limits')).body).toMatchObject({ version: 1, by: admin.name });
  });

  test('only who may change settings changes them; an area of another district is none', async () => {
    expect((await put({}, worker)).code).toBe('right.missing');
    const other = await makeWorld(house);
    const ask = {
      params: { id: await other.areaId(other.codes.root) },
      body: { commandId: uuidv7(), class: 'A' as const },
    };
    expect((await admin.call('PUT /api/deadlines/area-classes/:id', ask)).code).toBe('area.unknown');
    expect((await worker.call('PUT /api/deadlines/area-classes/:id', ask)).code).toBe('right.missing');
  });

  test('thresholds: kept per district, never the whole clock', async () => {
    const set = (thresholds: object, who = admin) =>
      who.call('PUT /api/deadlines/thresholds', { body: { commandId: uuidv7(), thresholds } as never });
    const wanted = { near: { amount: 4, unit: 'workHour' }, long: { share: 0.5 } };
    expect((await set(wanted)).body).toEqual(wanted);
    expect((await show()).thresholds).toEqual(wanted);
    expect((await set({ ...wanted, near: { share: 1 } })).code).toBe('input.invalid');
    expect((await set(wanted, worker)).code).toBe('right.missing');
  });
});
