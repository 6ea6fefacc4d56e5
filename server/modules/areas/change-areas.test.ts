import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LocateAnswer } from '#contract/areas';
import { locatorOf } from './area-index.ts';
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
import { importAreaFile } from './index.ts';

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
    expect(dry).toMatchObject({ status: 200, json: { added: 0, faultCount: 2 } });
    const { faults } = dry.json as { faults: { feature: number; code: string }[] };
    expect(faults.map(({ feature, code }) => ({ feature, code }))).toEqual([
      { feature: 2, code: '410103001003' },
      { feature: 1, code: '410103001001999' },
    ]);
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
    await world.address('大学路街道康复前街 12号院 6号楼', microGrid(1, 3), at(5, 3));
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

  test('an area with open cases is not dissolved: they must be moved first', async () => {
    const [id, code] = [await world.areaId(microGrid(0, 2)), microGrid(0, 2)];
    const now = world.now.value;
    await world.database.owner
      .insertInto('cases')
      .values({
        district_id: district,
        id: uuidv7(),
        no: 'EQ-260302-0001',
        seq: 1,
        last_hash: Buffer.alloc(32),
        title: '路灯不亮',
        body: '',
        tokens: '',
        state: 'reported',
        source: 'resident',
        area_id: id,
        area_path: `410103000000/${communities[0]}/${code}/`,
        area_name: '建新2微网格',
        owner_post_id: await world.post('microGridWorker', '建新2微网格员', code, '周微'),
        reported_at: now,
        state_since: now,
        due_at: now,
        total_due_at: now,
        open: true,
      })
      .execute();
    const file = {
      file: collection(feature('410103001001901', '建新微网格', communities[0], square(0, 0, 4, 8))),
      mapping,
      system: 'cgcs2000' as const,
    };
    const result = await importAreaFile(world.services, district, { ...file, replaceChildrenOf: communities[0] });
    expect(result).toMatchObject({ added: 0, faultCount: 1, faults: [{ kind: 'open-cases', code }] });
    const { json } = await world.call('GET', `/api/public/boards/${id}`);
    expect(json).toMatchObject({ openNow: 1 });
  });
});
