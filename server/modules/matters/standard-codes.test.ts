import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StandardRef } from '#contract/standard-codes';
import { standardCategories } from '#modules/catalogue';
import { standardCodesOf } from '#modules/matters';
import { testHouse } from '#testing/house';
import { makeWorld } from '#testing/world';
import { checkMatter } from './check-matter.ts';
import { nextExtension } from './extension-code.ts';
import { referencesOf } from './install-standard-lists.ts';
import { nationalCodes, standardLists } from './standard-lists.ts';

const house = await testHouse();
const world = await makeWorld(house);
const admin = await world.person('sysAdmin');
const codes = nationalCodes();
const newer = 'GB/T 47678.5-2026' as const;
await admin.call('POST /api/matters/standard', { body: { commandId: randomUUID() } });

describe('what is shipped', () => {
  it('has no item that a check would refuse, and names units and laws', () => {
    const known = new Set(standardCategories.map(({ code }) => code));
    const departments = new Set(standardCategories.map(({ department }) => department));
    for (const [kind, matters] of standardLists()) {
      expect(new Set(matters.map(({ code }) => code)).size).toBe(matters.length);
      expect(matters.flatMap((matter) => checkMatter(kind, matter, known))).toEqual([]);
      expect(
        matters.filter(({ unitKind, unitName }) => unitKind === 'department' && !departments.has(unitName)),
      ).toEqual([]);
      if (kind !== 'duty') expect(matters.filter(({ law }) => law === '')).toEqual([]);
    }
  });

  it('has 403 codes of the newer standard and 112 of the older, and every class that names one finds it', () => {
    expect(codes.filter(({ standard }) => standard === newer)).toHaveLength(403);
    expect(codes.filter(({ standard }) => standard !== newer)).toHaveLength(112);
    const lost = standardCategories.filter(
      (one) => one.standardRef && referencesOf(one.standardRef, codes).length === 0,
    );
    expect(lost.map(({ code }) => code)).toEqual([]);
  });
});

describe('extension codes', () => {
  it('are given out downwards from 999 and end at 080', () => {
    const ask = { kind: 'matter', major: '06', name: '飞絮' } as const;
    const first = nextExtension(codes, ask);
    expect(first).toMatchObject({ code: '06999', name: '飞絮（自定义）', majorName: '市容环境类', extension: true });
    const full = Array.from({ length: 920 }, (_, n) => ({
      ...codes[0],
      ...first,
      code: `06${String(999 - n).padStart(3, '0')}`,
    }));
    expect(nextExtension([...codes, ...(full as typeof codes)], ask)).toBeNull();
    expect(nextExtension(codes, { ...ask, major: '77' })).toBeNull();
  });

  it('are given out once each, also to two at the same moment', async () => {
    const ask = (name: string) =>
      admin.call('POST /api/standard-codes/extensions', {
        body: { commandId: randomUUID(), kind: 'matter', major: '09', name },
      });
    const given = await Promise.all([ask('甲'), ask('乙'), ask('丙（自定义）')]);
    expect(given.map(({ body }) => body.code).sort()).toEqual(['09997', '09998', '09999']);
    const none = await admin.call('POST /api/standard-codes/extensions', {
      body: { commandId: randomUUID(), kind: 'component', major: '09', name: '甲' },
    });
    expect(none.code).toBe('standard-code.no-number');
  });
});

describe('the map from our classes', () => {
  const put = (categoryCode: string, wanted: StandardRef[]) =>
    admin.call('PUT /api/standard-codes/map/:categoryCode', {
      params: { categoryCode },
      body: { commandId: randomUUID(), codes: wanted },
    });

  it('begins with what the classes name, in both standards, and is read by the front door', async () => {
    expect(await standardCodesOf(house.services, world.district, '04001')).toEqual([
      { standard: newer, kind: 'matter', code: '06010' },
      { standard: 'GB/T 30428.2-2013', kind: 'matter', code: '0102' },
    ]);
    expect(await standardCodesOf(house.services, world.district, '01002')).toEqual([]);
  });

  it('is replaced whole, and refuses what is not there', async () => {
    const one = { standard: newer, kind: 'component', code: '01001' } as const;
    expect((await put('01002', [one, one])).status).toBe(200);
    expect(await standardCodesOf(house.services, world.district, '01002')).toEqual([one]);
    expect((await put('01002', [{ ...one, code: '99999' }])).code).toBe('standard-code.unknown');
    expect((await put('88888', [one])).code).toBe('category.unknown');
    expect(await standardCodesOf(house.services, world.district, '01002')).toEqual([one]);
    const query = { categoryCode: '01002' };
    const { body } = await admin.call('GET /api/standard-codes', { query });
    expect(body.rows.map(({ code, name, categories }) => [code, name, categories])).toEqual([
      ['01001', '供水井盖', ['01002']],
    ]);
    const worker = await world.person('microGridWorker');
    const params = { categoryCode: '01002' };
    const refused = await worker.call('PUT /api/standard-codes/map/:categoryCode', {
      params,
      body: { commandId: randomUUID(), codes: [] },
    });
    expect(refused.status).toBe(403);
  });

  it('is paged by key through all codes', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await admin.call('GET /api/standard-codes', {
        query: { standard: newer, limit: 150, ...(after ? { after } : {}) },
      });
      seen.push(...body.rows.map(({ kind, code }) => kind + code));
      after = body.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(406);
  });
});

describe('a code list', () => {
  const head = 'kind,code,major_code,major_name,minor_code,minor_name';
  const send = async (lines: string[], dryRun = true) => {
    const content = Buffer.from([head, ...lines].join('\n')).toString('base64');
    const body = { commandId: randomUUID(), dryRun, standard: newer, format: 'csv', content } as const;
    return admin.call('POST /api/standard-codes/import', { body });
  };

  it('adds and renames, and takes nothing away', async () => {
    const lines = ['matter,06010,06,市容环境类,010,暴露垃圾改', 'matter,06080,06,市容环境类,080,飞絮（自定义）'];
    expect((await send(lines)).body).toMatchObject({ codes: 2, added: 1, changed: 1 });
    expect((await send(lines, false)).body).toMatchObject({ codes: 2, added: 1, changed: 1 });
    expect((await send(lines)).body).toMatchObject({ added: 0, changed: 0 });
  });

  it('with faults names the cells and is not imported', async () => {
    const lines = [
      'part,0610,06,,010,暴露垃圾',
      'matter,06081,06,市容环境类,081,飞絮',
      'matter,06081,06,市容环境类,081,又（自定义）',
    ];
    const { body } = await send(lines);
    expect(body.faults.map(({ cell }) => cell)).toEqual(['A2', 'B2', 'D2', 'F3', 'B4']);
    expect((await send(lines, false)).code).toBe('matter.import-faults');
    expect((await send([])).body.faults[0]?.cell).toBe('A2');
  });
});
