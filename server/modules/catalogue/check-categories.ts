import { fault, type ImportFault } from './import-faults.ts';
import type { Field, RawCategory } from './read-catalogue-file.ts';
import { type LimitUnit, limitUnits, type Risk, risks } from './standard-catalogue-shape.ts';
import type { NewCategory } from './write-catalogue.ts';

/** A national list has some 400; ten times that is a file of something else. */
const mostCategories = 5000;
const mostWords = 60;
const longest = { name: 40, nameEn: 80, description: 400, unitName: 60, standardRef: 80, keyword: 20, example: 120 };

const chineseUnits: Record<string, LimitUnit> = {
  紧急工作时: 'urgentHour',
  工作时: 'workHour',
  工作日: 'workDay',
  自然日: 'naturalDay',
};
const chineseRisks: Record<string, Risk> = { 低: 'low', 中: 'medium', 高: 'high' };
const levels: Record<string, number> = { '1': 1, '2': 2, '3': 3, '4': 4, Ⅰ: 1, Ⅱ: 2, Ⅲ: 3, Ⅳ: 4 };
const yesNo: Record<string, boolean> = { true: true, 是: true, '1': true, false: false, 否: false, '0': false };

/** Reads the fields of one category and collects what is wrong with them. */
class FieldReader {
  readonly faults: ImportFault[] = [];
  private readonly raw: RawCategory;
  constructor(raw: RawCategory) {
    this.raw = raw;
  }

  say(zh: string, en: string): null {
    this.faults.push(fault(this.raw.line, zh, en));
    return null;
  }

  private value(field: Field): string | null {
    const value = this.raw.fields[field];
    if (value === undefined || value === null) return null;
    if (typeof value === 'object') return this.say(`${field} 的内容不对`, `${field} is not a plain value`);
    const text = String(value).trim();
    return text === '' ? null : text;
  }

  text(field: 'name' | 'nameEn' | 'description' | 'unitName' | 'standardRef'): string | null {
    const text = this.value(field);
    if (text !== null && text.length > longest[field])
      return this.say(`${field} 超过 ${longest[field]} 个字`, `${field} is longer than ${longest[field]} characters`);
    return text;
  }

  code(field: 'code' | 'parentCode'): string | null {
    const code = this.value(field);
    if (code === null || /^[0-9A-Za-z._-]{1,20}$/.test(code)) return code;
    return this.say(
      `代码“${code.slice(0, 30)}”不对：只能有字母、数字、点、横线，最多 20 位`,
      `The code “${code.slice(0, 30)}” may have letters, digits, dots and dashes only, at most 20`,
    );
  }

  words(field: 'keywords' | 'examples', length: number): string[] {
    const value = this.raw.fields[field] ?? [];
    if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) {
      this.say(`${field} 应是一列文字`, `${field} must be a list of texts`);
      return [];
    }
    const words = [...new Set(value.map((word) => word.trim()))].filter((word) => word !== '');
    if (words.length > mostWords) this.say(`${field} 超过 ${mostWords} 个`, `${field} has more than ${mostWords}`);
    const long = words.find((word) => word.length > length);
    if (long)
      this.say(
        `${field} 中“${long.slice(0, 20)}…”超过 ${length} 个字`,
        `In ${field} “${long.slice(0, 20)}…” is longer than ${length}`,
      );
    return words;
  }

  oneOf<T>(field: Field, known: Record<string, T>): T | null {
    const text = this.value(field);
    if (text === null) return null;
    if (Object.hasOwn(known, text)) return known[text] as T;
    return this.say(`${field} 不认识“${text.slice(0, 30)}”`, `Unknown ${field} “${text.slice(0, 30)}”`);
  }

  limitAmount(): number | null {
    const text = this.value('limitAmount');
    if (text === null) return null;
    if (/^[0-9]{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 10000) return Number(text);
    return this.say(
      `时限“${text.slice(0, 30)}”不对，应为 1 至 10000 的整数`,
      `The limit “${text.slice(0, 30)}” must be a whole number from 1 to 10000`,
    );
  }
}

const named = <T extends string>(own: readonly T[], chinese: Record<string, T>): Record<string, T> => ({
  ...Object.fromEntries(own.map((word) => [word, word])),
  ...chinese,
});

/** "05003" without a parent belongs to "05"; a code of another form without one is a major class. */
const parentOf = (code: string, given: string | null): string | null =>
  given ?? (/^\d{5}$/.test(code) ? code.slice(0, 2) : null);

const optionalFields = (reader: FieldReader) => ({
  nameEn: reader.text('nameEn') ?? '',
  description: reader.text('description') ?? '',
  keywords: reader.words('keywords', longest.keyword),
  examples: reader.words('examples', longest.example),
  limitAmount: reader.limitAmount(),
  limitUnit: reader.oneOf('limitUnit', named(limitUnits, chineseUnits)),
  unitName: reader.text('unitName'),
  risk: reader.oneOf('risk', named(risks, chineseRisks)) ?? 'medium',
  level: reader.oneOf('level', levels),
  selfHandle: reader.oneOf('selfHandle', yesNo) ?? false,
  standardRef: reader.text('standardRef'),
});

/** Said only where the fields themselves are in order: a wrong limit is not also a missing one. */
const sayMissing = (reader: FieldReader, has: { code: boolean; name: boolean; wholeLimit: boolean }): void => {
  if (reader.faults.length > 0) return;
  if (!has.code) reader.say('缺少代码', 'The code is missing');
  if (!has.name) reader.say('缺少名称', 'The name is missing');
  if (!has.wholeLimit) reader.say('时限和时限单位要么都有，要么都没有', 'A limit needs a unit, and a unit a limit');
};

const checkOne = (raw: RawCategory): { category: NewCategory | null; faults: ImportFault[] } => {
  const reader = new FieldReader(raw);
  const code = reader.code('code');
  const name = reader.text('name');
  const rest = optionalFields(reader);
  const parentCode = reader.code('parentCode');
  const wholeLimit = (rest.limitAmount === null) === (rest.limitUnit === null);
  sayMissing(reader, { code: code !== null, name: name !== null, wholeLimit });
  const { faults } = reader;
  if (faults.length > 0 || code === null || name === null) return { category: null, faults };
  return { category: { ...rest, code, name, parentCode: parentOf(code, parentCode) }, faults };
};

type Entry = { line: number | null; category: NewCategory };

const checkDuplicates = (entries: readonly Entry[]): ImportFault[] => {
  const firstLine = new Map<string, number | null>();
  return entries.flatMap(({ line, category: { code } }) => {
    const first = firstLine.get(code);
    if (first === undefined) {
      firstLine.set(code, line);
      return [];
    }
    const where = first ?? '?';
    return [
      fault(line, `代码 ${code} 重复（第 ${where} 行已有）`, `The code ${code} stands twice (first in line ${where})`),
    ];
  });
};

/** `named` are all codes of the file: a parent that has a fault of its own is not reported again by each of its minors. */
const checkParents = (entries: readonly Entry[], named: ReadonlySet<string>): ImportFault[] => {
  const isMajor = new Map(entries.map(({ category }) => [category.code, category.parentCode === null]));
  return entries.flatMap(({ line, category: { code, parentCode } }) => {
    if (parentCode === null || isMajor.get(parentCode) === true) return [];
    if (isMajor.get(parentCode) === false)
      return [
        fault(
          line,
          `${code} 的上级 ${parentCode} 本身是小类`,
          `The parent ${parentCode} of ${code} is itself a minor class`,
        ),
      ];
    if (named.has(parentCode)) return [];
    return [
      fault(
        line,
        `${code} 的上级大类 ${parentCode} 不在文件中`,
        `The major class ${parentCode} of ${code} is not in the file`,
      ),
    ];
  });
};

/** All categories of a file, or every fault that it has. Nothing is guessed but the parent of a five-digit code. */
export const checkCategories = (raws: readonly RawCategory[]): { categories: NewCategory[]; faults: ImportFault[] } => {
  if (raws.length > mostCategories) {
    const tooMany = fault(null, `类别超过 ${mostCategories} 个`, `There are more than ${mostCategories} categories`);
    return { categories: [], faults: [tooMany] };
  }
  const checked = raws.map((raw) => ({ line: raw.line, ...checkOne(raw) }));
  const entries = checked.flatMap(({ line, category }) => (category ? [{ line, category }] : []));
  const named = new Set(raws.map(({ fields }) => String(fields.code ?? '').trim()));
  const faults = [
    ...checked.flatMap((one) => one.faults),
    ...checkDuplicates(entries),
    ...checkParents(entries, named),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (faults.length === 0 && !entries.some(({ category }) => category.parentCode !== null))
    faults.push(fault(null, '文件里没有小类', 'The file has no minor class'));
  return { categories: faults.length > 0 ? [] : entries.map(({ category }) => category), faults };
};
