import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveNames } from '#contract/lifecycle';
import { type MoveAsk, prepare } from './commands.ts';

const at = 1_795_300_000_000;
const asked = fc.record({
  move: fc.constantFrom(...moveNames),
  note: fc.string(),
  seq: fc.integer({ min: 1, max: 99 }),
}) as fc.Arbitrary<MoveAsk>;

test('the same request sent again is the very same command, however the case and the phone have moved', () => {
  fc.assert(
    fc.property(asked, fc.integer({ min: 1, max: 99 }), (ask, later) => {
      const first = prepare(null, { ...ask, point: { lon: 113.6, lat: 34.7 } }, at);
      const again = prepare(first, { ...ask, seq: later, point: { lon: 113.7, lat: 34.8 } }, at + 60_000);
      expect(again.body).toEqual(first.body);
    }),
  );
});

test('another request is another command', () => {
  const first = prepare(null, { move: 'note', note: '灯修好了', seq: 3 }, at);
  const other = prepare(first, { move: 'note', note: '灯还没修好', seq: 3 }, at);
  expect(other.body.commandId).not.toBe(first.body.commandId);
  expect(other.body).toMatchObject({ note: '灯还没修好', seq: 3, doneAt: new Date(at).toISOString() });
});
