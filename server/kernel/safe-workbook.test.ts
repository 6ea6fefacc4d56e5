import { deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSheet } from './safe-workbook.ts';

const limits = { rows: 100, columns: 5 };
const read = (bytes: Buffer) => readSheet(bytes, 'a', limits);

/** A zip as an attacker would write it: the directory may lie about sizes. */
function zipOf(
  parts: Record<string, Buffer | string>,
  says: { size?: number; flags?: number; times?: number } = {},
): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(says.size ?? raw.length, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(says.flags ?? 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says.size ?? raw.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, Buffer.from(name), packed);
    for (let n = 0; n < (says.times ?? 1); n += 1) central.push(entry, Buffer.from(name));
    at += head.length + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length * (says.times ?? 1), 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...central, end]);
}

const frame = {
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': '<workbook/>',
};
const sheet = (inner: string) => ({ ...frame, 'xl/worksheets/sheet1.xml': `<worksheet>${inner}</worksheet>` });

async function book(fill: (sheet: exceljs.Worksheet) => void): Promise<Buffer> {
  const made = new exceljs.Workbook();
  fill(made.addWorksheet('a'));
  return Buffer.from(await made.xlsx.writeBuffer());
}

describe('a plain workbook', () => {
  it('is read as text, cell by cell', async () => {
    const bytes = await book((made) => {
      made.addRow(['x', 7, new Date('2026-11-29T00:00:00Z'), { richText: [{ text: '粗' }, { text: '细' }] }]);
      made.addRow(["'=1+1", '', true]);
    });
    const { rows, faults } = await read(bytes);
    expect(faults).toEqual([]);
    expect(rows.map(({ cells }) => [...cells.values()])).toEqual([
      ['x', '7', '2026-11-29', '粗细'],
      ['=1+1', 'true'],
    ]);
  });

  it('with a formula or an error names the cell', async () => {
    const bytes = await book((made) => {
      made.getCell('B2').value = { formula: '1+1', result: 2 } as exceljs.CellFormulaValue;
      made.getCell('C3').value = { error: '#REF!' } as exceljs.CellErrorValue;
      made.getCell('F1').value = 'too far';
    });
    expect((await read(bytes)).faults.map(({ cell }) => cell)).toEqual(['a!F1', 'a!B2', 'a!C3']);
  });
});

describe('a hostile file is refused before it is read, in a moment', () => {
  const bomb = Buffer.alloc(60 * 1024 * 1024, 0x20);
  const far = '<row r="1000000"><c r="A1000000"/></row>';
  const wide = '<row r="1"><c r="XFD1"/></row>';
  const hostile: [string, () => Buffer, RegExp][] = [
    ['no zip', () => Buffer.from('hello'), /xlsx/],
    ['empty', () => Buffer.alloc(0), /xlsx/],
    ['a zip of something else', () => zipOf({ 'a.txt': 'x' }), /不是 xlsx/],
    ['a bomb', () => zipOf({ ...frame, 'xl/media/a.xml': bomb }), /32 MB/],
    ['a bomb whose directory lies', () => zipOf({ ...frame, 'xl/media/a.xml': bomb }, { size: 10 }), /32 MB/],
    ['the same part twice', () => zipOf(frame, { times: 2 }), /xlsx/],
    ['encrypted', () => zipOf(frame, { flags: 1 }), /xlsx/],
    ['macros', () => zipOf({ ...frame, 'xl/vbaProject.bin': 'x' }), /宏/],
    ['links to other files', () => zipOf({ ...frame, 'xl/externalLinks/externalLink1.xml': '<a/>' }), /链接/],
    ['entities', () => zipOf(sheet('<!DOCTYPE x [<!ENTITY a "b">]>')), /DTD/],
    ['a million rows', () => zipOf(sheet('<row/>'.repeat(1_000_000))), /100 行/],
    ['one row far away', () => zipOf(sheet(far)), /100 行/],
    ['one cell far away', () => zipOf(sheet(wide)), /100 行/],
  ];
  for (const [name, make, words] of hostile)
    it(name, async () => {
      const { rows, faults } = await read(make());
      expect(rows).toEqual([]);
      expect(faults[0]?.zh).toMatch(words);
    });

  it('ranges over the whole sheet cost nothing', async () => {
    const bytes = await book((made) => {
      made.addRow(['x']);
      made.getCell('B1').dataValidation = { type: 'list', formulae: ['"a,b"'] };
    });
    const { rows } = await read(bytes);
    expect(rows).toHaveLength(1);
  });

  it('bytes of any kind give faults, never an error', async () => {
    const good = await book((made) => made.addRow(['x', 'y']));
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const spoiled = Buffer.from(good);
        spoiled[at] = byte;
        const { rows, faults } = await read(spoiled);
        return rows.length <= 1 && faults.every(({ zh }) => zh !== '');
      }),
      { numRuns: 60 },
    );
  });
});
