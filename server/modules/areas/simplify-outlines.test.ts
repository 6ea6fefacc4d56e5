import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from './packed-outlines.ts';
import { metresPerDegree } from './plane.ts';
import { simplifyOutlines } from './simplify-outlines.ts';

/** A lattice of 6 x 6 areas whose shared borders wriggle by up to `wild` metres; each border is made once. */
function wrigglyNet(wild: number, points: number): Position[][][][] {
  const scale = metresPerDegree(34);
  const corner = (i: number, j: number): Position => [113 + i * 0.001, 34 + j * 0.001];
  const offset = (i: number, j: number, t: number) =>
    wild * Math.sin(i * 12.9 + j * 78.2 + t * 37.7) * Math.sin(Math.PI * (t / points));
  const rounded = ([x, y]: Position): Position => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6];
  const border = (i: number, j: number, across: boolean): Position[] => {
    const [a, b] = [corner(i, j), across ? corner(i + 1, j) : corner(i, j + 1)];
    return Array.from({ length: points + 1 }, (_, t) => {
      const off = t === 0 || t === points ? 0 : offset(i, j, t);
      const at: Position = [a[0] + ((b[0] - a[0]) * t) / points, a[1] + ((b[1] - a[1]) * t) / points];
      return rounded(across ? [at[0], at[1] + off / scale.y] : [at[0] + off / scale.x, at[1]]);
    });
  };
  return Array.from({ length: 36 }, (_, n) => {
    const [i, j] = [n % 6, Math.floor(n / 6)];
    const ring = [
      border(i, j, true),
      border(i + 1, j, false),
      border(i, j + 1, true).reverse(),
      border(i, j, false).reverse(),
    ];
    const closed = ring.flatMap((side) => side.slice(0, -1));
    return [[[...closed, closed[0] as Position]]];
  });
}

const edgesOf = (net: Position[][][][]) => {
  const edges = new Map<string, number>();
  for (const ring of net.flat(2)) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const key = [`${ring[i]}`, `${ring[i + 1]}`].sort().join(' ');
      edges.set(key, (edges.get(key) ?? 0) + 1);
    }
  }
  return edges;
};

describe('simplified outlines', () => {
  test('neighbours keep the same border: inside the net every edge still belongs to two areas', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.integer({ min: 2, max: 24 }),
        fc.double({ min: 0.5, max: 6, noNaN: true }),
        (wild, points, tolerance) => {
          const net = wrigglyNet(wild, points);
          const simple = simplifyOutlines(net, tolerance);
          const outer = (edge: string) => {
            const [a = [], b = []] = edge.split(' ').map((point) => point.split(',').map(Number));
            const near = (value: number | undefined, line: number) => Math.abs((value ?? 0) - line) < 0.0004;
            return (
              [113, 113.006].some((x) => near(a[0], x) && near(b[0], x)) ||
              [34, 34.006].some((y) => near(a[1], y) && near(b[1], y))
            );
          };
          for (const [edge, count] of edgesOf(simple)) if (!outer(edge)) expect(count).toBe(2);
          const size = (one: Position[][][][]) => one.flat(2).reduce((sum, ring) => sum + ring.length, 0);
          expect(size(simple)).toBeLessThanOrEqual(size(net));
        },
      ),
      { numRuns: 60, seed: 17 },
    );
  });

  test('a straight border keeps its corners only; an island and the hole around it stay the same line', () => {
    const [first] = simplifyOutlines(wrigglyNet(0, 20), 1);
    expect(first?.[0]?.[0]).toHaveLength(5);
    const island = wrigglyNet(6, 20)[0]?.[0]?.[0] as Position[];
    const sea: Position[] = [
      [112, 33],
      [115, 33],
      [115, 36],
      [112, 36],
      [112, 33],
    ];
    const [around, inner] = simplifyOutlines([[[sea, island.toReversed()]], [[island]]], 2);
    const points = (ring: Position[] | undefined) => (ring ?? []).slice(1).map(String).sort();
    expect(points(around?.[0]?.[1])).toEqual(points(inner?.[0]?.[0]));
    expect(inner?.[0]?.[0]?.length).toBeLessThan(island.length);
  });
});
