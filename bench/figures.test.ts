import { expect, test } from 'vitest';
import { asJsonLines, asMarkdown, atLeast, atMost, figure, percentile } from './figures.ts';
import { sectionsOf } from './results.ts';

test('a figure stands beside its limit and says whether its goal is met', () => {
  const reports = figure('intake.reports', 'reports/s', { value: 1234.56, limit: 2469.12 }, atLeast(2500));
  expect(JSON.parse(asJsonLines([reports]))).toEqual({
    name: 'intake.reports',
    value: 1235,
    unit: 'reports/s',
    limit: 2469,
    ratio: 0.5,
    goal: '≥ 2,500',
    met: false,
  });
  expect(asMarkdown([reports]).split('\n').at(-1)).toBe(
    '| intake.reports | 1,235 | reports/s | 2,469 | 0.5 | ≥ 2,500 | no |',
  );
});

test('without a limit there is no ratio, without a goal nothing to meet', () => {
  expect(figure('intake.errors', 'requests', { value: 0 }, atMost(0))).toMatchObject({
    limit: null,
    ratio: null,
    met: true,
  });
  expect(figure('locate.memory', 'MiB', { value: 4.2, limit: 0 })).toMatchObject({
    ratio: null,
    goal: null,
    met: null,
  });
});

test('a percentile is one of the values', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
  expect(percentile([7], 0.5)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow();
});

test('the sections of earlier results are found by their names', () => {
  const sections = sectionsOf('# Results\n\nWords.\n\n## locate\n\none\n\n## list\n\ntwo\n- three\n');
  expect([...sections]).toEqual([
    ['locate', 'one'],
    ['list', 'two\n- three'],
  ]);
});
