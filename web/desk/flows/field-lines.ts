import type { FlowField } from '#contract/flow-document';

/** Fields of a form as lines of text: code | 中文 | English | required | code=中文=English; … */
export function fieldsText(fields: readonly FlowField[] = []): string {
  return fields
    .map(({ code, name, required, options = [] }) =>
      [
        code,
        name.zh,
        name.en,
        required ? '必填' : '选填',
        ...(options.length > 0 ? [options.map((one) => `${one.code}=${one.name.zh}=${one.name.en}`).join('; ')] : []),
      ].join(' | '),
    )
    .join('\n');
}

/** The fields that the lines say, or the number of the first line that says none. */
export function readFields(text: string): FlowField[] | number {
  const found: FlowField[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const field = readLine(line);
    if (!field) return index + 1;
    found.push(field);
  }
  return found;
}

const codeShape = /^[a-z][a-zA-Z0-9]{0,39}$/;
const requiredWords = ['必填', 'required'];
const optionalWords = ['选填', 'optional'];

function readLine(line: string): FlowField | null {
  const [code = '', zh = '', en = '', must = '', choices = ''] = line.split(/[|｜]/).map((part) => part.trim());
  const known = requiredWords.includes(must) || optionalWords.includes(must);
  if (!codeShape.test(code) || zh === '' || en === '' || !known) return null;
  const required = requiredWords.includes(must);
  const options = choices === '' ? [] : choices.split(/[;；]/).map(readOption);
  if (options.some((one) => one === null)) return null;
  const base = { code, name: { zh, en }, required };
  return options.length > 0
    ? { ...base, kind: 'choice', options: options.filter((one) => one !== null) }
    : { ...base, kind: 'text' };
}

function readOption(text: string): { code: string; name: { zh: string; en: string } } | null {
  const [code = '', zh = '', en = ''] = text.split(/[=＝]/).map((part) => part.trim());
  return codeShape.test(code) && zh !== '' && en !== '' ? { code, name: { zh, en } } : null;
}
