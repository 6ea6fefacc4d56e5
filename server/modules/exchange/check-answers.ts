import type { Attribute } from '#contract/open311';
import { refuse } from '#kernel/refuse';

/** One answered question, in the words it was asked with. */
export interface Answered {
  code: string;
  question: string;
  answer: string;
}

const longest = { string: 250, text: 4000 } as const;

/**
 * The answers of a request against the questions of its service: a missing required one, a wrong kind, a value that is not
 * in the list and a question that was never asked are refused. Pure.
 */
export function checkAnswers(
  attributes: readonly Attribute[],
  given: ReadonlyMap<string, readonly string[]>,
): Answered[] {
  const asked = attributes.filter((attribute) => attribute.variable);
  for (const [code, values] of given) {
    if (values.some((value) => value.trim() !== '') && !asked.some((attribute) => attribute.code === code))
      refuseAnswer(code, '这项服务没有这个问题', 'this service does not ask for it');
  }
  return asked.flatMap((attribute) => {
    const values = (given.get(attribute.code) ?? []).map((value) => value.trim()).filter((value) => value !== '');
    if (values.length === 0)
      return attribute.required ? refuseAnswer(attribute.code, '必须填写', 'it is required') : [];
    return [{ code: attribute.code, question: attribute.description, answer: readAnswer(attribute, values) }];
  });
}

function readAnswer(attribute: Attribute, values: readonly string[]): string {
  const { code, datatype } = attribute;
  if (datatype === 'multivaluelist') return [...new Set(values)].map((value) => nameIn(attribute, value)).join('、');
  const [value = ''] = values;
  if (values.length > 1) refuseAnswer(code, '只能填一个', 'only one answer is possible');
  if (datatype === 'singlevaluelist') return nameIn(attribute, value);
  return plainAnswer(code, datatype, value);
}

function plainAnswer(code: string, datatype: 'string' | 'number' | 'datetime' | 'text', value: string): string {
  if (datatype === 'number') return isNumber(value) ? value : refuseAnswer(code, '应为数字', 'it must be a number');
  if (datatype === 'datetime')
    return isMoment(value) ? value : refuseAnswer(code, '应为 ISO 8601 时间', 'it must be a time in ISO 8601');
  const most = longest[datatype];
  return [...value].length <= most
    ? value
    : refuseAnswer(code, `最多 ${most} 个字`, `it has at most ${most} characters`);
}

function nameIn({ code, values = [] }: Attribute, value: string): string {
  const found = values.find(({ key }) => key === value);
  return found?.name ?? refuseAnswer(code, '不在可选值内', 'it is not one of the values');
}

const isNumber = (text: string): boolean => /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text);

const momentShape = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** ISO 8601 that names a day that exists: 30 February would silently become 2 March. */
export function isMoment(text: string): boolean {
  const [, day] = momentShape.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function refuseAnswer(code: string, zh: string, en: string): never {
  const name = `attribute[${code.slice(0, 40)}]`;
  return refuse('input.invalid', { 'detail:zh': `${name} ${zh}`, 'detail:en': `${name}: ${en}` });
}
