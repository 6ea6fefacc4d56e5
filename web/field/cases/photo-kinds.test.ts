import { expect, test } from 'vitest';
import { kindsOf, lacking } from './photo-kinds.ts';

const wanted = [
  { kind: 'after', least: 1 },
  { kind: 'before', least: 2 },
] as const;
const kinds = (ids: readonly string[], chosen = {}) => [...kindsOf(ids, wanted, chosen).values()];

test('photos are proposed in the order in which kinds are asked for, what is left over is of the first', () => {
  expect(kinds(['a', 'b', 'c', 'd'])).toEqual(['after', 'before', 'before', 'after']);
});

test('a choice stands, and the others make up for it', () => {
  expect(kinds(['a', 'b', 'c'], { a: 'before' })).toEqual(['before', 'after', 'before']);
  // A kind that the flow does not ask for here counts for nothing.
  expect(kinds(['a'], { a: 'check' })).toEqual(['after']);
});

test('what is lacking is named kind by kind; a kind that may be left out never is', () => {
  expect(lacking(kindsOf(['a', 'b'], wanted, {}), wanted).map(({ kind }) => kind)).toEqual(['before']);
  expect(lacking(kindsOf([], [{ kind: 'check', least: 0 }], {}), [{ kind: 'check', least: 0 }])).toEqual([]);
});
