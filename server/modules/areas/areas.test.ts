import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AreaRow, LocateAnswer } from '#contract/areas';
import {
  areasWorld,
  at,
  cell,
  collection,
  communities,
  district,
  feature,
  mapping,
  microGrid,
  netFile,
  secondProcess,
  square,
  type World,
} from './areas-world.test-data.ts';
import { importAreaFile, locatorOf } from './index.ts';

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
const eventually = async (check: () => Promise<void>) => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await check();
    } catch (error) {
      if (attempt === 60) throw error;
      await sleep(50);
    }
  }
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

describe('changing the net', () => {
  test('a new name is a new version; the old one stays, the resend changes nothing, a worker may not', async () => {
    const id = await world.areaId(microGrid(1, 8));
    const body = { commandId: uuidv7(), name: '康复街东微网格', households: 71 };
    expect((await world.call('PUT', `/api/areas/${id}`, { as: 'worker', body })).json).toMatchObject({
      code: 'right.missing',
    });
    world.now.value = new Date('2026-03-03T08:00:00.000Z');
    const changed = await world.call('PUT', `/api/areas/${id}`, { as: 'admin', body });
    expect(changed.json).toMatchObject({ name: '康复街东微网格', households: 71 });
    expect((await world.call('PUT', `/api/areas/${id}`, { as: 'admin', body })).json).toEqual(changed.json);
    expect(
      (await world.call('PUT', `/api/areas/${id}`, { as: 'admin', body: { ...body, name: '别的' } })).json,
    ).toMatchObject({ code: 'command.reused' });
    const { json } = await world.call('GET', `/api/areas/${id}`, { as: 'worker' });
    expect((json as { versions: object[] }).versions).toMatchObject([
      { name: '康复街东微网格', households: 71, validFrom: '2026-03-03T08:00:00.000Z', validTo: null },
      { name: '康复8微网格', households: 67, validTo: '2026-03-03T08:00:00.000Z' },
    ]);
  });

  test('a redrawn border is in force in every process without a restart, and the old index answers meanwhile', async () => {
    const other = await secondProcess(world.database, world.now);
    const [shrunk, grown] = [await world.areaId(microGrid(0, 5)), await world.areaId(microGrid(0, 6))];
    const [lon, lat] = at(1.5, 5);
    expect((await locatorOf(other, district)).locate([lon, lat])).toEqual({ kind: 'inside', areaId: shrunk });
    await locate({ point: pointAt(1.5, 5) });
    const put = (id: string, ring: number[][]) =>
      world.call('PUT', `/api/areas/${id}`, {
        as: 'admin',
        body: { commandId: uuidv7(), outline: { type: 'Polygon', coordinates: [ring] } },
      });
    const address = await world.address('建新街社区 20号院', microGrid(0, 5), at(1.5, 5));
    const tooEarly = await put(grown, square(1, 4, 3, 2));
    expect(tooEarly).toMatchObject({ status: 422, json: { code: 'area.invalid-outline' } });
    expect((tooEarly.json as { detail: { faults: object[] } }).detail.faults).toMatchObject([{ kind: 'overlap' }]);
    expect((await put(shrunk, square(0, 4, 1, 2))).status).toBe(200);
    expect((await put(grown, square(1, 4, 3, 2))).status).toBe(200);
    await eventually(async () => {
      expect((await locate({ point: pointAt(1.5, 5) })).json.located).toMatchObject({
        areaId: grown,
        decidedBy: 'inside',
      });
      expect((await locatorOf(other, district)).locate([lon, lat])).toEqual({ kind: 'inside', areaId: grown });
    });
    // the building followed its geometry, for nobody had assigned it otherwise
    expect((await locate({ addressId: address })).json.located).toMatchObject({ areaId: grown });
  });

  test('a file with faults changes nothing and names each; a dry run lists them without refusing', async () => {
    const bad = collection(
      feature(microGrid(0, 1), '改名', communities[0], square(0, 0, 2)),
      feature('410103001001999', '越界', communities[0], square(7, 7, 2)),
      feature('410103001003', '无上级', '999', square(0, 0, 1)),
    );
    const ask = (dryRun: boolean) => ({
      as: 'admin' as const,
      body: { commandId: uuidv7(), dryRun, system: 'cgcs2000', mapping, geojson: bad },
    });
    const dry = await world.call('POST', '/api/areas/import', ask(true));
    expect(dry).toMatchObject({
      status: 200,
      json: { added: 0, faultCount: 1, faults: [{ feature: 2, code: '410103001003' }] },
    });
    const real = await world.call('POST', '/api/areas/import', ask(false));
    expect(real).toMatchObject({ status: 422, json: { code: 'area.invalid-outline' } });
    expect((real.json as { zh: string }).zh).toContain('999');
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from app.areas where district_id = ${district} and name = '改名'`.execute(
      world.database.owner,
    );
    expect(rows[0]?.n).toBe(0);
    expect((await world.call('POST', '/api/areas/import', { ...ask(true), as: 'worker' })).json).toMatchObject({
      code: 'right.missing',
    });
  });

  test('an import says what is new, changed and the same; what is not in the file stays, unless it is to be replaced', async () => {
    const school = feature('410103001002901', '康复中学', communities[1], square(4.5, 0.5, 1), { kind: 'dedicated' });
    const renamed = feature(microGrid(1, 2), '康复2号微网格', communities[1], cell(1, 1), { households: 61 });
    const same = feature(microGrid(1, 3), '康复3微网格', communities[1], cell(1, 2), { households: 62 });
    const body = {
      commandId: uuidv7(),
      dryRun: false,
      system: 'cgcs2000',
      mapping,
      geojson: collection(school, renamed, same),
    };
    const { json } = await world.call('POST', '/api/areas/import', { as: 'admin', body });
    expect(json).toMatchObject({ added: 1, changed: 1, unchanged: 1, faultCount: 0 });
    await eventually(async () => {
      expect((await locate({ point: pointAt(5, 1) })).json.located).toMatchObject({
        name: '康复中学',
        kind: 'dedicated',
      });
    });

    const halves = [
      feature('410103001002801', '康复南微网格', communities[1], square(4, 0, 4)),
      feature('410103001002802', '康复北微网格', communities[1], square(4, 4, 4)),
    ];
    const file = { file: collection(...halves), mapping, system: 'cgcs2000' as const };
    expect(await importAreaFile(world.services, district, file)).toMatchObject({ added: 0, faultCount: 8 });
    const result = await importAreaFile(world.services, district, { ...file, replaceChildrenOf: communities[1] });
    expect(result).toMatchObject({ added: 2, dissolved: 9, faultCount: 0 });
    await eventually(async () => {
      expect((await locate({ point: pointAt(5, 1) })).json.located?.name).toBe('康复南微网格');
    });
    // buildings of dissolved micro-grids have moved with the geometry
    const { json: found } = await world.call('GET', `/api/public/addresses?q=${encodeURIComponent('康复前街12号')}`);
    expect(found).toMatchObject({ rows: [{ areaName: '康复南微网格' }] });
  });

  test('the same file again adds nothing, and two imports at once end as one', async () => {
    const file = { file: netFile(), mapping, system: 'cgcs2000' as const, replaceChildrenOf: communities[1] };
    const before = await importAreaFile(world.services, district, file);
    expect(before.faultCount).toBe(0);
    const [one, two] = await Promise.all([
      importAreaFile(world.services, district, file),
      importAreaFile(world.services, district, file),
    ]);
    expect([one, two].map(({ added, changed, unchanged }) => [added, changed, unchanged])).toEqual([
      [0, 0, 19],
      [0, 0, 19],
    ]);
  });
});
