import { expect, test } from 'vitest';
import type { Attribute } from '#contract/open311';
import type { Refusal } from '#kernel/refuse';
import { checkAnswers } from './check-answers.ts';

const attribute = (code: string, datatype: Attribute['datatype'], more: Partial<Attribute> = {}): Attribute => ({
  code,
  variable: true,
  datatype,
  required: false,
  description: `问 ${code}`,
  descriptionEn: code,
  ...more,
});
const values = [
  { key: 'a', name: '甲', nameEn: 'A' },
  { key: 'b', name: '乙', nameEn: 'B' },
];
const asked = [
  attribute('must', 'string', { required: true }),
  attribute('n', 'number'),
  attribute('at', 'datetime'),
  attribute('text', 'text'),
  attribute('one', 'singlevaluelist', { values }),
  attribute('many', 'multivaluelist', { values }),
  attribute('note', 'text', { variable: false, required: true }),
];
const check = (answers: Record<string, string[]>) => checkAnswers(asked, new Map(Object.entries(answers)));

test('keeps each answer in the words it was asked with; a note is not answered', () => {
  expect(
    check({ must: [' LD-12 '], n: ['-3.5'], at: ['2026-11-20T08:00:00+08:00'], one: ['b'], many: ['b', 'a', 'b'] }),
  ).toEqual([
    { code: 'must', question: '问 must', answer: 'LD-12' },
    { code: 'n', question: '问 n', answer: '-3.5' },
    { code: 'at', question: '问 at', answer: '2026-11-20T08:00:00+08:00' },
    { code: 'one', question: '问 one', answer: '乙' },
    { code: 'many', question: '问 many', answer: '乙、甲' },
  ]);
  expect(check({ must: ['x'], n: [' '], other: [''] })).toHaveLength(1);
});

test.each<[Record<string, string[]>, RegExp]>([
  [{}, /must\].*required/],
  [{ must: ['   '] }, /must\].*required/],
  [{ must: ['x'.repeat(251)] }, /at most 250/],
  [{ must: ['x', 'y'] }, /only one/],
  [{ must: ['x'], n: ['1e999'] }, /n\].*number/],
  [{ must: ['x'], n: ['NaN'] }, /n\].*number/],
  [{ must: ['x'], at: ['2026-02-30'] }, /at\].*ISO 8601/],
  [{ must: ['x'], at: ['yesterday'] }, /at\].*ISO 8601/],
  [{ must: ['x'], one: ['c'] }, /one\].*one of the values/],
  [{ must: ['x'], one: ['甲'] }, /one\].*one of the values/],
  [{ must: ['x'], many: ['a', 'c'] }, /many\].*one of the values/],
  [{ must: ['x'], text: ['x'.repeat(4001)] }, /at most 4000/],
  [{ must: ['x'], other: ['x'] }, /other\].*does not ask/],
])('refuses %j', (answers, sentence) => {
  try {
    check(answers);
    expect.unreachable();
  } catch (error) {
    expect((error as Refusal).code).toBe('input.invalid');
    expect(String((error as Refusal).values['detail:en'])).toMatch(sentence);
  }
});
