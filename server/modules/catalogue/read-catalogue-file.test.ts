import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCategories } from './check-categories.ts';
import { readCatalogueBytes, readCatalogueText } from './read-catalogue-file.ts';
import { readCsv } from './read-csv.ts';

const csv = (...lines: string[]) => lines.join('\r\n');
const importText = (format: 'csv' | 'json', content: string) => {
  const raw = readCatalogueText(format, content);
  return raw.faults.length > 0 ? { categories: [], faults: raw.faults } : checkCategories(raw.categories);
};
const faultsOf = (format: 'csv' | 'json', content: string) =>
  importText(format, content).faults.map(({ line, en }) => `${line ?? '-'}: ${en}`);

const header = 'code,parentCode,name,limitAmount,limitUnit,risk,keywords';
const good = csv(header, '05,,公共设施,,,,', '05003,05,路灯不亮,2,workDay,low,路灯；灯杆');

describe('a CSV file', () => {
  it('in our columns becomes categories', () => {
    const { categories, faults } = importText('csv', good);
    expect(faults).toEqual([]);
    expect(categories[1]).toEqual({
      code: '05003',
      parentCode: '05',
      name: '路灯不亮',
      nameEn: '',
      description: '',
      keywords: ['路灯', '灯杆'],
      examples: [],
      limitAmount: 2,
      limitUnit: 'workDay',
      unitName: null,
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    });
  });

  it('may have Chinese headings and values, and five-digit codes without their parent', () => {
    const { categories, faults } = importText(
      'csv',
      csv(
        '\uFEFF代码,名称,时限,时限单位,责任单位,风险,预警级别,现场可办',
        '05,公共设施',
        '05003,路灯不亮,4,紧急工作时,供电公司,高,Ⅱ,是',
      ),
    );
    expect(faults).toEqual([]);
    expect(categories[1]).toMatchObject({
      parentCode: '05',
      limitAmount: 4,
      limitUnit: 'urgentHour',
      unitName: '供电公司',
      risk: 'high',
      level: 2,
      selfHandle: true,
    });
  });

  it('lists every fault with its line', () => {
    const bad = csv(
      header,
      '05,,公共设施,,,,',
      '05003,05,路灯不亮,0,workDay,low,',
      '05003,05,路灯,2,workDay,low,',
      '05003,05,路灯,2,workDay,low,',
      '07001,07,停水,2,week,deadly,',
      '05004,05,,2,,low,',
      '05 05,05,空格,2,workDay,low,',
      '05006,05,没有单位,2,,low,',
      '05007,05003,孙子,2,workDay,low,',
    );
    expect(faultsOf('csv', bad)).toEqual([
      '3: The limit “0” must be a whole number from 1 to 10000',
      '5: The code 05003 stands twice (first in line 4)',
      '6: Unknown limitUnit “week”',
      '6: Unknown risk “deadly”',
      '7: The name is missing',
      '7: A limit needs a unit, and a unit a limit',
      '8: The code “05 05” may have letters, digits, dots and dashes only, at most 20',
      '9: A limit needs a unit, and a unit a limit',
      '10: The parent 05003 of 05007 is itself a minor class',
    ]);
  });

  it('names a missing major class, but not for each minor of a faulty one', () => {
    expect(faultsOf('csv', csv(header, '07001,07,停水,2,workDay,low,'))).toEqual([
      '2: The major class 07 of 07001 is not in the file',
    ]);
    expect(faultsOf('csv', csv(header, '07,,民生,0,workDay,,', '07001,07,停水,2,workDay,low,'))).toHaveLength(1);
  });

  it('keeps cells that look like formulas as the text they are', () => {
    const { categories, faults } = importText(
      'csv',
      csv(header, '05,,"=HYPERLINK(""x"")",,,,', '05001,05,+1 -2 @x,,,,'),
    );
    expect(faults).toEqual([]);
    expect(categories.map((category) => category.name)).toEqual(['=HYPERLINK("x")', '+1 -2 @x']);
  });

  it('counts lines through quoted line breaks', () => {
    const text = csv(
      'code,parentCode,name,description',
      '05,,公共设施,"第一行',
      '第二行"',
      '05001,05,',
      '05002,05,路灯',
    );
    expect(faultsOf('csv', text)).toEqual(['4: The name is missing']);
  });

  it('of a code list of GB/T 47678.5 keeps components and matters apart', () => {
    const { categories, faults } = importText(
      'csv',
      csv(
        'kind,code,major_code,major_name,minor_code,minor_name',
        'component,01037,01,公用设施,037,路灯',
        'matter,01037,01,公用设施类,037,路灯异常',
        'matter,01038,01,公用设施类,038,地灯异常',
      ),
    );
    expect(faults).toEqual([]);
    expect(categories.map(({ code, parentCode, name, standardRef }) => [code, parentCode, name, standardRef])).toEqual([
      ['c01', null, '公用设施', null],
      ['01', null, '公用设施类', null],
      ['c01037', 'c01', '路灯', 'GB/T 47678.5-2026 component 01037'],
      ['01037', '01', '路灯异常', 'GB/T 47678.5-2026 event 01037'],
      ['01038', '01', '地灯异常', 'GB/T 47678.5-2026 event 01038'],
    ]);
  });

  it.each([
    ['', '-: The file is empty'],
    ['code,name,colour\n05,x,red', '1: Unknown column “colour”'],
    ['code\n05', '1: The column “name” is missing'],
    ['code,name\n05,"x', '2: A quote is not closed'],
    ['code,name\n05,x,y,z', '2: There are more cells than columns'],
    ['code,name\n05,x', '-: The file has no minor class'],
    [`code,name\n05,${'x'.repeat(41)}`, '2: name is longer than 40 characters'],
    ['code,name\n05,\uFFFD\uFFFD', '-: The file has the wrong encoding; save it as UTF-8 and import it again'],
    ['x'.repeat(8_000_001), '-: The file is larger than 8 MB'],
  ])('%j is refused with a reason', (content, reason) => {
    expect(faultsOf('csv', content)).toEqual([reason]);
  });

  it('with more than 5,000 categories is a file of something else', () => {
    const rows = Array.from({ length: 5001 }, (_, i) => `x${i},x`);
    expect(faultsOf('csv', csv('code,name', ...rows))).toEqual(['-: There are more than 5000 categories']);
  });

  it('reads back any cells that were written by the rules', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\r/g, '').trim());
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(table, (rows) => {
        const filled = rows.map((cells) => ['x', ...cells]);
        const written = filled.map((cells) => cells.map(quote).join(',')).join('\n');
        expect(readCsv(written).rows.map((row) => row.cells)).toEqual(filled);
      }),
      { seed: 20260101 },
    );
  });
});

describe('a JSON file', () => {
  const rows = [
    { code: '05', parentCode: null, name: '公共设施' },
    {
      code: '05003',
      parentCode: '05',
      name: '路灯不亮',
      limitAmount: 2,
      limitUnit: 'workDay',
      selfHandle: true,
      id: 'ignored',
    },
  ];

  it.each([
    ['a list', rows],
    ['categories', { categories: rows }],
    ['rows, as the catalogue is answered', { version: 3, rows }],
  ])('as %s becomes categories', (_, content) => {
    const { categories, faults } = importText('json', JSON.stringify(content));
    expect(faults).toEqual([]);
    expect(categories[1]).toMatchObject({ code: '05003', limitAmount: 2, selfHandle: true });
  });

  it('names the line of a faulty category', () => {
    const text = JSON.stringify(
      [...rows, { code: '05004', parentCode: '05', name: 'a "}{" b', keywords: 'x', level: 7 }],
      null,
      2,
    );
    const line = text.split('\n').findIndex((one) => one.includes('05004'));
    expect(faultsOf('json', text)).toEqual([`${line}: keywords must be a list of texts`, `${line}: Unknown level “7”`]);
  });

  it.each([
    ['{', 'not valid JSON'],
    ['{"a": 1}', 'no list of categories'],
    ['[1, 2]', 'must be an object'],
    ['null', 'no list of categories'],
    ['[{"code": {"a": 1}, "name": ["x"]}]', 'not a plain value'],
  ])('%s is refused with a reason', (content, reason) => {
    expect(faultsOf('json', content).join()).toContain(reason);
  });
});

describe('bytes', () => {
  const gbk = Buffer.from([0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6]);

  it('in UTF-8 or GB 18030 are read', () => {
    expect(readCatalogueBytes('a.csv', Buffer.from(good)).categories).toHaveLength(2);
    const rest = Buffer.from('\n05,x\n05001,y');
    expect(checkCategories(readCatalogueBytes('a.csv', Buffer.concat([gbk, rest])).categories).faults).toEqual([]);
    expect(readCatalogueBytes('A.JSON', Buffer.from('[]')).faults).toEqual([]);
  });

  it('in neither are refused', () => {
    expect(readCatalogueBytes('a.csv', Buffer.from([0x80, 0xff, 0xff])).faults[0]?.en).toContain('wrong encoding');
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('a.csv', 'a.json'), (bytes, name) => {
        const raw = readCatalogueBytes(name, bytes);
        expect(checkCategories(raw.categories).categories).toBeInstanceOf(Array);
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });
});
