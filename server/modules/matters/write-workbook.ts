import type { Cell, Worksheet } from 'exceljs';
import { type Matter, type MatterKind, matterKinds, mostMatters } from '#contract/matters';
import { harmless } from '#kernel/harmless-cell';
import { cellOf, columns, helpName, sheetName } from './matter-sheet.ts';

/** Rows of the template that offer choices: some more than the longest list. */
const offeredRows = 500;

/** A list as a workbook that can be imported again: one sheet of items, one that explains the columns. */
export async function writeWorkbook(kind: MatterKind, matters: readonly Matter[]): Promise<Buffer> {
  // Loaded when the first workbook is asked for: it holds 20 MB.
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  fillItems(book.addWorksheet(sheetName, { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] }), matters);
  fillHelp(book.addWorksheet(helpName), kind);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function fillItems(sheet: Worksheet, matters: readonly Matter[]): void {
  sheet.columns = columns.map(({ width }) => ({ width }));
  const header = sheet.addRow(columns.map(({ title }) => title));
  header.font = { bold: true };
  header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } };
  // Strings in every cell: none is ever run as a formula, and codes keep their zeros.
  for (const matter of matters) sheet.addRow(columns.map((column) => harmless(cellOf(matter, column))));
  sheet.eachRow((row) => {
    row.numFmt = '@';
    row.alignment = { vertical: 'top', wrapText: true };
  });
  columns.forEach(({ title, choices }, index) => {
    if (!choices) return;
    for (let row = 2; row <= offeredRows; row += 1)
      offerChoices(sheet.getCell(row, index + 1), title, Object.values(choices));
  });
}

function offerChoices(cell: Cell, title: string, choices: readonly string[]): void {
  cell.dataValidation = {
    type: 'list',
    allowBlank: true,
    showErrorMessage: true,
    formulae: [`"${choices.join(',')}"`],
    errorTitle: title,
    error: `请从 ${choices.join('、')} 中选择`,
  };
}

function fillHelp(sheet: Worksheet, kind: MatterKind): void {
  sheet.columns = [{ width: 14 }, { width: 8 }, { width: 70 }];
  const lines = [
    [matterKinds[kind].zh, '', '填写“事项”表，一行一项；不要改动表名和表头，不要合并单元格，不要用公式和宏。'],
    ['', '', `一张清单最多 ${mostMatters} 项。导入是整张替换：文件里没有的项会从草稿里去掉，发布前可以看到全部变化。`],
    ['列', '必填', '怎么填'],
    ...columns.map(({ title, needed, help, choices }) => [
      title,
      needed ? '是' : '',
      choices ? `${help}。可填：${Object.values(choices).join('、')}` : help,
    ]),
  ];
  for (const line of lines) sheet.addRow(line).alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(3).font = { bold: true };
}
