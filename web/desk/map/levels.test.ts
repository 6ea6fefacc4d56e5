import { expect, test } from 'vitest';
import { classBounds, classOf, shownLevels } from './levels.ts';

const known = [
  { level: 1, size: 3000 },
  { level: 2, size: 900 },
];

test('a wide view colours and names the first level', () => {
  expect(shownLevels(known, 4, 100)).toEqual({ fill: 1, named: 1, ask: null });
});

test('nearer, the second level is coloured inside the named first', () => {
  expect(shownLevels(known, 4, 30)).toEqual({ fill: 2, named: 1, ask: null });
});

test('near enough, the next level is asked for, never below the leaves', () => {
  expect(shownLevels(known, 4, 10)).toEqual({ fill: 2, named: 2, ask: 3 });
  expect(shownLevels(known, 2, 10).ask).toBeNull();
});

test('classes: none, then four that hold the largest', () => {
  expect(classBounds([0, 3, 1])).toEqual([1, 2, 3, 4]);
  const bounds = classBounds([0, 10, 80]);
  expect(bounds).toEqual([20, 40, 60, 80]);
  expect([0, 1, 20, 21, 80].map((n) => classOf(n, bounds))).toEqual([0, 1, 1, 2, 4]);
});
