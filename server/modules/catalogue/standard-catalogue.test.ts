import { expect, it } from 'vitest';
import { standardCategories, standardDepartments, standardMajors } from './standard-catalogue.ts';

it('has eleven major and ninety minor classes with codes of their majors, in order and once', () => {
  const codes = standardCategories.map((category) => category.code);
  expect(standardMajors.map((major) => major.name)).toEqual([
    '矛盾纠纷',
    '安全隐患',
    '治安维稳',
    '市容环境',
    '公共设施',
    '生态环境',
    '民生服务',
    '政策咨询',
    '意见建议',
    '应急事件',
    '其他',
  ]);
  expect(codes).toHaveLength(90);
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const { code, majorCode } of standardCategories) expect(code).toMatch(new RegExp(`^${majorCode}\\d{3}$`));
});

it('gives every class names in both languages, words to find it by and sentences to know it by', () => {
  for (const category of standardCategories) {
    const { code, keywords, examples } = category;
    expect(category.name, code).toMatch(/^\p{Script=Han}{2,14}$/u);
    expect(category.nameEn, code).toMatch(/^[A-Z][\w ,-]{3,60}$/);
    expect(category.description.length, code).toBeGreaterThan(8);
    expect(keywords.length, code).toBeGreaterThanOrEqual(8);
    expect(keywords.length, code).toBeLessThanOrEqual(20);
    expect(examples.length, code).toBeGreaterThanOrEqual(6);
    expect(examples.length, code).toBeLessThanOrEqual(12);
    expect(new Set(keywords).size, code).toBe(keywords.length);
    for (const sentence of examples) expect(sentence.length, sentence).toBeLessThanOrEqual(40);
  }
  const sentences = standardCategories.flatMap((category) => category.examples);
  expect(new Set(sentences).size).toBe(sentences.length);
});

it('gives every class a limit and a unit, and the urgent hours to what cannot wait', () => {
  for (const { code, limitAmount } of standardCategories) expect(limitAmount, code).toBeGreaterThan(0);
  const emergencies = standardCategories.filter((category) => category.majorCode === '10');
  for (const { code, limitUnit, level } of emergencies) {
    expect(limitUnit, code).toBe('urgentHour');
    expect(level, code).not.toBeNull();
  }
  expect(standardDepartments).toEqual([...new Set(standardCategories.map((one) => one.department))].sort());
});

it('refers to standards by number, kind and code', () => {
  for (const { standardRef } of standardCategories)
    if (standardRef !== null)
      expect(standardRef).toMatch(/^GB\/T (30428\.2-2013 event \d{4}|47678\.5-2026 (event|component) \d{5})$/);
});
