import { Refusal, refuse } from './refuse.ts';
import { cellName, readSheet, type Sheet, type XlsxLimits } from './xlsx-sheet.ts';
import { openZip, type Zip, ZipFault } from './zip.ts';
import { readXml, XmlFault } from './zip-xml.ts';

export { type Cell, cellName, type Sheet, type SheetRow } from './xlsx-sheet.ts';

/** Pictures and themes make some 30 files; a sheet of 5,000 full rows inflates to some 5 MB. */
const entries = 500;
const inflatedBytes = 48 * 1024 * 1024;
/** Many cells may share one long text: what they hold together is bounded, too. */
const mostCharacters = 8_000_000;
/** Texts that cells may point to; 5,000 rows of 40 columns have at most 200,000. */
const mostShared = 400_000;

/** Parts that do something, or reach out, when the file is opened; none is needed to hand in a table. */
const activeParts =
  /vbaProject|\/(macrosheets|dialogsheets|activeX|embeddings|externalLinks|queryTables|ctrlProps)\/|\/connections\.xml$|^customUI\//i;

/**
 * Reads the visible sheets of a workbook that a stranger handed in: texts, numbers and dates as text. Refused: what is
 * no workbook, is too large packed or unpacked, or holds macros, external links or embedded objects. A formula is not
 * computed; its cell is flagged, and `plainFaults` names it.
 */
export async function readXlsx(bytes: Buffer, limits: XlsxLimits): Promise<Sheet[]> {
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return notAWorkbook('旧版 .xls，或有密码', 'old .xls, or a password');
  try {
    const zip = openZip(bytes, { bytes: limits.bytes, entries, inflated: inflatedBytes });
    const active = zip.names.find((name) => activeParts.test(name));
    if (active !== undefined) return refuse('xlsx.active-content', { part: active.slice(0, 80) });
    return await readBook(zip, limits);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof ZipFault && error.kind === 'large') return refuse('xlsx.too-large', { detail: error.message });
    if (error instanceof ZipFault || error instanceof XmlFault)
      return notAWorkbook('内容损坏', 'its contents are broken');
    throw error;
  }
}

/** One fault of a table: `cell` as a spreadsheet names it, 事项!D17; null for the file as a whole. */
export interface CellFault {
  cell: string | null;
  zh: string;
  en: string;
}

/** Cells that no table should have: formulas, errors, and what stands right of its columns. */
export function plainFaults({ name, rows }: Sheet, columns: number): CellFault[] {
  return rows.flatMap(({ line, cells }) =>
    cells.flatMap(({ text, computed }, column): CellFault[] => {
      const cell = cellName(name, column, line);
      if (computed)
        return [
          {
            cell,
            zh: '这里是公式或错误值：请只填文字（复制后“选择性粘贴 → 值”）',
            en: 'A formula or an error: paste it as a value',
          },
        ];
      if (column < columns || text === '') return [];
      return [{ cell, zh: '表里没有这一列：请删去', en: 'The table has no such column: please delete it' }];
    }),
  );
}

function notAWorkbook(zh: string, en: string): never {
  return refuse('xlsx.not-a-workbook', { 'detail:zh': zh, 'detail:en': en });
}

async function readBook(zip: Zip, limits: XlsxLimits): Promise<Sheet[]> {
  if (!zip.names.includes('xl/workbook.xml')) return notAWorkbook('不是 xlsx', 'not xlsx');
  const { sheets, from1904 } = await readContents(zip);
  const shared = zip.names.includes('xl/sharedStrings.xml') ? await readShared(zip) : [];
  const dates = zip.names.includes('xl/styles.xml') ? await readDateStyles(zip) : new Set<number>();
  const read: Sheet[] = [];
  const budget = { characters: mostCharacters };
  for (const { name, path } of sheets) {
    const sheet = readSheet({ name, shared, dates, from1904, limits, budget });
    await readXml(zip, path, sheet);
    read.push(sheet.result());
  }
  return read;
}

async function readContents(zip: Zip) {
  const targets = new Map<string, string>();
  await readXml(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; path: string }[] = [];
  let from1904 = false;
  await readXml(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      const { date1904 = '', state = '', name: title = '', 'r:id': id = '' } = attributes;
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(date1904);
      const path = targets.get(id);
      // A sheet of charts has no table.
      const shown = name === 'sheet' && !/hidden/i.test(state);
      if (!shown || !path?.startsWith('xl/worksheets/')) return;
      // Each part is read once: a small file could else name a large one a million times.
      targets.delete(id);
      if (sheets.every((known) => known.path !== path)) sheets.push({ name: title.slice(0, 31), path });
    },
  });
  return { sheets, from1904 };
}

/** The texts that cells point to; how they are to be pronounced (rPh) is left out. */
async function readShared(zip: Zip): Promise<string[]> {
  const shared: string[] = [];
  let text = '';
  let inText = false;
  let spoken = false;
  await readXml(zip, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') spoken = true;
      inText = name === 't' && !spoken;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 'rPh') spoken = false;
      if (name === 'si') shared.push(text);
      if (shared.length > mostShared) refuse('xlsx.too-large', { detail: `${mostShared} texts` });
      inText = false;
    },
  });
  return shared;
}

/** Formats of Excel's own that show a date or a time. */
const ownDateFormats = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47,
]);

/** Which cell styles, by their place, show their number as a date. */
async function readDateStyles(zip: Zip): Promise<Set<number>> {
  const formats = new Set(ownDateFormats);
  for (let id = 50; id <= 58; id += 1) formats.add(id);
  const dates = new Set<number>();
  let inCells = false;
  let place = 0;
  await readXml(zip, 'xl/styles.xml', {
    open(name, attributes) {
      const format = Number(attributes.numFmtId);
      if (name === 'numFmt' && showsDate(attributes.formatCode ?? '')) formats.add(format);
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (formats.has(format)) dates.add(place);
      place += 1;
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** Letters of a date outside of quoted words and of [Red], [$-804] and the like. */
function showsDate(code: string): boolean {
  return /[ymdhs]/i.test(
    code
      .slice(0, 200)
      .replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
      .replace(/general/gi, ''),
  );
}
