import { describe, expect, it } from 'vitest';
import { classesFor, classOf, sayClass } from './counts.ts';
import { dodge } from './dodge.ts';
import { frameFor } from './frame.ts';
import { placeLabels, shortName } from './labels.ts';
import { type Shape, shapeAt, shapeOf } from './shape.ts';

function square(id: string, west: number, south: number, size: number, hole = false): Shape {
  const ring = (w: number, s: number, d: number) => [
    [w, s],
    [w + d, s],
    [w + d, s + d],
    [w, s + d],
    [w, s],
  ];
  const rings = hole
    ? [ring(west, south, size), ring(west + size / 4, south + size / 4, size / 2)]
    : [ring(west, south, size)];
  return shapeOf({
    id,
    code: id,
    name: id,
    level: 1,
    kind: 'residential',
    parentId: null,
    lon: west + size / 2,
    lat: south + size / 2,
    outline: [rings],
  });
}

describe('places on the map', () => {
  it('finds the area under the pointer; a hole is outside', () => {
    const shapes = [square('a', 0, 0, 1, true), square('b', 1, 0, 1)];
    expect(shapeAt(shapes, 0.5, 0.5)).toBeUndefined();
    expect(shapeAt(shapes, 0.1, 0.1)?.id).toBe('a');
    expect(shapeAt(shapes, 1.5, 0.5)?.id).toBe('b');
    expect(shapeAt(shapes, 2.5, 0.5)).toBeUndefined();
  });

  it('has classes that follow each other without a gap and hold every count', () => {
    for (const counts of [[], [0, 0], [3], [1, 1, 1, 9], [0, 1, 2, 3, 4], [5, 5, 5], [1, 2, 3, 7, 8, 9, 40, 41, 300]]) {
      const classes = classesFor(counts);
      expect(classes[0]).toEqual({ from: 0, to: 0 });
      const followers = classes.slice(1).map(({ from }) => from - 1);
      expect(classes.slice(0, -1).map(({ to }) => to)).toEqual(followers);
      expect(classes.at(-1)?.to).toBeNull();
      const held = counts.map((n) => ({ n, ...(classes[classOf(classes, n)] ?? { from: -1, to: -1 }) }));
      expect(held.filter(({ n, from, to }) => n < from || n > (to ?? n))).toEqual([]);
    }
    expect(classesFor([0, 1, 2, 3, 4]).map(sayClass)).toEqual(['0', '1–2', '3', '4+']);
  });

  it('fits the box into the room and finds its way back', () => {
    const frame = frameFor([113, 34, 114, 35], { width: 900, height: 700, top: 20, bottom: 120, side: 10 });
    expect(frame.y(35)).toBeCloseTo(20);
    expect(frame.y(34)).toBeCloseTo(580);
    expect(frame.lon(frame.x(113.4))).toBeCloseTo(113.4);
    expect(frame.lat(frame.y(34.7))).toBeCloseTo(34.7);
  });

  it('keeps names apart and hides what finds no room', () => {
    const wish = (id: string, x: number) => ({ id, x, y: 100, width: 60, height: 20, weight: 1 });
    const places = placeLabels([wish('a', 100), wish('b', 110), wish('c', 400)]);
    expect(places.get('a')).toEqual({ x: 100, y: 100, hidden: false });
    expect(places.get('b')?.y).not.toBe(100);
    expect(places.get('c')).toEqual({ x: 400, y: 100, hidden: false });
    const crowd = placeLabels(Array.from({ length: 40 }, (_, n) => wish(`n${n}`, 100)));
    expect([...crowd.values()].some((place) => place.hidden)).toBe(true);
    expect(shortName('郭家咀社区第一网格', '郭家咀社区')).toBe('第一网格');
    expect(shortName('郭家咀社区第1网格·第2微网格', '郭家咀社区第1网格')).toBe('第2微网格');
    expect(shortName('郭家咀社区', '郭家咀社区')).toBe('郭家咀社区');
  });

  it('moves dots off each other', () => {
    const dots = dodge(
      Array.from({ length: 30 }, () => ({ x: 50, y: 50 })),
      8,
    );
    for (const [index, one] of dots.entries()) {
      for (const two of dots.slice(index + 1)) expect(Math.hypot(one.x - two.x, one.y - two.y)).toBeGreaterThan(7);
    }
  });
});
