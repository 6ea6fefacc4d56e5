import exceljs from 'exceljs';

export interface WrittenColumn {
  heading: string;
  /** In characters. */
  width: number;
  /** Offered in a list when the cell is chosen; what may be typed is not bounded by it. */
  choices?: readonly string[];
}

export interface WrittenSheet {
  name: string;
  columns: readonly WrittenColumn[];
  rows: readonly (readonly string[])[];
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A workbook of plain tables: a heading that stays in sight, texts below. Every cell is written as text: what looks
 * like a formula (=1+1) stays what somebody wrote.
 */
export async function writeXlsx(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ width }) => ({ width, style: { numFmt: '@', alignment: { wrapText: true } } }));
    sheet.addRow(columns.map(({ heading }) => heading)).font = { bold: true };
    for (const row of rows) sheet.addRow([...row]);
    for (const [at, { choices }] of columns.entries()) if (choices) offer(book, sheet, at + 1, choices);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A list in the cell holds 255 characters at most; a longer one is put on a hidden sheet. */
function offer(book: exceljs.Workbook, sheet: exceljs.Worksheet, column: number, choices: readonly string[]): void {
  const hidden = book.getWorksheet('_') ?? book.addWorksheet('_', { state: 'veryHidden' });
  const at = hidden.columnCount + 1;
  for (const [index, choice] of choices.entries()) hidden.getCell(index + 1, at).value = choice;
  const letter = hidden.getColumn(at).letter;
  const list = {
    type: 'list' as const,
    allowBlank: true,
    showErrorMessage: false,
    formulae: [`_!$${letter}$1:$${letter}$${choices.length}`],
  };
  for (let line = 2; line <= 201; line += 1) sheet.getCell(line, column).dataValidation = list;
}
