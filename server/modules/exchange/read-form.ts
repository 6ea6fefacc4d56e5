import { refuse } from '#kernel/refuse';

/** The fields of a request, whatever it was sent as: names as the standard writes them, `attribute[CODE]` among them. */
export type Form = ReadonlyMap<string, readonly string[]>;

const mostFields = 200;

/** From a form (application/x-www-form-urlencoded) or a query: a name may come more than once. */
export function formOfPairs(pairs: Iterable<readonly [string, string]>): Form {
  const form = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of pairs) {
    count += 1;
    if (count > mostFields) refuseForm('字段太多', 'too many fields');
    checkText(name, value);
    // attribute[X][] is how some clients write a list.
    const key = name.trim().replace(/\[\]$/, '');
    form.set(key, [...(form.get(key) ?? []), printable(value)]);
  }
  return form;
}

/** From JSON: texts, numbers, booleans and lists of them; `attribute` may be an object. Null is as good as absent. */
export function formOfJson(body: unknown): Form {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuseForm('应为一个 JSON 对象', 'it must be a JSON object');
  return formOfPairs(
    Object.entries(body).flatMap(([name, value]) => {
      const inner = name === 'attribute' || name === 'attributes' ? value : null;
      if (typeof inner !== 'object' || inner === null) return pairsOf(name, value);
      return Object.entries(inner).flatMap(([code, answer]) => pairsOf(`attribute[${code}]`, answer));
    }),
  );
}

function pairsOf(name: string, value: unknown): [string, string][] {
  if (value === null) return [];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    if (typeof one === 'string') return [name, one];
    if (typeof one === 'number' || typeof one === 'boolean') return [name, String(one)];
    return refuseForm(`${name.slice(0, 40)} 应为文字`, `${name.slice(0, 40)} must be a text`);
  });
}

/** Control characters say nothing to a reader, and XML cannot hold them: they are left out. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\ufffe\uffff]/gu, (letter) => (/[\t\n\r]/.test(letter) ? letter : ''));
}

/** What PostgreSQL cannot store is refused by name instead of failing there. */
function checkText(name: string, value: string): void {
  if (name.length > 100) refuseForm('字段名太长', 'a field has too long a name');
  for (const text of [name, value]) {
    if (text.includes('\u0000') || !text.isWellFormed())
      refuseForm('含有无法保存的字符', 'a character that cannot be stored');
  }
}

/** The one value of a field, trimmed; undefined when it is absent or empty. Refuses two, and more than `most` characters. */
export function one(form: Form, name: string, most: number): string | undefined {
  const values = form.get(name) ?? [];
  if (values.length > 1) refuseForm(`${name} 只能有一个`, `${name} is there more than once`);
  const value = values[0]?.trim();
  if (!value) return undefined;
  if ([...value].length > most) refuseForm(`${name} 最多 ${most} 个字`, `${name} has more than ${most} characters`);
  return value;
}

/** A field that may be a list: separated by commas, repeated, or both. */
export function listOf(form: Form, name: string, most: number): string[] {
  const values = (form.get(name) ?? []).flatMap((value) => value.split(',')).map((value) => value.trim());
  const found = [...new Set(values.filter((value) => value !== ''))];
  if (found.length > most) refuseForm(`${name} 最多 ${most} 个`, `${name} has more than ${most} entries`);
  return found;
}

/** A number in plain digits: no exponent, no hexadecimal, nothing that JavaScript alone would read. */
export function numberOf(form: Form, name: string, range: { from: number; to: number }): number | undefined {
  const text = one(form, name, 30);
  if (text === undefined) return undefined;
  const value = /^[+-]?\d{1,10}(\.\d{1,18})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= range.from && value <= range.to) return value;
  return refuseForm(
    `${name} 应在 ${range.from} 到 ${range.to} 之间`,
    `${name} must be a number from ${range.from} to ${range.to}`,
  );
}

export function refuseForm(zh: string, en: string): never {
  return refuse('input.invalid', { 'detail:zh': zh, 'detail:en': en });
}
