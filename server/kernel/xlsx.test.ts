import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeXlsx, makeZip } from './make-zip.test-data.ts';
import { writeXlsx } from './write-xlsx.ts';
import { cellName, plainFaults, readXlsx } from './xlsx.ts';

const limits = { bytes: 1_000_000, rows: 50, columns: 20 };
const read = (bytes: Buffer) => readXlsx(bytes, limits);

test('texts, numbers, dates, formulas and shared texts of the visible sheets are read', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('线索');
  sheet.getCell('A1').value = '电话';
  sheet.getCell('B3').value = 13812342071;
  sheet.getCell('C3').value = new Date(Date.UTC(2026, 2, 5));
  sheet.getCell('D3').value = { formula: '1+1', result: 2 };
  sheet.getCell('E3').value = { richText: [{ text: '富' }, { text: '文本' }] };
  book.addWorksheet('藏', { state: 'hidden' }).getCell('A1').value = 'x';
  const [first, ...others] = await read(Buffer.from(await book.xlsx.writeBuffer()));
  expect(others).toEqual([]);
  expect(first?.name).toBe('线索');
  expect(first?.rows.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)])).toEqual([
    [1, '电话'],
    [3, '', '13812342071', '2026-03-05', '2', '富文本'],
  ]);
  expect(first?.rows[1]?.cells.map(({ computed }) => computed)).toEqual([false, false, false, true, false]);
});

test('what is written is read again, whatever it looks like', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((one) => one.replace(/[\p{C}\s]/gu, '') || '=1+1');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
      const columns = ['甲', '乙'].map((heading) => ({ heading, width: 10 }));
      const [sheet] = await read(await buffer(await writeXlsx([{ name: '表', columns, rows }])));
      expect(sheet?.rows.slice(1).map(({ cells }) => cells.map((cell) => cell.text))).toEqual(rows);
      expect(sheet?.rows.flatMap(({ cells }) => cells).some(({ computed }) => computed)).toBe(false);
    }),
    { seed: 15, numRuns: 25 },
  );
});

test('what is written is a plain table for others, too: no formula, numbers as numbers, choices offered', async () => {
  const columns = [
    { heading: '名称', width: 20 },
    { heading: '单位', width: 9, choices: ['工作日', '自然日,连续'], strict: true },
  ];
  const rows = [
    ['=HYPERLINK("http://a")', 7.5],
    ["'=2", '-1'],
  ];
  const bytes = await buffer(await writeXlsx([{ name: '表', columns, rows, frozen: 1 }]));
  const book = new exceljs.Workbook();
  // The cast: exceljs declares a Buffer of its own, of an older @types/node.
  await book.xlsx.load(bytes as unknown as exceljs.Buffer);
  const sheet = book.getWorksheet('表');
  expect([sheet?.getCell('A2').value, sheet?.getCell('B2').value, sheet?.getCell('A3').value]).toEqual([
    `'=HYPERLINK("http://a")`,
    7.5,
    "''=2",
  ]);
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 });
  expect(sheet?.getCell('B500').dataValidation).toMatchObject({ type: 'list', showErrorMessage: true });
  expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
    ['表', 'visible'],
    ['choices', 'veryHidden'],
  ]);
  const [back] = await read(bytes);
  expect(back?.rows.slice(1).map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['=HYPERLINK("http://a")', '7.5'],
    ["'=2", '-1'],
  ]);
});

test('formulas, errors and columns too many are faults of their cells', async () => {
  const book = new exceljs.Workbook();
  const made = book.addWorksheet('a');
  made.addRow(['x']);
  made.getCell('B2').value = { formula: '1+1', result: 2 };
  made.getCell('C3').value = { error: '#REF!' };
  made.getCell('F1').value = 'too far';
  const [sheet] = await read(Buffer.from(await book.xlsx.writeBuffer()));
  expect(sheet && plainFaults(sheet, 5).map(({ cell }) => cell)).toEqual(['a!F1', 'a!B2', 'a!C3']);
});

test('a cell is named as a person finds it', () => {
  expect([cellName('表', 3, 17), cellName('表', 26, 1), cellName('表', 701, 2)]).toEqual([
    '表!D17',
    '表!AA1',
    '表!ZZ2',
  ]);
});

const row = '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>';
const zeros = '<a>'.concat('0'.repeat(60_000_000), '</a>');

test.each<[string, () => Buffer, string]>([
  ['nothing', () => Buffer.alloc(0), 'xlsx.not-a-workbook'],
  ['a text', () => Buffer.from('编号,事项\n1,路灯'), 'xlsx.not-a-workbook'],
  ['an old xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xlsx.not-a-workbook'],
  ['a zip of something else', () => makeZip([{ name: 'a.txt', content: 'a' }]), 'xlsx.not-a-workbook'],
  ['half a file', () => makeXlsx(row).subarray(0, 300), 'xlsx.not-a-workbook'],
  ['too many bytes', () => Buffer.alloc(1_000_001), 'xlsx.too-large'],
  ['an announced bomb', () => makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: zeros }]), 'xlsx.too-large'],
  [
    'a bomb that says it is small',
    () => makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: zeros, says: { size: 900 } }]),
    'xlsx.too-large',
  ],
  [
    '501 files',
    () => makeZip(Array.from({ length: 501 }, (_, n) => ({ name: `${n}`, content: '' }))),
    'xlsx.too-large',
  ],
  [
    'the same file twice',
    () => makeZip(Array.from({ length: 2 }, () => ({ name: 'a', content: '' }))),
    'xlsx.not-a-workbook',
  ],
  [
    'a wrong sum',
    () => makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: '<a/>', says: { crc: 1 } }]),
    'xlsx.not-a-workbook',
  ],
  ['an encrypted file', () => makeXlsx('', [{ name: 'b', content: 'b', says: { flags: 1 } }]), 'xlsx.not-a-workbook'],
  [
    'an unknown method',
    () => makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: '', says: { method: 99 } }]),
    'xlsx.not-a-workbook',
  ],
  ['macros', () => makeXlsx(row, [{ name: 'xl/vbaProject.bin', content: 'm' }]), 'xlsx.active-content'],
  [
    'external links',
    () => makeXlsx(row, [{ name: 'xl/externalLinks/externalLink1.xml', content: '' }]),
    'xlsx.active-content',
  ],
  [
    'embedded objects',
    () => makeXlsx(row, [{ name: 'xl/embeddings/oleObject1.bin', content: '' }]),
    'xlsx.active-content',
  ],
  [
    'entities that grow',
    () => makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>' }]),
    'xlsx.not-a-workbook',
  ],
  [
    'a flood of shared texts',
    () => makeXlsx(row, [{ name: 'xl/sharedStrings.xml', content: `<sst>${'<si/>'.repeat(400_001)}</sst>` }]),
    'xlsx.too-large',
  ],
  ['broken XML', () => makeXlsx('<row><c></row>'), 'xlsx.not-a-workbook'],
  [
    'another encoding',
    () => makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from([0xff, 0xfe, 0x3c]) }]),
    'xlsx.not-a-workbook',
  ],
  ['51 rows', () => makeXlsx(row.repeat(51)), 'xlsx.too-many-rows'],
  ['a cell far to the right', () => makeXlsx('<row r="1"><c r="XFD1" t="str"><v>甲</v></c></row>'), 'xlsx.too-large'],
  [
    'one long text in very many cells',
    () =>
      makeXlsx(`<row>${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`.repeat(50), [
        { name: 'xl/sharedStrings.xml', content: `<sst><si><t>${'长'.repeat(10_000)}</t></si></sst>` },
      ]),
    'xlsx.too-large',
  ],
])('%s is refused', async (_, make, code) => {
  await expect(read(make())).rejects.toMatchObject({ code });
});

test('ranges over a whole sheet, rows and cells far away cost nothing', async () => {
  const ranges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
  const validation = '<dataValidations><dataValidation sqref="A1:XFD1048576" type="list"/></dataValidations>';
  const far = '<row r="1048576"><c r="B1048576" t="str"><v>乙</v></c></row>';
  const content = `<worksheet><sheetData>${row}${'<row/>'.repeat(200_000)}${far}</sheetData>${ranges}${validation}</worksheet>`;
  const [sheet] = await read(makeXlsx('', [{ name: 'xl/worksheets/sheet1.xml', content }]));
  expect(sheet?.rows.map(({ line }) => line)).toEqual([1, 1_048_576]);
});

test('a part that is named a hundred thousand times is read once', async () => {
  const named = '<sheet name="表" sheetId="1" r:id="rId1"/>'.repeat(100_000);
  const links = ['rId1', 'rId2'].map((id) => `<Relationship Id="${id}" Target="worksheets/sheet1.xml"/>`).join('');
  const extra = [
    { name: 'xl/workbook.xml', content: `<workbook xmlns:r="r"><sheets>${named}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${links}</Relationships>` },
  ];
  expect(await read(makeXlsx(row, extra))).toHaveLength(1);
});

test('whatever bytes are changed, it is read or refused, and never breaks', async () => {
  const whole = makeXlsx(row.repeat(3));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ by;
      const outcome = await read(changed).then(
        () => 'read',
        (error: { code?: string }) => error.code ?? String(error),
      );
      expect(outcome).toMatch(/^(read|xlsx\.[a-z-]+)$/);
    }),
    { seed: 16, numRuns: 400 },
  );
});
