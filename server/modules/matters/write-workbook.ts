import type { Readable } from 'node:stream';
import { type Matter, type MatterKind, matterKinds, mostMatters } from '#contract/matters';
import { writeXlsx } from '#kernel/write-xlsx';
import { cellOf, columns, helpName, sheetName } from './matter-sheet.ts';

/** A list as a workbook that can be imported again: one sheet of items, one that explains the columns. */
export function writeWorkbook(kind: MatterKind, matters: readonly Matter[]): Promise<Readable> {
  const heads = columns.map(({ title, width, choices }) => ({
    heading: title,
    width,
    ...(choices ? { choices: Object.values(choices), strict: true } : {}),
  }));
  const rows = matters.map((matter) => columns.map((column) => cellOf(matter, column)));
  return writeXlsx([
    { name: sheetName, columns: heads, rows, frozen: 1 },
    { name: helpName, columns: helpColumns, rows: helpRows(kind) },
  ]);
}

const helpColumns = [
  { heading: '列', width: 14 },
  { heading: '必填', width: 8 },
  { heading: '怎么填', width: 70 },
];

const helpRows = (kind: MatterKind): string[][] => [
  ...columns.map(({ title, needed, help, choices }) => [
    title,
    needed ? '是' : '',
    choices ? `${help}。可填：${Object.values(choices).join('、')}` : help,
  ]),
  [matterKinds[kind].zh, '', '填写“事项”表，一行一项；不要改动表名和表头，不要合并单元格，不要用公式和宏。'],
  ['', '', `一张清单最多 ${mostMatters} 项。导入是整张替换：文件里没有的项会从草稿里去掉，发布前可以看到全部变化。`],
];
