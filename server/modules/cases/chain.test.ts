import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from '#kernel/crypto';
import { type ChainedStep, genesis, stepHash } from './chain.ts';

/** The rule in its plainest form: the previous hash, then JSON with the keys of every object sorted. */
function plainHash(previous: Uint8Array, step: ChainedStep): Buffer {
  const sorted = (value: unknown): string => {
    if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
    const entries = Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${sorted(part)}`).join(',')}}`;
  };
  return sha256(Buffer.concat([previous, Buffer.from(sorted(step))]));
}

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
const step: fc.Arbitrary<ChainedStep> = fc.record({
  district: fc.nat(),
  caseId: fc.uuid(),
  seq: fc.nat(),
  id: fc.uuid(),
  at: time,
  doneAt: maybe(time),
  move: text,
  state: text,
  actorAccount: maybe(fc.uuid()),
  actorPost: maybe(fc.uuid()),
  actorKind: fc.constantFrom('resident', 'staff', 'system'),
  actorName: text,
  actorTitle: maybe(text),
  note: maybe(fc.string({ unit: 'binary', maxLength: 9000 })),
  internal: fc.boolean(),
  lon: maybe(fc.double({ noNaN: true })),
  lat: maybe(fc.double({ noNaN: true })),
  accuracy: maybe(fc.nat(500)),
  photos: fc.array(fc.record({ id: fc.uuid(), kind: text, sha256: text })),
  data: fc.object({ values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)] }),
});

it('covers every field of a step and the hash before it, by the rule that every district was written with', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), step, (previous, one) => {
      expect(stepHash(previous, one).equals(plainHash(previous, one))).toBe(true);
    }),
  );
});

it('gives the hash that is stored in districts of today', () => {
  const one: ChainedStep = {
    district: 410103,
    caseId: '0199f598-a4b5-7920-94be-bbe89698cddf',
    seq: 7,
    id: '0199f598-a4b6-7920-94be-bbe89698cddf',
    at: new Date('2026-11-21T09:00:00.123Z'),
    doneAt: null,
    move: 'handle',
    state: 'handled',
    actorAccount: null,
    actorPost: '0199f598-a4b7-7920-94be-bbe89698cddf',
    actorKind: 'staff',
    actorName: '王"小"明\n',
    actorTitle: '网格员',
    note: '已处理 😀\u0007',
    internal: false,
    lon: 113.654321,
    lat: 34.7,
    accuracy: 12,
    photos: [{ sha256: 'ab', kind: 'after', id: 'x' }],
    data: { until: '2026', before: { unitId: null, b: [1, { z: true, a: 2 }] }, '10': 1, '9': 2 },
  };
  expect(stepHash(genesis, one).toString('hex')).toBe(
    '750a7ce0a4dd66caba00be57aa119e3d66696549d2d428394cb53f77d92c4d41',
  );
});
