import { inflateRawSync } from 'node:zlib';
import type exceljs from 'exceljs';

/** A row of a sheet as text; `row` counts from 1 as a spreadsheet shows it, formulas begin with "=". */
export interface SheetRow {
  row: number;
  cells: string[];
}

/** `not-xlsx`: another kind of file or a damaged one; `too-large`: unpacked it is larger than allowed. */
export type SheetFault = 'not-xlsx' | 'too-large';

/**
 * The first sheet of a workbook. What it unpacks to is measured before the parser sees it, since a file of 40 kB may
 * unpack to gigabytes.
 */
export async function readXlsx(bytes: Uint8Array, mostBytes: number): Promise<SheetRow[] | SheetFault> {
  const fault = measure(Buffer.from(bytes), mostBytes);
  if (fault) return fault;
  try {
    // Loaded when it is asked for: a server at rest need not hold it.
    const { default: workbooks } = await import('exceljs');
    const book = new workbooks.Workbook();
    // A copy: what lies in a pool of buffers is more than the file.
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    return book.worksheets[0] ? rowsOf(book.worksheets[0]) : [];
  } catch {
    return 'not-xlsx';
  }
}

function rowsOf(sheet: exceljs.Worksheet): SheetRow[] {
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: Math.min(row.cellCount, 50) }, (_, index) => textOf(row.getCell(index + 1)));
    if (cells.some((cell) => cell !== '')) rows.push({ row: number, cells });
  });
  return rows;
}

function textOf(cell: exceljs.Cell): string {
  const { value } = cell;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (cell.formula) return `=${cell.formula}`;
  return cell.text.trim();
}

const directoryEnd = 0x06054b50;
const directoryEntry = 0x02014b50;

/** Unpacks every part of the archive against the allowance; sizes that the archive states are not believed. */
function measure(file: Buffer, most: number): SheetFault | null {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== directoryEnd) return 'not-xlsx';
  const entries = file.readUInt16LE(end + 10);
  if (entries > 200) return 'too-large';
  let at = file.readUInt32LE(end + 16);
  let left = most;
  try {
    for (let n = 0; n < entries; n += 1) {
      if (file.readUInt32LE(at) !== directoryEntry) return 'not-xlsx';
      left -= unpackedSize(file, at, left);
      if (left <= 0) return 'too-large';
      at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-xlsx';
  }
  return null;
}

function unpackedSize(file: Buffer, entry: number, most: number): number {
  const packed = file.readUInt32LE(entry + 20);
  const local = file.readUInt32LE(entry + 42);
  const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const method = file.readUInt16LE(entry + 10);
  if (method === 0) return packed;
  return inflateRawSync(file.subarray(begin, begin + packed), { maxOutputLength: Math.max(1, most) }).length;
}
