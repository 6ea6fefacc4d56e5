import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitView, metresBetween, outlineBounds, outlinePath, plane } from './project.ts';

const place = fc.record({
  lon: fc.double({ min: 74, max: 134, noNaN: true }),
  lat: fc.double({ min: 18, max: 53, noNaN: true }),
});
const small = fc.double({ min: -0.1, max: 0.1, noNaN: true });

describe('the flat map', () => {
  it('comes back to the same place', () => {
    fc.assert(
      fc.property(place, small, small, (origin, dx, dy) => {
        const on = plane(origin);
        const at = { lon: origin.lon + dx, lat: origin.lat + dy };
        const back = on.toLonLat(on.toFlat(at));
        expect(back.lon).toBeCloseTo(at.lon, 9);
        expect(back.lat).toBeCloseTo(at.lat, 9);
      }),
    );
  });

  it('measures a known distance within one in a hundred', () => {
    // 0.01 degrees of longitude at 34.75 north are 915.5 m on the ellipsoid.
    const measured = metresBetween({ lon: 113.64, lat: 34.75 }, { lon: 113.65, lat: 34.75 });
    expect(Math.abs(measured - 915.5)).toBeLessThan(9);
  });

  it('shows the whole outline whatever the shape of the window', () => {
    fc.assert(
      fc.property(
        place,
        fc.array(fc.tuple(small, small), { minLength: 3, maxLength: 30 }),
        fc.integer({ min: 200, max: 1200 }),
        fc.integer({ min: 80, max: 900 }),
        (origin, points, width, height) => {
          const on = plane(origin);
          const outline = [[points.map(([dx, dy]) => [origin.lon + dx, origin.lat + dy])]];
          const box = outlineBounds([outline], on);
          if (!box) throw new Error('an outline has bounds');
          const { center, perPixel } = fitView(box, width, height);
          expect(box.minX).toBeGreaterThanOrEqual(center.x - (width * perPixel) / 2);
          expect(box.maxX).toBeLessThanOrEqual(center.x + (width * perPixel) / 2);
          expect(box.minY).toBeGreaterThanOrEqual(center.y - (height * perPixel) / 2);
          expect(box.maxY).toBeLessThanOrEqual(center.y + (height * perPixel) / 2);
        },
      ),
    );
  });

  it('draws every ring closed and holes with their outline', () => {
    const on = plane({ lon: 0, lat: 0 });
    const ring = [
      [0, 0],
      [0.001, 0],
      [0.001, 0.001],
    ];
    expect(outlinePath([[ring, ring], [ring]], on).match(/M[^MZ]+Z/g)).toHaveLength(3);
    expect(outlineBounds([], on)).toBeNull();
  });
});
