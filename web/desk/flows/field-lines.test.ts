import { expect, test } from 'vitest';
import { fieldsText, readFields } from './field-lines.ts';

test('lines say what they were written from, and a line that says nothing is named', () => {
  const lines =
    'reason | 原因 | Reason | 必填 | power=超出权限=Beyond our powers; money=需要经费=Needs money\nwords ｜ 说明 ｜ Words ｜ optional';
  const fields = readFields(lines);
  expect(fields).toEqual([
    {
      code: 'reason',
      name: { zh: '原因', en: 'Reason' },
      kind: 'choice',
      required: true,
      options: [
        { code: 'power', name: { zh: '超出权限', en: 'Beyond our powers' } },
        { code: 'money', name: { zh: '需要经费', en: 'Needs money' } },
      ],
    },
    { code: 'words', name: { zh: '说明', en: 'Words' }, kind: 'text', required: false },
  ]);
  if (typeof fields === 'number') throw new Error('not read');
  expect(readFields(fieldsText(fields))).toEqual(fields);
  expect(readFields('\n  \n')).toEqual([]);
  expect(readFields('reason | 原因 | Reason | 必填\nBad Code | a | b | 必填')).toBe(2);
  expect(readFields('reason | 原因 | Reason | 也许')).toBe(1);
  expect(readFields('reason | 原因 | Reason | 必填 | power=超出权限')).toBe(1);
});
