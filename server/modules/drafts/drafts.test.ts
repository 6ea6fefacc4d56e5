import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { mostTableRows } from '#contract/drafts';
import { writeXlsx } from '#kernel/write-xlsx';
import { readXlsx } from '#kernel/xlsx';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { byNameAndCode, headings, sheetName } from './report-table.ts';

const house = await testHouse();
let world: World;
let operator: Person;
let community: Person;

beforeAll(async () => {
  world = await makeWorld(house);
  operator = await world.person('operator');
  community = await world.person('communityStaff');
});

const columns = headings.map((heading) => ({ heading, width: 12 }));
const tableOf = async (rows: string[][]) =>
  (await buffer(await writeXlsx([{ name: sheetName, columns, rows }]))).toString('base64');
const handIn = (content: string, dryRun = false, from = 0) =>
  operator.call('POST /api/drafts/table', { body: { content, dryRun, from } });
const cases = async () =>
  Number(
    (
      await house.database.ownerPool.query('select count(*) as n from app.cases where district_id = $1', [
        world.district,
      ])
    ).rows[0].n,
  );

test('a chat gives drafts with class and building; nothing of it is stored', async () => {
  const areaId = await world.areaId(world.codes.microGrids[1]);
  const id = house.services.ids();
  await house.database.owner
    .insertInto('addresses')
    .values({
      district_id: world.district,
      id,
      text: '和平里3号楼',
      tokens: ' 和平里 3 号楼 ',
      area_id: areaId,
      lon: 113.603,
      lat: 34.701,
      households: 40,
    } as never)
    .execute();
  const text = '王小芳 2026/11/20 08:30\n和平里3号楼路灯坏了，晚上不亮，找我13812345678\n[图片]\n物业：收到';
  const { body } = await community.call('POST /api/drafts/chat', { body: { text } });
  expect(body).toMatchObject({ messages: 2, left: 1 });
  expect(body.rows).toMatchObject([
    {
      body: '和平里3号楼路灯坏了，晚上不亮，找我138****5678',
      pictures: 1,
      said: [{ by: '王小芳', text: '和平里3号楼路灯坏了，晚上不亮，找我138****5678' }],
      place: { addressId: id, areaId, sure: true },
    },
  ]);
  expect(body.rows[0]?.categories.length).toBeGreaterThan(0);
  const stored = await house.database.ownerPool.query(
    "select count(*) as n from app.commands where body_hash is not null and answer::text like '%路灯%'",
  );
  expect(Number(stored.rows[0].n)).toBe(0);
});

test('a table names every fault by its cell, files sound rows, and files nothing twice', async () => {
  const content = await tableOf([
    ['中心广场路灯不亮三天了', '广场东侧', '第1微网格', '', '李四', '13900001111', '2026-01-05 08:30'],
    ['坏', '', '第9微网格', '没有的类别', '', '12345', '2026-02-30'],
    ['井盖翘起，骑车危险', '', world.codes.microGrids[2], '', '', '', ''],
  ]);
  const before = await cases();
  const dry = await handIn(content, true);
  expect(dry.body).toMatchObject({ total: 3, faulty: 1, results: [], next: 0 });
  expect(dry.body.faults.map(({ cell }) => cell)).toEqual(['线索!A3', '线索!C3', '线索!D3', '线索!F3', '线索!G3']);
  expect(await cases()).toBe(before);
  const first = await handIn(content);
  expect(first.body.next).toBeNull();
  expect(first.body.results.map(({ line, no }) => [line, no !== null])).toEqual([
    [2, true],
    [3, false],
    [4, true],
  ]);
  expect(first.body.results[1]?.zh).toContain('线索!A3');
  const again = await handIn(content);
  expect(again.body.results).toEqual(first.body.results);
  expect(await cases()).toBe(before + 2);
  const filed = await operator.call('GET /api/cases/:id', { params: { id: first.body.results[0]?.id ?? '' } });
  expect(filed.body).toMatchObject({ areaName: '第1微网格', reporter: { name: '李*', phone: '139****1111' } });
});

test('a formula is a fault of its cell, another heading and an empty table are refused', async () => {
  const [sheet] = await readXlsx(Buffer.from(await tableOf([]), 'base64'), { bytes: 1e6, rows: 9, columns: 20 });
  expect(sheet?.rows).toHaveLength(1);
  expect((await handIn(await tableOf([]))).code).toBe('draft.no-rows');
  const other = await buffer(
    await writeXlsx([{ name: '表', columns: [{ heading: '别的', width: 9 }], rows: [['a']] }]),
  );
  expect((await handIn(other.toString('base64'))).code).toBe('draft.no-heading');
  expect((await handIn(Buffer.from('not a zip').toString('base64'))).code).toBe('xlsx.not-a-workbook');
  const many = Array.from({ length: mostTableRows + 1 }, () => ['井盖翘起来了', '', '第1微网格', '', '', '', '']);
  expect((await handIn(await tableOf(many), true)).code).toBe('xlsx.too-many-rows');
});

test('a name that several micro-grids or classes have means none of them; a code always does', () => {
  const found = byNameAndCode([
    { name: '其他', code: '01099', value: 'a' },
    { name: '其他', code: '02099', value: 'b' },
    { name: '01099', code: '03001', value: 'c' },
  ]);
  expect(['其他', '01099', '02099', '没有'].map((name) => found.get(name))).toEqual([null, 'a', 'b', undefined]);
});

test('rows are filed slice by slice', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => [`第${n}处井盖翘起来了`, '', '第2微网格', '', '', '', '']);
  const content = await tableOf(rows);
  const before = await cases();
  const first = await handIn(content);
  expect([first.body.results.length, first.body.next]).toEqual([250, 250]);
  const second = await handIn(content, false, 250);
  expect([second.body.results.length, second.body.next]).toEqual([50, null]);
  expect(await cases()).toBe(before + 300);
});

test('the template has the heading that is read, and who may not report gets neither', async () => {
  const answer = await house.app.inject({ url: '/api/drafts/table', headers: { cookie: operator.cookie() } });
  const [sheet] = await readXlsx(answer.rawPayload, { bytes: 1e6, rows: 50, columns: 40 });
  expect(sheet?.rows[0]?.cells.map(({ text }) => text)).toEqual([...headings]);
  const leader = await world.person('leader');
  expect((await leader.call('POST /api/drafts/chat', { body: { text: '甲：路灯坏了' } })).code).toBe('right.missing');
});
