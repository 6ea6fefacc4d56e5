import { expect, test } from 'vitest';
import { moveNames, moves } from '#contract/lifecycle';
import { isInstant, keyOfMove, moveOfKey, orderedMoves } from './move-order.ts';

const byStaff = moveNames.filter((move) => !['resident', 'system'].includes(moves[move].by));

test('every move of staff has a place on the desk; undo lives in the toast', () => {
  expect([...orderedMoves(moveNames)].sort()).toEqual(byStaff.filter((move) => move !== 'undo').sort());
});

test('a key takes the first of its moves that is possible, and is printed on that button only', () => {
  expect(moveOfKey('D', ['transfer'])).toBe('transfer');
  expect(moveOfKey('D', ['transfer', 'dispatch'])).toBe('dispatch');
  expect(moveOfKey('R', ['reject', 'reroute'])).toBe('reject');
  expect(moveOfKey('W', ['dispatch'])).toBeUndefined();
  expect(keyOfMove('reroute', ['reject', 'reroute'])).toBeUndefined();
  expect(keyOfMove('accept', ['accept'])).toBe('S');
});

test('only what can be taken back and needs nothing is done without a form', () => {
  expect(byStaff.filter((move) => isInstant({ actions: [] }, move))).toEqual(['accept']);
});
