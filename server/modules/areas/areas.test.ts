import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AreaRow, LocateAnswer } from '#contract/areas';
import { areasWorld, at, communities, district, microGrid, type World } from './areas-world.test-data.ts';

let world: World;
beforeAll(async () => {
  world = await areasWorld();
});

const locate = async (body: object) => {
  const answer = await world.call('POST', '/api/public/locate', { body });
  return { ...answer, json: answer.json as LocateAnswer & { code: string; detail: never } };
};
const pointAt = (x: number, y: number, accuracy?: number) => {
  const [lon, lat] = at(x, y);
  return { lon, lat, ...(accuracy === undefined ? {} : { accuracy }) };
};
describe('districts', () => {
  test('the first district is the one shown by default, with its levels, bounds and hotline', async () => {
    const { json } = await world.call('GET', '/api/public/district');
    expect(json).toMatchObject({
      id: district,
      name: '二七区',
      bounds: [...at(0, 0), ...at(8, 8)],
      hotline: '0371-60000000',
    });
    expect((json as { levels: unknown[] }).levels).toHaveLength(3);
    const all = await world.call('GET', '/api/public/districts');
    expect((all.json as { rows: { id: number }[] }).rows.map(({ id }) => id)).toEqual([district, 330109107]);
    expect((await world.call('GET', '/api/public/district?district=9')).json).toMatchObject({
      code: 'district.unknown',
    });
  });
});

describe('locating a place', () => {
  test('a point inside gives the one micro-grid with all above it and who answers there', async () => {
    const post = await world.post('microGridWorker', '建新1微网格员', microGrid(0, 1), '韩微');
    await world.address('建新街社区 3号院 2号楼', microGrid(0, 1), at(1, 1.1));
    const { json } = await locate({ point: pointAt(1, 1, 20) });
    expect(json.candidates).toEqual([]);
    expect(json.located).toMatchObject({
      code: microGrid(0, 1),
      decidedBy: 'inside',
      metres: null,
      households: 60,
      owner: { postId: post, title: '建新1微网格员', name: '韩微', standIn: false },
      address: '建新街社区 3号院 2号楼',
      answerWithinMinutes: 120,
    });
    expect(json.located?.path.map(({ name, levelName }) => `${levelName} ${name}`)).toEqual([
      '区 二七区',
      '社区 建新街社区',
      '微网格 建新1微网格',
    ]);
  });

  test('a vacant micro-grid is answered for by the post above: nothing is unowned', async () => {
    await world.post('communityStaff', '康复街社区干部', communities[1], '李社');
    const { json } = await locate({ point: pointAt(5, 1) });
    expect(json.located?.owner).toMatchObject({ title: '康复街社区干部', name: '李社' });
  });

  test('closer to a border than the accuracy, the candidates are asked, and the choice decides', async () => {
    const { json } = await locate({ point: pointAt(1.9, 1, 30) });
    expect(json.located).toBeNull();
    expect(json.candidates.map(({ name }) => name)).toEqual(['建新1微网格', '建新2微网格']);
    const areaId = json.candidates[1]?.areaId;
    expect((await locate({ point: pointAt(1.9, 1, 30), areaId })).json.located).toMatchObject({
      areaId,
      decidedBy: 'chosen',
    });
  });

  test('the address decides before the polygon', async () => {
    const kin = await world.address('建新街社区 祠堂边 1号', microGrid(0, 8), at(1, 1));
    const { json } = await locate({ addressId: kin, point: pointAt(1, 1, 10) });
    expect(json.located).toMatchObject({
      code: microGrid(0, 8),
      decidedBy: 'address',
      address: '建新街社区 祠堂边 1号',
    });
  });

  test('a point in GCJ-02 is read as such', async () => {
    const { json } = await locate({ point: { lon: 113.6071, lat: 34.7, system: 'gcj02' } });
    const plain = await locate({ point: { lon: 113.6071, lat: 34.7 } });
    expect(json.located?.code).not.toBe(plain.json.located?.code);
  });

  test('just outside of everything the nearest answers and says so; further out it is refused with the nearest district', async () => {
    expect((await locate({ point: pointAt(-1, 1) })).json.located).toMatchObject({
      code: microGrid(0, 1),
      decidedBy: 'near',
      metres: 92,
    });
    const far = await locate({ point: { lon: 120.2, lat: 30 } });
    expect(far.status).toBe(422);
    expect(far.json).toMatchObject({
      code: 'place.outside',
      detail: { nearest: { id: 330109107, hotline: '0571-80000000' } },
    });
    expect((await locate({ point: { lon: -77, lat: 38.9 } })).status).toBe(422);
  });

  test('nothing given, an upper level, an unknown or a foreign id: each has its own refusal', async () => {
    expect((await locate({})).json.code).toBe('place.missing');
    expect((await locate({ areaId: await world.areaId(communities[0]) })).json.code).toBe('area.not-micro-grid');
    expect((await locate({ areaId: uuidv7() })).json.code).toBe('area.unknown');
    expect((await locate({ addressId: uuidv7() })).json.code).toBe('address.unknown');
    expect((await locate({ district: 330109107, areaId: await world.areaId(microGrid(0, 1)) })).json.code).toBe(
      'area.unknown',
    );
    expect((await locate({ point: { lon: 200, lat: 3 } })).status).toBe(400);
  });
});

describe('addresses', () => {
  test('fragments find a building, numbers whole, and a slip of the finger still finds something', async () => {
    await world.address('大学路街道康复前街 12号院 6号楼', microGrid(1, 3), at(5, 3));
    await world.address('大学路街道康复前街 112号院 6号楼', microGrid(1, 4), at(7, 3));
    const find = async (q: string) => {
      const { json } = await world.call('GET', `/api/public/addresses?q=${encodeURIComponent(q)}`);
      return (json as { rows: { text: string; areaName: string }[] }).rows.map(({ text }) => text);
    };
    expect(await find('康复前街12号')).toEqual(['大学路街道康复前街 12号院 6号楼']);
    expect(await find('大学路 6号楼')).toHaveLength(2);
    expect(await find('大学路的康复前街')).toHaveLength(2);
    expect(await find("%_'\\")).toEqual([]);
    const ofArea = await world.call('GET', `/api/public/addresses?areaId=${await world.areaId(microGrid(1, 3))}`);
    expect(ofArea.json).toMatchObject({ rows: [{ areaName: '康复3微网格', households: 24 }] });
    const [lon, lat] = at(7, 3);
    const near = await world.call('GET', `/api/public/addresses?lon=${lon}&lat=${lat}`);
    expect((near.json as { rows: { text: string }[] }).rows[0]?.text).toBe('大学路街道康复前街 112号院 6号楼');
  });

  test('a building may be given to another micro-grid with a reason; a redrawn border then leaves it where it is', async () => {
    const id = await world.address('建新街社区 9号院', microGrid(0, 3), at(1, 3));
    const areaId = await world.areaId(microGrid(0, 7));
    const body = { commandId: uuidv7(), areaId, reason: '同族同宗,自愿归入' };
    expect((await world.call('PUT', `/api/addresses/${id}/area`, { as: 'worker', body })).json).toMatchObject({
      code: 'right.missing',
    });
    expect((await world.call('PUT', `/api/addresses/${id}/area`, { as: 'admin', body })).json).toEqual({ done: true });
    expect((await locate({ addressId: id })).json.located).toMatchObject({
      code: microGrid(0, 7),
      decidedBy: 'address',
    });
    const upper = { ...body, commandId: uuidv7(), areaId: await world.areaId(communities[0]) };
    expect((await world.call('PUT', `/api/addresses/${id}/area`, { as: 'admin', body: upper })).json).toMatchObject({
      code: 'area.not-micro-grid',
    });
  });
});

describe('lists, board and outlines', () => {
  const list = async (query: string) =>
    (await world.call('GET', `/api/areas?${query}`, { as: 'worker' })).json as { rows: AreaRow[]; next: string | null };

  test('children of an area page by page, with counts and holders; search by name and code', async () => {
    expect((await list('')).rows.map(({ name, children }) => [name, children])).toEqual([['二七区', 2]]);
    const community = await world.areaId(communities[0]);
    const first = await list(`parentId=${community}&limit=5`);
    expect(first.rows).toHaveLength(5);
    expect(first.rows[0]).toMatchObject({
      code: microGrid(0, 1),
      levelName: '微网格',
      households: 60,
      openCases: 0,
      holders: [{ name: '韩微' }],
    });
    const rest = await list(`parentId=${community}&limit=5&after=${first.next}`);
    expect(rest.rows.map(({ code }) => code)).toEqual([6, 7, 8].map((n) => microGrid(0, n)));
    expect(rest.next).toBeNull();
    expect((await list(`q=${encodeURIComponent('康复5')}`)).rows.map(({ code }) => code)).toEqual([microGrid(1, 5)]);
    expect((await list(`q=${communities[1]}`)).rows).toHaveLength(9);
    expect(await list('after=%27')).toMatchObject({ code: 'list.bad-cursor' });
    expect((await world.call('GET', '/api/areas')).status).toBe(401);
  });

  test('residents choose from the same tree without signing in', async () => {
    const { json } = await world.call('GET', '/api/public/areas');
    expect(json).toMatchObject({ rows: [{ name: '二七区', children: 2 }] });
  });

  test('the board at the door names who, for what, by which phone', async () => {
    const { json } = await world.call('GET', `/api/public/boards/${await world.areaId(microGrid(0, 1))}`);
    expect(json).toMatchObject({ area: { households: 60 }, hotline: '0371-60000000', openNow: 0, closedIn30Days: 0 });
    expect((json as { people: unknown[] }).people[0]).toMatchObject({
      title: '建新1微网格员',
      name: '韩微',
      phone: '0371-60000001',
    });
    expect((await world.call('GET', `/api/public/boards/${uuidv7()}`)).json).toMatchObject({ code: 'area.unknown' });
  });

  test('outlines of a level, of an area with its children and around a point; unchanged ones are not sent again', async () => {
    const outlines = async (query: string) =>
      (await world.call('GET', `/api/public/outlines?${query}`)).json as {
        areas: { code: string; outline: number[][][][] }[];
      };
    expect((await outlines('level=2')).areas).toHaveLength(16);
    expect((await outlines(`areaId=${await world.areaId(communities[0])}`)).areas).toHaveLength(9);
    const [lon, lat] = at(1, 1);
    expect((await outlines(`lon=${lon}&lat=${lat}&metres=50`)).areas.map(({ code }) => code)).toEqual([
      microGrid(0, 1),
    ]);
    const first = await world.call('GET', '/api/public/outlines');
    const headers = { 'if-none-match': String(first.headers.etag) };
    expect((await world.call('GET', '/api/public/outlines', { headers })).status).toBe(304);
    expect((await world.call('GET', '/api/public/outlines?level=1', { headers })).status).toBe(200);
  });
});
