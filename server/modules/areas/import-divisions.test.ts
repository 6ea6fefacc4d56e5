import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '#kernel/services';
import { testDatabase } from '#testing/database';
import { locatorOf } from './area-index.ts';
import { servicesOf } from './areas-world.test-data.ts';
import { importAreaFile, importDivisions, plantDivisions, readDivisions } from './index.ts';
import { faultList } from './outline-faults.ts';
import { readFeatures } from './read-features.ts';
import { validateOutlines } from './validate-outlines.ts';

const database = await testDatabase();
const now = { value: new Date('2026-03-02T08:00:00.000Z') };
let services: Services;
let folder = '';
beforeAll(async () => {
  services = await servicesOf(database, now);
  folder = await mkdtemp(join(tmpdir(), 'gezhi-divisions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const makeDistrict = async (id: number, name: string, levels: string[]) => {
  const district = {
    id,
    name,
    full_name: name,
    division_code: String(id),
    lon: 120,
    lat: 29,
    hotline: '',
    created_at: now.value,
  };
  await database.owner.insertInto('districts').values(district).execute();
  const rows = levels.map((zh, level) => ({ district_id: id, level, zh, en: zh, leaf: level === levels.length - 1 }));
  await database.owner.insertInto('area_levels').values(rows).execute();
};

describe('division codes', () => {
  test('a county comes with the way up and all below, a resend changes nothing, a new name is written', async () => {
    const divisions = await readDivisions(['410103']);
    const perLevel = [0, 1, 2, 3, 4].map((level) => divisions.filter((one) => one.level === level).length);
    expect(perLevel).toEqual([1, 1, 1, 16, 176]);
    expect(divisions.every(({ code }) => /^\d{12}$/.test(code))).toBe(true);
    const codes = new Set(divisions.map(({ code }) => code));
    expect(divisions.filter(({ parentCode }) => parentCode !== null && !codes.has(parentCode))).toEqual([]);
    expect(await importDivisions(database, divisions)).toBe(195);
    expect(await importDivisions(database, divisions)).toBe(0);
    const renamed = divisions.map((one) => (one.level === 2 ? { ...one, name: '二七新区' } : one));
    expect(await importDivisions(database, renamed)).toBe(1);
  });

  test('they become the first levels of a new district, once', async () => {
    await makeDistrict(410103, '二七区', ['区', '街道', '社区', '微网格']);
    const root = {
      type: 'Feature',
      properties: { code: '410103000000', name: '二七区' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [113.5, 34.6],
            [113.8, 34.6],
            [113.8, 34.8],
            [113.5, 34.6],
          ],
        ],
      },
    };
    await importAreaFile(services, 410103, {
      file: { type: 'FeatureCollection', features: [root] },
      mapping: { code: 'code', name: 'name' },
      system: 'wgs84',
    });
    expect(await plantDivisions(services, 410103)).toBe(192);
    expect(await plantDivisions(services, 410103)).toBe(0);
    const { rows } = await sql<{ level: number; n: number; path: string }>`
      select level, count(*)::int as n, max(path) as path from app.areas where district_id = 410103 group by level order by level`.execute(
      database.owner,
    );
    expect(rows.map(({ n }) => n)).toEqual([1, 16, 176]);
    expect(rows[2]?.path).toMatch(/^410103000000\/410103\d{3}000\/410103\d{6}\/$/);
  });

  test('a CSV of one’s own: quotes, a byte order mark, short and full codes; without a head it is refused', async () => {
    const good = join(folder, 'good.csv');
    await writeFile(
      good,
      '\uFEFFname,code,remark\n"甲,""乙""街道",330109001000,x\n丙村,330109001201,\n,330109001202,\nbad,12x,\n\n',
    );
    expect(await readDivisions([], good)).toEqual([
      { code: '330109001000', parentCode: '330109000000', name: '甲,"乙"街道', level: 3 },
      { code: '330109001201', parentCode: '330109001000', name: '丙村', level: 4 },
    ]);
    const headless = join(folder, 'headless.csv');
    await writeFile(headless, '330109001000,甲街道\n');
    await expect(readDivisions([], headless)).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(readDivisions(['33;drop'])).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

/** Real outlines lie next to the repository on some machines; they are tried where they are and never copied. */
const geo = new URL('../../../../shared/data/geo/', import.meta.url);
const real = (name: string) =>
  JSON.parse(readFileSync(new URL(name, geo), 'utf8')) as {
    features: { properties: { parent: { adcode: number }; up?: number } }[];
  };

describe.skipIf(!existsSync(geo))('real outlines in GCJ-02', () => {
  test('a county becomes the root of its district, converted, with its source kept', async () => {
    await makeDistrict(330784, '永康市', ['市', '镇']);
    const file = {
      file: real('county_330784.json'),
      mapping: { code: 'adcode', name: 'name' },
      system: 'gcj02' as const,
    };
    expect(await importAreaFile(services, 330784, file)).toMatchObject({ added: 1, faultCount: 0 });
    const { rows } = await sql<{ system: string; first: number[] }>`
      select source_system as system, outline #> '{0,0,0}' as first from app.area_versions where district_id = 330784`.execute(
      database.owner,
    );
    expect(rows[0]?.system).toBe('gcj02');
    expect((await locatorOf(services, 330784)).locate([120.03, 28.9]).kind).toBe('inside');
  });

  test('the counties of four cities pass whole; of the fifth, four cross themselves, and each is named with its place', () => {
    const faultsOf = (city: string) => {
      const file = real(`city_${city}_counties.json`);
      for (const { properties } of file.features) properties.up = properties.parent.adcode;
      const faults = faultList();
      const drafts = readFeatures(file, { code: 'adcode', name: 'name', parentCode: 'up' }, 'gcj02', faults);
      const standing = [
        { code: city, name: '市', parentCode: null, level: 0, kind: 'residential' as const, outline: null },
      ];
      const levels = [0, 1].map((level) => ({ level, zh: `${level}`, en: `${level}` }));
      validateOutlines(drafts, standing, levels, faults);
      return faults.listed.map(({ code, kind }) => `${code} ${kind}`);
    };
    for (const city of ['330100', '330200', '330700', '410100']) expect(faultsOf(city)).toEqual([]);
    expect(faultsOf('510100')).toEqual(
      ['510117', '510131', '510182', '510185'].map((code) => `${code} self-intersection`),
    );
  });
});
