import { expect, test } from 'vitest';
import type { RoutingRule } from '#contract/routing';
import { moveRule, putRule, removeRule } from './rule-order.ts';

const outcome = { flowCode: null, unitId: null, limit: null, level: null };
const rule = (id: string, name = id): RoutingRule => ({ id, name, conditions: [], outcome });
const ids = (rules: readonly RoutingRule[]) => rules.map(({ id }) => id).join('');
const four = ['a', 'b', 'c', 'd'].map((id) => rule(id));

test('a rule moves up, down and to the edges, and nothing is lost', () => {
  expect(ids(moveRule(four, 2, 0))).toBe('cabd');
  expect(ids(moveRule(four, 0, 1))).toBe('bacd');
  expect(ids(moveRule(four, 0, 99))).toBe('bcda');
  expect(ids(moveRule(four, 3, -1))).toBe('dabc');
  expect(ids(moveRule(four, 9, 0))).toBe('abcd');
});

test('a changed rule stays or goes to the place that was asked; a new one is put in there', () => {
  const changed = putRule(four, rule('b', 'new name'), 3);
  expect(ids(changed)).toBe('acdb');
  expect(changed[3]?.name).toBe('new name');
  expect(ids(putRule(four, rule('b'), 1))).toBe('abcd');
  expect(ids(putRule(four, rule('e'), 1))).toBe('aebcd');
  expect(ids(putRule(four, rule('e'), 99))).toBe('abcde');
  expect(ids(removeRule(four, 'c'))).toBe('abd');
});
