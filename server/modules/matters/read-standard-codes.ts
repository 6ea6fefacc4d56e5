import { mostWorkbookBytes } from '#contract/matters';
import type { StandardRef } from '#contract/standard-codes';
import { type CellFault, plainFaults, readXlsx } from '#kernel/xlsx';
import { readCsv } from '#modules/catalogue';
import { isExtension } from './extension-code.ts';
import { keyOf, type NewCode } from './standard-code-rows.ts';

export interface ReadCodes {
  codes: NewCode[];
  faults: CellFault[];
}
type Standard = StandardRef['standard'];
interface Line {
  row: number;
  cells: readonly string[];
}

const header = ['kind', 'code', 'major_code', 'major_name', 'minor_code', 'minor_name'];
const mostCodes = 5000;
const digitsOf = { 'GB/T 30428.2-2013': 4, 'GB/T 47678.5-2026': 5 } as const;

/** The code list as text, with the header above; the cells of its faults are named as a spreadsheet shows the file. */
export function readCodesCsv(text: string, standard: Standard): ReadCodes {
  const { rows, faults } = readCsv(text.replace(/^\uFEFF/, ''));
  if (faults.length > 0)
    return {
      codes: [],
      faults: faults.map(({ line, zh, en }) => ({ cell: line === null ? null : `A${line}`, zh, en })),
    };
  return readLines(
    rows.map(({ line, cells }) => ({ row: line, cells })),
    standard,
    '',
  );
}

/** The same in the first sheet of a workbook. */
export async function readCodesSheet(bytes: Buffer, standard: Standard): Promise<ReadCodes> {
  const [sheet] = await readXlsx(bytes, { bytes: mostWorkbookBytes, rows: mostCodes + 1, columns: 50 });
  const faults = sheet ? plainFaults(sheet, header.length) : [];
  if (faults.length > 0) return { codes: [], faults };
  const lines = (sheet?.rows ?? []).map(({ line, cells }) => ({
    row: line,
    cells: header.map((_, index) => cells[index]?.text ?? ''),
  }));
  return readLines(lines, standard, `${sheet?.name ?? ''}!`);
}

function readLines(lines: readonly Line[], standard: Standard, before: string): ReadCodes {
  const [first, ...rest] = lines;
  const wrong = header.findIndex((name, index) => first?.cells[index]?.trim() !== name);
  if (wrong >= 0) {
    const cell = `${before}${String.fromCharCode(65 + wrong)}1`;
    const [zh, en] = [`表头应为 ${header.join(',')}`, `The heading must be ${header.join(',')}`];
    return { codes: [], faults: [{ cell, zh, en }] };
  }
  if (rest.length > mostCodes)
    return { codes: [], faults: [{ cell: null, zh: `代码超过 ${mostCodes} 个`, en: `More than ${mostCodes} codes` }] };
  const faults: CellFault[] = [];
  const seen = new Set<string>();
  const codes = rest.map((line) =>
    readLine(line, standard, seen, (column, zh, en) => {
      faults.push({ cell: `${before}${column}${line.row}`, zh, en });
    }),
  );
  if (rest.length === 0) faults.push({ cell: `${before}A2`, zh: '没有任何代码', en: 'There is no code' });
  return { codes: faults.length > 0 ? [] : codes, faults };
}

type Say = (column: string, zh: string, en: string) => void;

function readLine({ cells }: Line, standard: Standard, seen: Set<string>, say: Say): NewCode {
  const [kind = '', code = '', , majorName = '', , name = ''] = cells.map((cell) => cell.trim());
  const digits = digitsOf[standard];
  if (kind !== 'component' && kind !== 'matter') say('A', '应为 component 或 matter', 'Must be component or matter');
  if (!new RegExp(`^\\d{${digits}}$`).test(code))
    say('B', `${standard} 的代码应为 ${digits} 位数字`, `A code of ${standard} has ${digits} digits`);
  if (majorName === '' || majorName.length > 40)
    say('D', '大类名称应为 1 至 40 个字', 'The major name has 1 to 40 characters');
  if (name === '' || name.length > 60) say('F', '小类名称应为 1 至 60 个字', 'The minor name has 1 to 60 characters');
  const read: NewCode = {
    ...{ standard, code, majorName, name },
    kind: kind === 'component' ? 'component' : 'matter',
    extension: isExtension({ standard, code }),
  };
  if (read.extension && !name.endsWith('（自定义）'))
    say('F', '扩展代码的名称须以“（自定义）”结尾', 'The name of an extension code ends with “（自定义）”');
  if (seen.has(keyOf(read))) say('B', `代码 ${code} 重复`, `The code ${code} stands twice`);
  seen.add(keyOf(read));
  return read;
}
