import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coordinateSystems, fromStored, isCoordinateSystem, toStored } from './coordinates.ts';
import { metresBetween } from './plane.ts';

const inChina = fc.tuple(fc.double({ min: 74, max: 134, noNaN: true }), fc.double({ min: 18.5, max: 53, noNaN: true }));

describe('coordinate systems', () => {
  test('there and back again stays within a centimetre, and five times over as well', () => {
    fc.assert(
      fc.property(inChina, fc.constantFrom(...coordinateSystems), (place, system) => {
        let now = place;
        for (let turn = 0; turn < 5; turn++) now = toStored(fromStored(now, system), system);
        expect(metresBetween(now, place)).toBeLessThan(0.01);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });

  test('the shift of GCJ-02 and BD-09 has the published size, and CGCS2000 is read as WGS-84', () => {
    // in Beijing the shift to GCJ-02 is between 400 and 700 m, that to BD-09 between 1 and 2 km
    const square: [number, number] = [116.3912, 39.9073];
    expect(metresBetween(square, fromStored(square, 'gcj02'))).toBeGreaterThan(400);
    expect(metresBetween(square, fromStored(square, 'gcj02'))).toBeLessThan(700);
    expect(metresBetween(square, fromStored(square, 'bd09'))).toBeGreaterThan(1000);
    expect(metresBetween(square, fromStored(square, 'bd09'))).toBeLessThan(2000);
    expect(toStored(square, 'cgcs2000')).toEqual(square);
  });

  test('an unknown system is not guessed', () => {
    for (const name of ['GCJ02', 'beijing54', '', null, 4326, 'constructor'])
      expect(isCoordinateSystem(name)).toBe(false);
  });
});
