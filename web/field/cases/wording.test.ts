import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Move, moveNames } from '#contract/lifecycle';
import { orderOf } from './wording.ts';

const everyMove = fc.uniqueArray(fc.constantFrom<Move>(...moveNames));

const atDesk: readonly Move[] = ['undo', 'consult', 'team', 'conclude', 'divide'];

test('a screen offers what the server allows, each once; undo has its own place, conferring and dividing take a desk', () => {
  fc.assert(
    fc.property(everyMove, (abilities) => {
      const { main, beside, rest } = orderOf(abilities);
      const offered = [...(main ? [main] : []), ...beside, ...rest];
      expect([...offered].sort()).toEqual(abilities.filter((move) => !atDesk.includes(move)).sort());
    }),
  );
});

test('the next step of the usual way is the main action', () => {
  expect(orderOf(['reject', 'whistle', 'accept', 'note'])).toMatchObject({ main: 'accept', beside: ['whistle'] });
  expect(orderOf(['settle', 'arrive', 'whistle'])).toMatchObject({ main: 'arrive', beside: ['settle'] });
  expect(orderOf(['handle', 'ask', 'note'])).toMatchObject({ main: 'handle', beside: [], rest: ['ask', 'note'] });
});

test('whoever checks or reviews is led to neither answer', () => {
  expect(orderOf(['pass', 'rework', 'note'])).toMatchObject({ main: null, beside: ['rework', 'pass'] });
  expect(orderOf(['uphold', 'reopen', 'dispatch'])).toMatchObject({ main: null, beside: ['reopen', 'uphold'] });
});
