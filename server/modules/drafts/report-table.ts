import type { ReportCase } from '#contract/cases';
import { mostTableBytes, mostTableRows, type TableFault } from '#contract/drafts';
import { idOf } from '#kernel/id-of';
import { readPhone } from '#kernel/mobile-phone';
import { refuse } from '#kernel/refuse';
import { cellName, readXlsx, type SheetRow } from '#kernel/xlsx';

/** The heading of the table, in its order; the template is written from it. */
export const headings = ['事项描述', '地点', '微网格', '类别', '反映人', '反映人电话', '发现时间'] as const;
export const sheetName = '线索';

/** What the names in a row are looked up in. */
export interface Known {
  /** Micro-grids by name and by code; null: several have this name. */
  areas: ReadonlyMap<string, string | null>;
  /** Minor classes by name and by code; null: several have this name. */
  categories: ReadonlyMap<string, string | null>;
}

/** A code always means its own row; a name that several have means none of them. */
export function byNameAndCode(
  rows: readonly { name: string; code: string; value: string }[],
): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { name, value } of rows) found.set(name, found.has(name) ? null : value);
  for (const { code, value } of rows) found.set(code, value);
  return found;
}

export interface ReadRow {
  line: number;
  /** What is to be filed; null when the row has a fault. */
  report: ReportCase | null;
  faults: TableFault[];
  words: { body: string; place: string; category: string };
}

/** Reads the rows of a table that was handed in. `file` is its hash: with the line it makes the ids of a row's report. */
export async function readTable(bytes: Buffer, file: string, known: Known, now: Date): Promise<ReadRow[]> {
  const sheets = await readXlsx(bytes, { bytes: mostTableBytes, rows: mostTableRows + 1, columns: 40 });
  const sheet = sheets.find(({ name }) => name === sheetName) ?? sheets[0];
  const [head, ...rows] = sheet?.rows ?? [];
  if (!sheet || headings.some((heading, column) => head?.cells[column]?.text.replace(/\s|[*＊]/g, '') !== heading))
    return refuse('draft.no-heading', { headings: headings.join('、') });
  if (rows.length === 0) return refuse('draft.no-rows');
  return rows.map((row) => readRow(sheet.name, row, file, known, now));
}

type Wrong = readonly [zh: string, en: string] | null;

/** What is wrong with a cell of each column, filled or empty. */
const checks: readonly ((text: string, known: Known, now: Date) => Wrong)[] = [
  (text) => (text.length < 4 || text.length > 2000 ? ['请写 4 到 2000 个字', 'needs 4 to 2,000 characters'] : null),
  (text) => tooLong(text, 200),
  wrongArea,
  wrongCategory,
  (text) => tooLong(text, 40),
  (text) => (text && !isPhone(text) ? ['手机号应为 11 位', 'a mobile number has 11 digits'] : null),
  (text, _, now) =>
    text && !((seen(text) ?? new Date(8e15)) <= now)
      ? ['应写成 2026-11-20 08:30，且不晚于现在', 'write 2026-11-20 08:30, not later than now']
      : null,
];

function tooLong(text: string, most: number): Wrong {
  return text.length > most ? [`不超过 ${most} 个字`, `at most ${most} characters`] : null;
}

function wrongArea(text: string, { areas }: Known): Wrong {
  if (!text) return ['请填微网格的名称或编号', 'needs the name or code of a micro-grid'];
  const found = areas.get(text);
  if (found === undefined) return [`没有微网格「${short(text)}」`, 'is no micro-grid'];
  return found === null
    ? [`有几个微网格叫「${short(text)}」，请填编号`, 'is the name of several; write the code']
    : null;
}

function wrongCategory(text: string, { categories }: Known): Wrong {
  if (!text) return null;
  const found = categories.get(text);
  if (found === undefined) return [`没有类别「${short(text)}」`, 'is no category of the catalogue'];
  return found === null ? [`有几个类别叫「${short(text)}」，请填编号`, 'is the name of several; write the code'] : null;
}

function readRow(sheet: string, row: SheetRow, file: string, known: Known, now: Date): ReadRow {
  const texts = headings.map((_, column) => row.cells[column]?.text ?? '');
  const faults = texts.flatMap((text, column) => {
    const computed: Wrong = row.cells[column]?.computed
      ? ['是公式，请改成文字', 'holds a formula; write the text']
      : null;
    const wrong = computed ?? checks[column]?.(text, known, now);
    return wrong ? [{ cell: cellName(sheet, column, row.line), zh: wrong[0], en: wrong[1] }] : [];
  });
  const [body = '', place = '', area = '', category = ''] = texts;
  const words = { body: body.slice(0, 80), place: (place || area).slice(0, 80), category: category.slice(0, 40) };
  const areaId = known.areas.get(area);
  const report = faults.length === 0 && areaId ? reportOf(texts, areaId, [file, row.line], known) : null;
  return { line: row.line, report, faults, words };
}

function reportOf(texts: readonly string[], areaId: string, origin: [string, number], known: Known): ReportCase {
  const [body = '', place = '', , category = '', name = '', phone = '', seenAt = ''] = texts;
  const categoryCode = known.categories.get(category);
  const contact = { ...(name ? { name } : {}), ...(phone ? { phone } : {}) };
  return {
    id: idOf('table row', ...origin),
    commandId: idOf('table row command', ...origin),
    body,
    place: { areaId, source: 'list', ...(place ? { text: place } : {}) },
    photos: [],
    source: 'operator',
    ...(categoryCode ? { categoryCode } : {}),
    ...(seenAt ? { seenAt: seen(seenAt)?.toISOString() ?? '' } : {}),
    ...(name || phone ? { contact } : { anonymous: true }),
  };
}

const short = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

function isPhone(text: string): boolean {
  try {
    return readPhone(text) !== '';
  } catch {
    return false;
  }
}

/** Wall clock of Shanghai: 2026-11-20, 2026/11/20 8:30. */
function seen(text: string): Date | undefined {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+(\d{1,2})[:：](\d{2})(?::\d{2})?)?$/.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour - 8, minute));
  const right = month >= 1 && month <= 12 && new Date(at.getTime() + 8 * 3600_000).getUTCDate() === day;
  return right && hour < 24 && minute < 60 ? at : undefined;
}
