import { type CalendarFault, type CalendarYear, mostCalendarBytes, type SpecialDay } from '#contract/deadlines';
import { plainFaults, readXlsx } from '#kernel/xlsx';
import { readCsv } from '#modules/catalogue';
import { isDay } from './check-calendar.ts';

/** The table of one or more years, or everything that stands against it. */
export interface ReadCalendar {
  years: CalendarYear[];
  faults: CalendarFault[];
}

/** A hundred years of some 40 rows. */
const mostRows = 4000;

/** A line as text; `row` as a spreadsheet shows it, from 1. */
interface Line {
  row: number;
  cells: readonly string[];
}

const kinds: Record<string, SpecialDay['kind']> = {
  holiday: 'holiday',
  节假日: 'holiday',
  放假: 'holiday',
  休: 'holiday',
  workday: 'workday',
  调休上班: 'workday',
  上班: 'workday',
  班: 'workday',
};
const headings = ['day', '日期'];

/** Reads day, kind and name. Every fault is named by its cell, and with one nothing is taken. */
export async function readCalendarFile(fileName: string, bytes: Buffer): Promise<ReadCalendar> {
  const { sheet = null, ...read } = /\.xlsx$/i.test(fileName) ? await sheetLines(bytes) : csvLines(bytes);
  if (read.faults.length > 0) return { years: [], faults: read.faults };
  const { years, faults } = readLines(read.lines);
  const named = faults.map((one) => (one.cell && sheet ? { ...one, cell: `${sheet}!${one.cell}` } : one));
  return { years, faults: named };
}

function readLines(rows: readonly Line[]): ReadCalendar {
  const [first] = rows;
  const lines = first && headings.includes((first.cells[0] ?? '').toLowerCase()) ? rows.slice(1) : rows;
  const faults: CalendarFault[] = [];
  const seen = new Map<string, string>();
  const days = lines.map((line) => readLine(line, seen, faults));
  if (lines.length === 0) faults.push(whole('表里没有任何日期', 'There is no day in the table'));
  if (faults.length > 0) return { years: [], faults };
  return { years: byYear(days.filter((day) => day !== null)), faults: [] };
}

const whole = (zh: string, en: string): CalendarFault => ({ cell: null, zh, en });

interface Read {
  lines: Line[];
  faults: CalendarFault[];
  sheet?: string;
}

/** The first sheet. */
async function sheetLines(bytes: Buffer): Promise<Read> {
  const [sheet] = await readXlsx(bytes, { bytes: mostCalendarBytes, rows: mostRows + 1, columns: 50 });
  if (!sheet) return { lines: [], faults: [] };
  const lines = sheet.rows.map(({ line, cells }) => ({ row: line, cells: cells.map(({ text }) => text) }));
  return { lines, faults: plainFaults(sheet, 3), sheet: sheet.name };
}

function csvLines(bytes: Buffer): Read {
  const failed = (zh: string, en: string): Read => ({ lines: [], faults: [whole(zh, en)] });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failed('文件不是 UTF-8 编码的 CSV，也不是 .xlsx', 'The file is neither CSV in UTF-8 nor .xlsx');
  }
  const { rows, faults } = readCsv(text);
  if (rows.length > mostRows + 1) return failed(`最多 ${mostRows} 行`, `At most ${mostRows} rows`);
  return {
    lines: rows.map(({ line, cells }) => ({ row: line, cells })),
    faults: faults.map(({ line, zh, en }) => ({ cell: line ? `A${line}` : null, zh, en })),
  };
}

function readLine({ row, cells }: Line, seen: Map<string, string>, faults: CalendarFault[]): SpecialDay | null {
  const [dayCell = '', kindCell = '', name = '', ...rest] = cells;
  const day = readDay(dayCell);
  const kind = kinds[kindCell.toLowerCase()];
  const found = [
    ...dayFaults(row, dayCell, day, seen),
    ...(kind ? [] : [kindFault(row, kindCell)]),
    ...nameFaults(row, name),
    ...rest.flatMap((cell, index) => (cell === '' ? [] : [extraFault(row, index)])),
  ];
  faults.push(...found);
  if (day) seen.set(day, seen.get(day) ?? `A${row}`);
  return day && kind && found.length === 0 ? { day, kind, name } : null;
}

function dayFaults(row: number, text: string, day: string | null, seen: ReadonlyMap<string, string>): CalendarFault[] {
  const cell = `A${row}`;
  if (/^\d{1,2}[-/月]\d{1,2}日?$/.test(text))
    return [{ cell, zh: `“${text}”缺少年份，请写成 2026-10-01`, en: `"${text}" has no year; write 2026-10-01` }];
  if (!day)
    return [
      { cell, zh: `“${short(text)}”不是日期，请写成 2026-10-01`, en: `"${short(text)}" is no day; write 2026-10-01` },
    ];
  const before = seen.get(day);
  if (before) return [{ cell, zh: `${day} 与 ${before} 重复`, en: `${day} is already in ${before}` }];
  const year = Number(day.slice(0, 4));
  if (year < 2000 || year > 2100)
    return [{ cell, zh: `年份应在 2000 到 2100 之间`, en: 'The year must be 2000 to 2100' }];
  return [];
}

const kindFault = (row: number, text: string): CalendarFault => ({
  cell: `B${row}`,
  zh: `“${short(text)}”不是日子的种类，请写 放假 或 上班`,
  en: `"${short(text)}" is no kind of day; write holiday or workday`,
});

function nameFaults(row: number, name: string): CalendarFault[] {
  const cell = `C${row}`;
  if (name === '') return [{ cell, zh: '缺少名称，例如 国庆节', en: 'The name is missing, for example National Day' }];
  if (name.length > 40) return [{ cell, zh: '名称最多 40 个字', en: 'A name has at most 40 characters' }];
  if (/^[=+\-@]/.test(name)) return [{ cell, zh: '名称不能是公式', en: 'A name cannot be a formula' }];
  return [];
}

const extraFault = (row: number, index: number): CalendarFault => ({
  cell: `${String.fromCharCode(68 + Math.min(index, 22))}${row}`,
  zh: '表只有三列：日期、种类、名称',
  en: 'The table has three columns: day, kind, name',
});

const short = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** 2026-10-01, 2026/10/1, 2026.10.1, 2026年10月1日 or 20261001. */
function readDay(text: string): string | null {
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text.trim());
  if (!parts) return null;
  const [, year = '', month = '', date = '', month2 = '', date2 = ''] = parts;
  const day = `${year}-${(month || month2).padStart(2, '0')}-${(date || date2).padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

function byYear(days: readonly SpecialDay[]): CalendarYear[] {
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].sort((one, two) => one - two);
  return years.map((year) => ({
    year,
    days: days.filter(({ day }) => day.startsWith(`${year}-`)).toSorted((one, two) => (one.day < two.day ? -1 : 1)),
  }));
}
