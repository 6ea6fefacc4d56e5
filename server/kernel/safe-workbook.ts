import type { CellValue, Buffer as ExcelBuffer, Worksheet } from 'exceljs';
import { withoutApostrophe } from './harmless-cell.ts';
import { BadZip, openZip } from './open-zip.ts';

/** One fault of a workbook: `cell` as a spreadsheet names it, 事项!D17; null for the file as a whole. */
export interface CellFault {
  cell: string | null;
  zh: string;
  en: string;
}
export interface SheetRow {
  row: number;
  /** Text of the cells by their column, from 1. */
  cells: ReadonlyMap<number, string>;
}
export type ReadSheet = { rows: SheetRow[]; faults: CellFault[] };

export interface SheetLimits {
  rows: number;
  columns: number;
}

const zipLimits = { entries: 200, bytes: 32 * 1024 * 1024 };
/** ExcelJS unrolls the ranges of these cell by cell; a range over a whole sheet has 17 thousand million. */
const ignoreNodes = [
  'dataValidations',
  'mergeCells',
  'conditionalFormatting',
  'extLst',
  'hyperlinks',
  'drawing',
  'cols',
];

const fault = (cell: string | null, zh: string, en: string): CellFault => ({ cell, zh, en });
const failed = (zh: string, en: string): ReadSheet => ({ rows: [], faults: [fault(null, zh, en)] });

/**
 * The cells of one sheet as text. A file that is no plain xlsx is refused before any library reads it: bombs, macros, links
 * to other files, entities, more rows than allowed. Formulas are not computed and not taken: each is a fault of its cell.
 */
export async function readSheet(bytes: Buffer, sheetName: string, limits: SheetLimits): Promise<ReadSheet> {
  let parts: Map<string, Buffer>;
  try {
    parts = openZip(bytes, zipLimits);
  } catch (error) {
    if (!(error instanceof BadZip)) throw error;
    return failed(
      '这不是可读的 xlsx 文件，或解压后超过 32 MB：请用模板重新填写，另存为 .xlsx',
      'This is not a readable xlsx file, or larger than 32 MB unpacked: fill in the template and save it as .xlsx',
    );
  }
  const refused = refusedParts(parts, limits);
  if (refused) return { rows: [], faults: [refused] };
  // Loaded when the first workbook comes: it holds 20 MB.
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  try {
    // ExcelJS's own Buffer type lacks what Node 24's has.
    await book.xlsx.load(bytes as unknown as ExcelBuffer, { ignoreNodes });
  } catch {
    return failed(
      '文件内容读不出来：请在表格软件中另存为 .xlsx 后再导入',
      'The content cannot be read: save it again as .xlsx and import that',
    );
  }
  const sheet = book.getWorksheet(sheetName);
  if (!sheet)
    return failed(
      `没有名为“${sheetName}”的工作表：请使用模板，不要改工作表的名称`,
      `There is no sheet named “${sheetName}”: please use the template and keep the names of its sheets`,
    );
  return readCells(sheet, sheetName, limits);
}

function refusedParts(parts: ReadonlyMap<string, Buffer>, limits: SheetLimits): CellFault | null {
  const names = [...parts.keys()].map((name) => name.toLowerCase());
  if (!names.includes('[content_types].xml') || !names.includes('xl/workbook.xml'))
    return fault(
      null,
      '这个压缩包不是 xlsx 文件：请使用模板',
      'This archive is not an xlsx file: please use the template',
    );
  if (names.some((name) => /vbaproject|macrosheets|\.bin$/.test(name) && !name.includes('printersettings')))
    return fault(null, '文件带有宏：请另存为不含宏的 .xlsx', 'The file has macros: save it as .xlsx without macros');
  if (names.some((name) => /externallinks|connections\.xml|querytables|embeddings/.test(name)))
    return fault(
      null,
      '文件链接到别的文件：请断开链接（数据 → 编辑链接）后再导入',
      'The file links to other files: break the links (Data → Edit Links) and import it again',
    );
  const sheets = [...parts].filter(([name]) => /worksheets\/[^/]+\.xml$/i.test(name));
  if (
    [...parts].some(
      ([name, part]) => /\.(xml|rels)$/i.test(name) && /<!DOCTYPE|<!ENTITY/i.test(part.toString('latin1')),
    )
  )
    return fault(null, '文件含有不允许的内容（DTD）', 'The file has content that is not allowed (a DTD)');
  for (const [, sheet] of sheets) {
    if (tooMany(sheet.toString('latin1'), limits))
      return fault(
        null,
        `行或单元格太多：一张表最多 ${limits.rows} 行、${limits.columns} 列，请删去空行和多余的列`,
        `Too many rows or cells: a sheet may have ${limits.rows} rows and ${limits.columns} columns; delete the rest`,
      );
  }
  return null;
}

/** By the text alone: neither many rows nor one row or cell far away reaches the library. */
function tooMany(xml: string, { rows, columns }: SheetLimits): boolean {
  let [seenRows, seenCells] = [0, 0];
  for (const [, tag, attributes = ''] of xml.matchAll(/<(?:\w+:)?(row|c)\b([^>]*)/g)) {
    const number = Number(/\br="[A-Z]*(\d+)"/.exec(attributes)?.[1] ?? 0);
    const letters = /\br="([A-Z]+)\d*"/.exec(attributes)?.[1] ?? '';
    if (number > rows + 1 || letters.length > 2) return true;
    if (tag === 'row') seenRows += 1;
    else seenCells += 1;
    if (seenRows > rows + 1 || seenCells > (rows + 1) * columns) return true;
  }
  return false;
}

function readCells(sheet: Worksheet, sheetName: string, limits: SheetLimits): ReadSheet {
  const faults: CellFault[] = [];
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    const cells = new Map<number, string>();
    row.eachCell((cell, column) => {
      const text = textOf(cell.value);
      const at = `${sheetName}!${cell.address}`;
      if (text === null)
        faults.push(
          fault(
            at,
            '这里是公式或错误值：请只填文字（复制后“选择性粘贴 → 值”）',
            'A formula or an error: paste it as a value',
          ),
        );
      else if (text.trim() !== '' && column > limits.columns)
        faults.push(fault(at, '模板没有这一列：请删去', 'The template has no such column: please delete it'));
      else if (text.trim() !== '') cells.set(column, withoutApostrophe(text.trim()));
    });
    if (cells.size > 0) rows.push({ row: number, cells });
  });
  return { rows, faults };
}

/** Null for a formula and for an error. */
function textOf(value: CellValue): string | null {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value && typeof value.text === 'string') return value.text;
  return null;
}
