import { type Matter, type MatterKind, mostMatters, mostPoints, mostWorkbookBytes } from '#contract/matters';
import { type CellFault, cellName, plainFaults, readXlsx, type SheetRow } from '#kernel/xlsx';
import { checkMatter } from './check-matter.ts';
import { type Column, columns, sheetName } from './matter-sheet.ts';

export interface ReadMatters {
  matters: Matter[];
  faults: CellFault[];
}
type Known = { has(code: string): boolean };

const placeOf = (field: keyof Matter, line: number): string =>
  cellName(
    sheetName,
    columns.findIndex((column) => column.field === field),
    line,
  );

/** The items of a workbook made from the template, or every fault that it has. */
export async function readMatterSheet(bytes: Buffer, kind: MatterKind, known: Known): Promise<ReadMatters> {
  const sheets = await readXlsx(bytes, { bytes: mostWorkbookBytes, rows: mostMatters + 1, columns: 50 });
  const sheet = sheets.find(({ name }) => name === sheetName);
  if (!sheet) return { matters: [], faults: [noSheet] };
  const faults = plainFaults(sheet, columns.length);
  const [header, ...body] = sheet.rows;
  const wrongShape = headerFaults(header);
  if (wrongShape.length > 0) return { matters: [], faults: [...faults, ...wrongShape] };
  if (body.length === 0)
    return { matters: [], faults: [{ cell: `${sheetName}!A2`, zh: '没有任何事项', en: 'There is no item' }] };
  const read = body.map((row) => readRow(row, kind, known));
  const all = [...faults, ...read.flatMap((one) => one.faults), ...twice(body)];
  return { matters: all.length > 0 ? [] : read.flatMap(({ matter }) => matter ?? []), faults: all };
}

const noSheet: CellFault = {
  cell: null,
  zh: `没有名为“${sheetName}”的工作表：请使用模板，不要改工作表的名称`,
  en: `There is no sheet named “${sheetName}”: please use the template and keep the names of its sheets`,
};

function headerFaults(header: SheetRow | undefined): CellFault[] {
  return columns.flatMap(({ title }, index) => {
    const found = header?.line === 1 ? (header.cells[index]?.text ?? '') : '';
    if (found.replace(/[*\s]/g, '') === title) return [];
    return [
      {
        cell: cellName(sheetName, index, 1),
        zh: `表头应为“${title}”，这里是“${found.slice(0, 20)}”：请使用模板的表头`,
        en: `The heading must be “${title}”, not “${found.slice(0, 20)}”: please keep the template's headings`,
      },
    ];
  });
}

function twice(rows: readonly SheetRow[]): CellFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, cells }) => {
    const code = cells[0]?.text ?? '';
    if (code === '') return [];
    const before = first.get(code);
    if (before === undefined) first.set(code, line);
    if (before === undefined) return [];
    const cell = placeOf('code', line);
    return [{ cell, zh: `代码 ${code} 与 A${before} 重复`, en: `The code ${code} stands in A${before} already` }];
  });
}

function readRow({ line, cells }: SheetRow, kind: MatterKind, known: Known) {
  const faults: CellFault[] = [];
  const values: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    const text = cells[index]?.text ?? '';
    const read = readCell(column, text);
    if ('zh' in read) faults.push({ cell: placeOf(column.field, line), zh: read.zh, en: read.en });
    else values[column.field] = read.value;
  });
  if (faults.length > 0) return { matter: null, faults };
  // Every column was read, and each by the kind of its field.
  // Each column has filled in its field, or there are faults and nothing is made of it.
  const matter = values as unknown as Matter;
  for (const { field, zh, en } of checkMatter(kind, matter, known)) faults.push({ cell: placeOf(field, line), zh, en });
  return { matter, faults };
}

type CellValue = { value: unknown } | { zh: string; en: string };

function readCell(column: Column, text: string): CellValue {
  const { field, title, most, needed, choices } = column;
  if (text === '' && needed) return { zh: `“${title}”不能为空`, en: `“${title}” is empty` };
  if (text.length > most) return { zh: `“${title}”超过 ${most} 个字`, en: `“${title}” is longer than ${most}` };
  if (choices) return readChoice(text, choices);
  if (field === 'code') return readCode(text);
  if (field === 'limitAmount') return readAmount(text);
  if (field === 'checklist') return readList(text, /[；;\n]/, mostPoints, 120);
  if (field === 'categoryCodes') return readList(text, /[；;,，、\s]/, 20, 20);
  return { value: text };
}

function readChoice(text: string, choices: Readonly<Record<string, string>>): CellValue {
  if (text === '') return { value: null };
  const found = Object.entries(choices).find(([word, shown]) => text === shown || text === word);
  const all = Object.values(choices).join('、');
  return found
    ? { value: found[0] }
    : { zh: `不认识“${text.slice(0, 20)}”，应为 ${all}`, en: `“${text.slice(0, 20)}” is not one of ${all}` };
}

function readCode(text: string): CellValue {
  return /^[0-9A-Za-z._-]+$/.test(text)
    ? { value: text }
    : { zh: '代码只能有字母、数字、点、横线', en: 'A code has letters, digits, dots and dashes only' };
}

function readAmount(text: string): CellValue {
  if (text === '') return { value: null };
  const amount = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return amount >= 1 && amount <= 10000
    ? { value: amount }
    : { zh: `时限“${text}”不对，应为 1 至 10000 的整数`, en: `The limit “${text}” must be a whole number, 1 to 10000` };
}

function readList(text: string, between: RegExp, most: number, longest: number): CellValue {
  const points = text
    .split(between)
    .map((point) => point.trim())
    .filter(Boolean);
  if (points.length > most) return { zh: `超过 ${most} 个`, en: `More than ${most}` };
  const long = points.find((point) => point.length > longest);
  return long
    ? { zh: `“${long.slice(0, 12)}…”超过 ${longest} 个字`, en: `“${long.slice(0, 12)}…” is longer than ${longest}` }
    : { value: [...new Set(points)] };
}
