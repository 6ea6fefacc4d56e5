import { fault, type ImportFault } from './import-faults.ts';
import { readCsv } from './read-csv.ts';

/** A category as the file has it: text or lists under our field names, not yet checked. */
export type RawCategory = { line: number | null; fields: Partial<Record<Field, unknown>> };
export type RawCatalogue = { categories: RawCategory[]; faults: ImportFault[] };

const fields = [
  'code',
  'parentCode',
  'name',
  'nameEn',
  'description',
  'keywords',
  'examples',
  'limitAmount',
  'limitUnit',
  'unitName',
  'risk',
  'level',
  'selfHandle',
  'standardRef',
] as const;
export type Field = (typeof fields)[number];

/** The header of our own CSV, in English or Chinese; only code and name must be there. Lists are separated by ； ; or |. */
const chineseHeaders: Record<string, Field> = {
  代码: 'code',
  上级代码: 'parentCode',
  名称: 'name',
  英文名称: 'nameEn',
  说明: 'description',
  关键词: 'keywords',
  示例: 'examples',
  时限: 'limitAmount',
  时限单位: 'limitUnit',
  责任单位: 'unitName',
  风险: 'risk',
  预警级别: 'level',
  现场可办: 'selfHandle',
  对应标准: 'standardRef',
};
/** The header of a code list of GB/T 47678.5: component (部件) and matter (事项) codes overlap. */
const standardHeader = ['kind', 'code', 'major_code', 'major_name', 'minor_code', 'minor_name'];
/** Component codes get this letter before them; matter codes stay as the standard has them. */
const componentPrefix = 'c';
const standardName = 'GB/T 47678.5-2026';

const longestContent = 8_000_000;
const tooLarge = fault(null, '文件太大，超过 8 MB', 'The file is larger than 8 MB');
const wrongEncoding = fault(
  null,
  '文件编码不对，请另存为 UTF-8 后再导入',
  'The file has the wrong encoding; save it as UTF-8 and import it again',
);

/** Bytes of a file as text: UTF-8, or GB 18030 as spreadsheets in China save CSV; null when it is neither. */
const decode = (bytes: Uint8Array): string | null => {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
};

const none = (...faults: ImportFault[]): RawCatalogue => ({ categories: [], faults });

const splitList = (cell: string): string[] => cell.split(/[；;|\n]/).map((piece) => piece.trim());

const ownRow = (columns: readonly (Field | null)[], cells: readonly string[]): RawCategory['fields'] => {
  const row: RawCategory['fields'] = {};
  columns.forEach((column, i) => {
    const cell = cells[i] ?? '';
    if (column === null || cell === '') return;
    row[column] = column === 'keywords' || column === 'examples' ? splitList(cell) : cell;
  });
  return row;
};

const readOwnCsv = (header: readonly string[], rows: readonly { line: number; cells: string[] }[]): RawCatalogue => {
  const columns = header.map((name) => fields.find((field) => field === name) ?? chineseHeaders[name] ?? null);
  const faults = header.flatMap((name, i) =>
    columns[i] === null ? [fault(1, `不认识的列名“${name}”`, `Unknown column “${name}”`)] : [],
  );
  for (const [field, name] of [['code', '代码'] as const, ['name', '名称'] as const])
    if (!columns.includes(field))
      faults.push(fault(1, `缺少“${name}”列（${field}）`, `The column “${field}” is missing`));
  if (faults.length > 0) return none(...faults);
  return {
    categories: rows.map(({ line, cells }) => ({ line, fields: ownRow(columns, cells) })),
    faults: rows.flatMap(({ line, cells }) =>
      cells.length > columns.length ? [fault(line, '单元格比表头多', 'There are more cells than columns')] : [],
    ),
  };
};

const readStandardCsv = (rows: readonly { line: number; cells: string[] }[]): RawCatalogue => {
  const majors = new Map<string, RawCategory>();
  const minors: RawCategory[] = [];
  const faults: ImportFault[] = [];
  for (const { line, cells } of rows) {
    const [kind = '', code = '', majorCode = '', majorName = '', , name = ''] = cells;
    if (kind !== 'component' && kind !== 'matter') {
      faults.push(
        fault(line, `不认识的种类“${kind}”，应为 component 或 matter`, `Unknown kind “${kind}”: component or matter`),
      );
      continue;
    }
    const prefix = kind === 'component' ? componentPrefix : '';
    const parentCode = `${prefix}${majorCode}`;
    if (!majors.has(parentCode)) majors.set(parentCode, { line, fields: { code: parentCode, name: majorName } });
    const standardRef = `${standardName} ${kind === 'component' ? 'component' : 'event'} ${code}`;
    minors.push({ line, fields: { code: `${prefix}${code}`, parentCode, name, standardRef } });
  }
  return { categories: [...majors.values(), ...minors], faults };
};

const readCsvCatalogue = (text: string): RawCatalogue => {
  const { rows, faults } = readCsv(text);
  if (faults.length > 0) return none(...faults);
  const [header, ...body] = rows;
  if (!header) return none(fault(null, '文件是空的', 'The file is empty'));
  const isStandard = standardHeader.every((name, i) => header.cells[i] === name);
  return isStandard ? readStandardCsv(body) : readOwnCsv(header.cells, body);
};

const depthChange: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** The line at which each element of the list of categories begins; the list stands at depth 1, or 2 inside an object. */
const linesOfItems = (text: string): number[] => {
  const itemDepth = text.trimStart().startsWith('[') ? 2 : 3;
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]\n]/gs)) {
    if (token === '\n') line += 1;
    depth += depthChange[token] ?? 0;
    if (token === '{' && depth === itemDepth) lines.push(line);
  }
  return lines;
};

const listOf = (parsed: unknown): unknown[] | null => {
  if (Array.isArray(parsed)) return parsed;
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { categories, rows } = parsed as { categories?: unknown; rows?: unknown };
  if (Array.isArray(categories)) return categories;
  return Array.isArray(rows) ? rows : null;
};

/** A list of categories as GET /api/categories answers them, alone or under `rows` or `categories`. */
const readJsonCatalogue = (text: string): RawCatalogue => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : '';
    const line = /line (\d+)/.exec(reason)?.[1];
    return none(fault(line ? Number(line) : null, `不是有效的 JSON：${reason}`, `This is not valid JSON: ${reason}`));
  }
  const list = listOf(parsed);
  if (!list) return none(fault(null, '没有找到类别列表（categories）', 'There is no list of categories'));
  const lines = linesOfItems(text);
  const isObject = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
  if (!list.every(isObject)) return none(fault(null, '每个类别应是一个对象', 'Every category must be an object'));
  return {
    categories: list.map((item, i) => ({ line: lines[i] ?? null, fields: item as RawCategory['fields'] })),
    faults: [],
  };
};

export const readCatalogueText = (format: 'json' | 'csv', content: string): RawCatalogue => {
  if (content.length > longestContent) return none(tooLarge);
  // What a browser could not decode it replaced by this sign.
  if (content.includes('\uFFFD')) return none(wrongEncoding);
  const text = content.replace(/^\uFEFF/, '');
  return format === 'json' ? readJsonCatalogue(text) : readCsvCatalogue(text);
};

/** The same for a file on disk; the name's ending decides the format. */
export const readCatalogueBytes = (fileName: string, bytes: Uint8Array): RawCatalogue => {
  if (bytes.length > longestContent) return none(tooLarge);
  const content = decode(bytes);
  if (content === null) return none(wrongEncoding);
  return readCatalogueText(/\.json$/i.test(fileName) ? 'json' : 'csv', content);
};
