import type { CalendarFault, CalendarYear, SpecialDay } from '#contract/deadlines';
import { readXlsx, type SheetRow } from '#kernel/read-xlsx';
import { readCsv } from '#modules/catalogue';
import { isDay } from './check-calendar.ts';

/** The table of one or more years, or everything that stands against it. */
export interface ReadCalendar {
  years: CalendarYear[];
  faults: CalendarFault[];
}

/** A year has some 40 rows; unpacked a sheet of a hundred years is below this. */
const mostUnpacked = 8 * 1024 * 1024;
const mostRows = 4000;

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
export async function readCalendarFile(fileName: string, bytes: Uint8Array): Promise<ReadCalendar> {
  const rows = await rowsOf(fileName, bytes);
  if ('faults' in rows) return { years: [], faults: rows.faults };
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

async function rowsOf(fileName: string, bytes: Uint8Array): Promise<SheetRow[] | { faults: CalendarFault[] }> {
  const rows = /\.xlsx$/i.test(fileName) ? await sheetRows(bytes) : csvRows(bytes);
  if ('faults' in rows || rows.length <= mostRows) return rows;
  return { faults: [whole(`最多 ${mostRows} 行`, `At most ${mostRows} rows`)] };
}

async function sheetRows(bytes: Uint8Array): Promise<SheetRow[] | { faults: CalendarFault[] }> {
  const rows = await readXlsx(bytes, mostUnpacked);
  if (rows === 'not-xlsx') return { faults: [whole('这不是能读取的 xlsx 文件', 'This is not a readable xlsx file')] };
  if (rows === 'too-large') return { faults: [whole('表格解压后太大', 'Unpacked, the sheet is too large')] };
  return rows;
}

function csvRows(bytes: Uint8Array): SheetRow[] | { faults: CalendarFault[] } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { faults: [whole('文件不是 UTF-8 编码的 CSV，也不是 .xlsx', 'The file is neither CSV in UTF-8 nor .xlsx')] };
  }
  const { rows, faults } = readCsv(text);
  if (faults.length > 0)
    return { faults: faults.map(({ line, zh, en }) => ({ cell: line ? `A${line}` : null, zh, en })) };
  return rows.map(({ line, cells }) => ({ row: line, cells }));
}

function readLine({ row, cells }: SheetRow, seen: Map<string, string>, faults: CalendarFault[]): SpecialDay | null {
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
