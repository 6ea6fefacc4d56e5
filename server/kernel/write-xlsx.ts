import { PassThrough, type Readable } from 'node:stream';
import type exceljs from 'exceljs';
import { harmless } from './harmless-cell.ts';

export interface WrittenColumn {
  heading: string;
  /** In characters. */
  width: number;
  /** Offered in a list when the cell is chosen. */
  choices?: readonly string[];
  /** Nothing but the choices may be typed. */
  strict?: boolean;
  /** How numbers of the column are shown, '0.0%'; texts stay texts. */
  numbers?: string;
}

export interface WrittenSheet {
  name: string;
  columns: readonly WrittenColumn[];
  /** A number is written as one, everything else as text. */
  rows: Iterable<readonly (string | number)[]>;
  /** Columns that stay in sight beside the heading. */
  frozen?: number;
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows of a template that offer choices: some more than the longest list. */
const offeredRows = 500;
const choicesName = 'choices';

/**
 * A workbook of plain tables with a heading that stays in sight, sent while it is made. Text stays text: what looks like
 * a formula gets an apostrophe, which `readXlsx` takes off again.
 */
export async function writeXlsx(sheets: readonly WrittenSheet[]): Promise<Readable> {
  // Loaded when the first workbook is asked for: it holds 20 to 40 MB.
  const { default: workbooks } = await import('exceljs');
  const stream = new PassThrough();
  const book = new workbooks.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true });
  write(book, sheets).catch((error: unknown) => stream.destroy(error as Error));
  return stream;
}

async function write(book: exceljs.stream.xlsx.WorkbookWriter, sheets: readonly WrittenSheet[]): Promise<void> {
  const offered: (readonly string[])[] = [];
  for (const written of sheets) {
    const sheet = book.addWorksheet(written.name, {
      views: [{ state: 'frozen', ySplit: 1, xSplit: written.frozen ?? 0 }],
    });
    sheet.columns = written.columns.map(({ width }) => ({ width }));
    fill(sheet, written);
    for (const [index, column] of written.columns.entries()) if (column.choices) offer(sheet, index, column, offered);
    sheet.commit();
  }
  if (offered.length > 0) keepChoices(book, offered);
  await book.commit();
}

function fill(sheet: exceljs.Worksheet, { columns, rows }: WrittenSheet): void {
  const head = sheet.addRow(columns.map(({ heading }) => heading));
  head.font = { bold: true };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } };
  head.commit();
  for (const row of rows) {
    const added = sheet.addRow(row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell)));
    added.alignment = { vertical: 'top', wrapText: true };
    added.eachCell((cell, at) => {
      const shape = typeof cell.value === 'string' ? '@' : columns[at - 1]?.numbers;
      if (shape) cell.numFmt = shape;
    });
    added.commit();
  }
}

/** The list of a cell may hold 255 characters and no comma; so the choices stand on a hidden sheet. */
function offer(
  sheet: exceljs.Worksheet,
  index: number,
  { heading, choices = [], strict = false }: WrittenColumn,
  offered: (readonly string[])[],
): void {
  offered.push(choices);
  const from = letterOf(offered.length - 1);
  const column = letterOf(index);
  // The library's types know single cells only; a range is one line of the file instead of 500.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, rule: exceljs.DataValidation): void };
  };
  dataValidations.add(`${column}2:${column}${offeredRows}`, {
    type: 'list',
    allowBlank: true,
    showErrorMessage: strict,
    errorTitle: heading,
    error: '请从列表中选择',
    formulae: [`${choicesName}!$${from}$1:$${from}$${Math.max(1, choices.length)}`],
  });
}

function keepChoices(book: exceljs.stream.xlsx.WorkbookWriter, offered: readonly (readonly string[])[]): void {
  const sheet = book.addWorksheet(choicesName, { state: 'veryHidden' });
  const longest = Math.max(...offered.map((choices) => choices.length));
  for (let line = 0; line < longest; line += 1) sheet.addRow(offered.map((choices) => choices[line] ?? null)).commit();
  sheet.commit();
}

/** Of the first 26 columns, from 0; no table of ours is wider. */
const letterOf = (column: number) => String.fromCharCode(65 + column);
