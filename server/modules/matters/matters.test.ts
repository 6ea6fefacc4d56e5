import { randomUUID } from 'node:crypto';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { MatterFields, MatterKind } from '#contract/matters';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { testHouse } from '#testing/house';
import { makeWorld } from '#testing/world';
import { sheetName } from './matter-sheet.ts';
import { bookOf, rowOf } from './matters.test-data.ts';

const house = await testHouse();
const world = await makeWorld(house);
const admin = await world.person('sysAdmin');
const worker = await world.person('microGridWorker');
const commandId = () => randomUUID();
const list = async (kind: MatterKind, query = {}) =>
  (await admin.call('GET /api/matters/:kind', { params: { kind }, query })).body;
const upload = async (rows: string[][], dryRun = false, kind: MatterKind = 'patrol') => {
  const content = (await bookOf(rows)).toString('base64');
  return admin.call('POST /api/matters/:kind/import', {
    params: { kind },
    body: { commandId: commandId(), dryRun, content },
  });
};
const publish = (kind: MatterKind, note = '说明') =>
  admin.call('POST /api/matters/:kind/publish', { params: { kind }, body: { commandId: commandId(), note } });
const versions = async (kind: MatterKind) =>
  (await admin.call('GET /api/matters')).body.rows.find((one) => one.kind === kind)?.versions ?? [];

describe('the standard lists', () => {
  it('are installed once, at the sizes of the reports, with both national code lists', async () => {
    const id = commandId();
    const first = await admin.call('POST /api/matters/standard', { body: { commandId: id } });
    expect(first.body).toEqual({ lists: 5, codes: 515 });
    expect((await admin.call('POST /api/matters/standard', { body: { commandId: id } })).body).toEqual(first.body);
    expect((await admin.call('POST /api/matters/standard', { body: { commandId: commandId() } })).body.lists).toBe(0);
    const sizes: Record<string, number[]> = {};
    for (const { kind, versions: all } of (await worker.call('GET /api/matters')).body.rows)
      sizes[kind] = all.flatMap(({ items, classes }) => [items, classes]);
    expect(sizes).toMatchObject({
      jointEnforcement: [73, 13],
      community: [60, 23],
      patrol: [327, 36],
      penalty: [155, 19],
    });
    expect(sizes.duty?.[0]).toBe(60);
  });

  it('are searched by words, unit and class, sorted and paged to the end', async () => {
    const codes: string[] = [];
    let after: string | undefined;
    do {
      const page = await list('patrol', { sort: 'name', order: 'down', limit: 100, ...(after ? { after } : {}) });
      codes.push(...page.rows.map(({ code }) => code));
      after = page.next ?? undefined;
      expect(page.total).toBe(327);
    } while (after);
    expect(new Set(codes).size).toBe(327);
    const stairs = await list('patrol', { q: '楼道 消防法' });
    expect(stairs.total).toBeGreaterThan(3);
    expect(stairs.rows.every(({ law }) => law.includes('消防法'))).toBe(true);
    const care = await list('patrol', { unitName: '市政养护中心', className: '市政道路' });
    expect(care.rows[0]?.unitId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await list('patrol', { q: '100%_' })).total).toBe(0);
    expect((await list('duty', { level: 'microGrid' })).total).toBeGreaterThan(10);
  });
});

describe('a draft', () => {
  it('is begun by an edit, seen as a difference, published, and from then on fixed', async () => {
    const [before] = (await list('penalty', { limit: 1 })).rows;
    if (!before) throw new Error('no item');
    const { code, id: _, unitId: __, ...fields } = before;
    const item: MatterFields = { ...fields, limitAmount: 99, name: '改过的名称' };
    const params = { kind: 'penalty' as const, code };
    expect(
      (await worker.call('PUT /api/matters/:kind/items/:code', { params, body: { commandId: commandId(), item } }))
        .status,
    ).toBe(403);
    const edited = await admin.call('PUT /api/matters/:kind/items/:code', {
      params,
      body: { commandId: commandId(), item },
    });
    expect(edited.body).toEqual({ version: 2 });
    expect((await list('penalty', { q: '改过的名称' })).total).toBe(0);
    const query = { older: 1, newer: 2 };
    const { body } = await admin.call('GET /api/matters/:kind/difference', { params: { kind: 'penalty' }, query });
    expect(body.changed).toEqual([
      {
        code,
        name: '改过的名称',
        fields: [
          { field: 'name', before: before.name, after: '改过的名称' },
          { field: 'limitAmount', before: String(before.limitAmount), after: '99' },
        ],
      },
    ]);
    expect(body.same).toBe(154);
    expect((await publish('penalty', '  ')).code).toBe('matter.invalid');
    expect((await publish('penalty', '第二版')).body).toMatchObject({ version: 2, note: '第二版', items: 155 });
    expect((await list('penalty', { q: '改过的名称' })).total).toBe(1);
    expect((await list('penalty', { q: '改过的名称', version: 1 })).total).toBe(0);
    expect((await publish('penalty')).code).toBe('matter.no-draft');
  });

  it('is refused with what stands against it, and nothing of it is kept', async () => {
    const [before] = (await list('community', { limit: 1 })).rows;
    if (!before) throw new Error('no item');
    const { code, id: _, unitId: __, ...fields } = before;
    const params = { kind: 'community' as const, code };
    const wrong: Partial<MatterFields>[] = [
      { limitUnit: null },
      { categoryCodes: ['99999'] },
      { level: 'grid' },
      { law: '', article: '第一条' },
      { name: '   ' },
    ];
    for (const change of wrong) {
      const body = { commandId: commandId(), item: { ...fields, ...change } };
      const answer = await admin.call('PUT /api/matters/:kind/items/:code', { params, body });
      expect([change, answer.code]).toEqual([change, 'matter.invalid']);
    }
    expect(await versions('community')).toHaveLength(1);
  });

  it('is thrown away whole, and two beginnings at once give one', async () => {
    const remove = (code: string) =>
      admin.call('POST /api/matters/:kind/items/:code/remove', {
        params: { kind: 'community', code },
        body: { commandId: commandId() },
      });
    const [a, b] = (await list('community', { limit: 2 })).rows.map(({ code }) => code);
    const done = await Promise.all([remove(a ?? ''), remove(b ?? ''), remove('NO-SUCH')]);
    expect(done.map(({ status }) => status)).toEqual([200, 200, 404]);
    expect((await versions('community'))[0]).toMatchObject({ version: 2, items: 58, publishedAt: null });
    const discard = () =>
      admin.call('POST /api/matters/:kind/discard', {
        params: { kind: 'community' },
        body: { commandId: commandId() },
      });
    expect((await discard()).status).toBe(200);
    expect((await discard()).code).toBe('matter.no-draft');
    expect((await list('community')).total).toBe(60);
  });

  it('published, cannot be changed by the application at all', async () => {
    const { app } = house.database;
    const scope = systemScope(world.district);
    const changed = await inDistrict(app, scope, (tx) =>
      tx.updateTable('matters').set({ name: 'x' }).where('district_id', '=', world.district).executeTakeFirst(),
    );
    expect(Number(changed.numUpdatedRows)).toBe(0);
    const gone = await inDistrict(app, scope, (tx) =>
      tx.deleteFrom('matter_versions').where('district_id', '=', world.district).executeTakeFirst(),
    );
    expect(Number(gone.numDeletedRows)).toBe(0);
  });
});

describe('a workbook', () => {
  it('exported comes back without a change, and holds no formula', async () => {
    const file = await house.app.inject({ url: '/api/matters/patrol/export', headers: { cookie: admin.cookie() } });
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as exceljs.Buffer);
    const types = new Set<number>();
    book.getWorksheet(sheetName)?.eachRow((row) => row.eachCell((cell) => types.add(cell.type)));
    expect([...types].every((type) => [exceljs.ValueType.String, exceljs.ValueType.Null].includes(type))).toBe(true);
    const answer = await admin.call('POST /api/matters/:kind/import', {
      params: { kind: 'patrol' },
      body: { commandId: commandId(), dryRun: true, content: file.rawPayload.toString('base64') },
    });
    expect(answer.body).toMatchObject({
      items: 327,
      faultCount: 0,
      difference: { added: [], changed: [], removed: [], same: 327 },
    });
  });

  it('shows what would change, changes nothing on a dry run, and then the draft alone', async () => {
    const rows = [rowOf({ 名称: '=1+1 不是公式' }), rowOf({ 代码: 'NEW-1', 名称: '新的一项' })];
    const preview = await upload(rows, true);
    expect(preview.body.difference).toMatchObject({ added: [{ code: 'NEW-1', name: '新的一项' }], same: 0 });
    expect(preview.body.difference?.changed[0]?.fields).toContainEqual({
      field: 'name',
      before: '楼道堆放杂物',
      after: '=1+1 不是公式',
    });
    expect(preview.body.difference?.removed).toHaveLength(326);
    expect(await versions('patrol')).toHaveLength(1);
    expect((await upload(rows)).body).toMatchObject({ items: 2, version: 2 });
    expect((await list('patrol')).total).toBe(327);
    const file = await house.app.inject({
      url: '/api/matters/patrol/export?version=2',
      headers: { cookie: admin.cookie() },
    });
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as exceljs.Buffer);
    expect(book.getWorksheet(sheetName)?.getCell('D3').value).toBe("'=1+1 不是公式");
  });

  it('with faults names each by its cell, and nothing of it is applied', async () => {
    const rows = [
      rowOf({ 代码: 'A 1' }),
      rowOf({ 代码: 'B-1', 时限: '0', 单位类型: '公司' }),
      rowOf({ 代码: 'B-2', 时限单位: '' }),
      rowOf({ 代码: 'B-2', 目录类别: '77777' }),
      rowOf({ 代码: 'B-3', 名称: '字'.repeat(81), 结案条件: '' }),
      rowOf({ 代码: 'B-4', 层级: '网格' }),
    ];
    const { body } = await upload(rows, true);
    expect(body.faults.map(({ cell }) => cell)).toEqual([
      '事项!A2',
      '事项!E3',
      '事项!I3',
      '事项!J4',
      '事项!M5',
      '事项!D6',
      '事项!K6',
      '事项!B7',
      '事项!A5',
    ]);
    const refused = await upload(rows);
    expect([refused.status, refused.code]).toEqual([422, 'matter.import-faults']);
    expect((await list('patrol', { version: 2 })).total).toBe(2);
  });
});
