import exceljs from 'exceljs';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#contract/api';
import { makeXlsx } from '#kernel/make-zip.test-data';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';

const house = await testHouse();
let world: World;
let admin: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
});

const show = async (who = admin) => (await who.call('GET /api/deadlines/calendar')).body;

describe('importing the yearly table', () => {
  type Imported = Answer<'POST /api/deadlines/calendar/import'>;
  const send = (fileName: string, bytes: Uint8Array | string, dryRun = true) =>
    admin.call('POST /api/deadlines/calendar/import', {
      body: { commandId: uuidv7(), dryRun, fileName, content: Buffer.from(bytes).toString('base64') },
    });
  const cells = async (fileName: string, bytes: Uint8Array | string) =>
    (await send(fileName, bytes)).body.faults.map(({ cell, en }: Imported['faults'][number]) => `${cell ?? '-'} ${en}`);
  async function workbook(rows: unknown[][]): Promise<Uint8Array> {
    const book = new exceljs.Workbook();
    book.addWorksheet('2027').addRows(rows);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }
  const table = '日期,种类,名称\n2027-01-01,放假,元旦\n2027/1/2,上班,元旦调休\n';

  test('CSV and xlsx alike: previewed, then taken, other years stay', async () => {
    const before = await show();
    const preview = await send('2027.csv', table);
    expect(preview.body).toMatchObject({ version: null, added: 2, changed: 0, removed: 0, faults: [] });
    expect((await show()).version).toBe(before.version);
    const done = await send('2027.csv', table, false);
    expect(done.body.version).toBe(before.version + 1);
    const after = await show();
    expect(after.document.years.map(({ year }) => year)).toEqual([
      ...before.document.years.map(({ year }) => year),
      2027,
    ]);
    expect([after.missingYears, after.versions[0]?.origin]).toEqual([[], 'import']);
    const sheet = await workbook([
      ['day', 'kind', 'name'],
      [new Date(Date.UTC(2027, 0, 1)), 'holiday', '新年'],
      ['2027年5月1日', '休', '劳动节'],
    ]);
    expect((await send('2027.xlsx', sheet)).body).toMatchObject({ added: 1, changed: 1, removed: 1, faults: [] });
  });

  test('every fault is named by its cell, and nothing is taken', async () => {
    const bad =
      '2027-13-01,放假,元旦\n10-01,放假,国庆节\n2027-05-01,玩,\n2027-05-01,休,劳动节,多\n2027-06-01,休,"=HYPERLINK(1)"\n';
    expect(await cells('bad.csv', bad)).toEqual([
      'A1 "2027-13-01" is no day; write 2026-10-01',
      'A2 "10-01" has no year; write 2026-10-01',
      'B3 "玩" is no kind of day; write holiday or workday',
      'C3 The name is missing, for example National Day',
      'A4 2027-05-01 is already in A3',
      'D4 The table has three columns: day, kind, name',
      'C5 A name cannot be a formula',
    ]);
    const version = (await show()).version;
    const refused = await send('bad.csv', bad, false);
    expect([refused.status, refused.code, (await show()).version]).toEqual([422, 'calendar.invalid', version]);
  });

  test('files that are none: empty, of another kind, with formulas, a bomb', async () => {
    expect((await send('empty.csv', '')).code).toBe('input.invalid');
    expect(await cells('empty.csv', '\n\n\n')).toEqual(['- There is no day in the table']);
    expect(await cells('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0x00]))).toEqual([
      '- The file is neither CSV in UTF-8 nor .xlsx',
    ]);
    expect((await send('photo.xlsx', Buffer.from('no zip'))).code).toBe('xlsx.not-a-workbook');
    const sheet = await workbook([[{ formula: 'TODAY()', result: '2027-01-01' }, 'holiday', '元旦']]);
    expect((await cells('formula.xlsx', sheet))[0]).toMatch(/^2027!A1 A formula/);
    const bomb = makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: '<a>'.concat('0'.repeat(60_000_000)) }]);
    expect((await send('bomb.xlsx', bomb)).code).toBe('xlsx.too-large');
    const content = await admin.call('POST /api/deadlines/calendar/import', {
      body: { commandId: uuidv7(), dryRun: true, fileName: 'a.csv', content: '!!!' },
    });
    expect(content.code).toBe('input.invalid');
  });
});
