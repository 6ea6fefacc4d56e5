import exceljs from 'exceljs';
import { columns, sheetName } from './matter-sheet.ts';

/** A row of the sheet that has no fault, with the changes by column title. */
export const rowOf = (changes: Record<string, string> = {}): string[] => {
  const good: Record<string, string> = {
    代码: 'XC-01-01',
    类别: '住宅楼道',
    名称: '楼道堆放杂物',
    单位类型: '部门',
    责任单位: '城管局',
    依据: '中华人民共和国消防法',
    条款: '第二十八条',
    时限: '2',
    时限单位: '工作日',
    结案条件: '清走并留有照片',
    检查要点: '看；劝；拍',
    目录类别: '02002',
  };
  return columns.map(({ title }) => changes[title] ?? good[title] ?? '');
};

/** A workbook as a person would fill in the template. `change` may spoil it. */
export async function bookOf(
  rows: readonly (readonly unknown[])[],
  change: (book: exceljs.Workbook) => void = () => undefined,
): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(sheetName);
  sheet.addRow(columns.map(({ title }) => title));
  for (const row of rows) sheet.addRow([...row]);
  change(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}
