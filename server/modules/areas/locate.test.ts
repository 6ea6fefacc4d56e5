import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLocator, type Leaf, type Located } from './locate.ts';
import type { Position } from './packed-outlines.ts';

/*
 * A net of 12 x 12 crooked areas on an integer grid. One unit is 2^-24 degrees (6 mm), which a double holds exactly at
 * these longitudes, so the oracle below decides in whole numbers and its verdict "on the border" is exact.
 */
const unit = 2 ** -24;
const origin: Position = [113, 34];
const side = 2 ** 14;
const across = 12;

type Point = [number, number];
interface Cell {
  id: string;
  kind: Leaf['kind'];
  rings: Point[][];
}

/** Small deterministic scatter (mulberry32). */
function scatter(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function crookedNet(): Cell[] {
  const random = scatter(20_240_601);
  const even = (n: number) => Math.round(n / 2) * 2;
  const near = (k: number) => even(k * side + (random() - 0.5) * side * 0.6);
  const corner = Array.from({ length: across + 1 }, (_, i) =>
    Array.from({ length: across + 1 }, (_, j): Point => [near(i), near(j)]),
  );
  const at = (i: number, j: number) => corner[i]?.[j] as Point;
  return Array.from({ length: across * across }, (_, n) => {
    const [i, j] = [Math.floor(n / across), n % across];
    const outer = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1), at(i, j)];
    const cx = even((at(i, j)[0] + at(i + 1, j + 1)[0]) / 2);
    const cy = even((at(i, j)[1] + at(i + 1, j + 1)[1]) / 2);
    return cellsOf(n, outer, triangle(cx, cy, side / 16));
  }).flat();
}

function triangle(cx: number, cy: number, r: number): Point[] {
  return [
    [cx - r, cy - r],
    [cx - r, cy + r],
    [cx + r, cy],
    [cx - r, cy - r],
  ];
}

/** Every third area has a hole; every sixth hole stays empty (a yard nobody drew); every fifth full area carries a dedicated one on top. */
function cellsOf(n: number, outer: Point[], inner: Point[]): Cell[] {
  const hole = n % 3 === 0;
  const cell: Cell = {
    id: `r${1000 + ((n * 37) % 144)}`,
    kind: 'residential',
    rings: hole ? [outer, inner] : [outer],
  };
  const filled = hole ? n % 18 !== 0 : n % 5 === 0;
  return filled ? [cell, { id: `d${2000 + n}`, kind: 'dedicated', rings: [inner] }] : [cell];
}

const cells = crookedNet();
const degrees = ([x, y]: Point): Position => [origin[0] + x * unit, origin[1] + y * unit];
const leaves: Leaf[] = cells.map((cell) => ({
  id: cell.id,
  kind: cell.kind,
  communityId: 'community',
  outline: { type: 'MultiPolygon', coordinates: [cell.rings.map((ring) => ring.map(degrees))] },
}));
const locator = buildLocator(leaves);

type Side = 'in' | 'border' | 'out';

function edgesOf(cell: Cell): [Point, Point][] {
  return cell.rings.flatMap((ring) => ring.slice(1).map((end, k): [Point, Point] => [ring[k] as Point, end]));
}

/** Even-odd in whole numbers, no index, no floating point. */
function sideOf(cell: Cell, [x, y]: Point): Side {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of edgesOf(cell)) {
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (cross === 0 && isBetween(ax, x, bx) && isBetween(ay, y, by)) return 'border';
    if (ay > y !== by > y && cross > 0 === by > ay) inside = !inside;
  }
  return inside ? 'in' : 'out';
}

function isBetween(a: number, x: number, b: number): boolean {
  return Math.min(a, b) <= x && x <= Math.max(a, b);
}

function ownersOf(point: Point): Cell[] {
  return cells
    .filter((cell) => sideOf(cell, point) !== 'out')
    .sort((a, b) => (a.kind === b.kind ? a.id.localeCompare(b.id) : a.kind === 'dedicated' ? -1 : 1));
}

/** Metres to the cell by a fine walk along its edges: slow and independent of the code under test. */
function metresTo(cell: Cell, [x, y]: Point): number {
  const scaleY = (111_132.92 - 559.82 * Math.cos((68 * Math.PI) / 180)) * unit;
  const scaleX = 111_412.84 * Math.cos(((origin[1] + y * unit) * Math.PI) / 180) * unit;
  let best = Infinity;
  for (const [[ax, ay], [bx, by]] of edgesOf(cell)) {
    for (let t = 0; t <= 1; t += 1 / 256) {
      best = Math.min(best, Math.hypot((ax + (bx - ax) * t - x) * scaleX, (ay + (by - ay) * t - y) * scaleY));
    }
  }
  return best;
}

const anyCell = fc.constantFrom(...cells);
const anyEdge = fc.tuple(anyCell, fc.nat(1), fc.nat(3)).map(([cell, r, k]): [Point, Point] => {
  const ring = cell.rings[r % cell.rings.length] as Point[];
  const at = k % (ring.length - 1);
  return [ring[at] as Point, ring[at + 1] as Point];
});
const anyPoint = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.integer({ min: -side, max: 13 * side }), fc.integer({ min: -side, max: 13 * side })),
  },
  { weight: 1, arbitrary: anyEdge.map(([a]): Point => a) },
  { weight: 2, arbitrary: anyEdge.map(([a, b]): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyEdge, fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1, max: 1 }))
      .map(([[a, b], dx, dy]): Point => [Math.round((a[0] + b[0]) / 2) + dx, Math.round((a[1] + b[1]) / 2) + dy]),
  },
);

describe('locating', () => {
  test('10,000 points, many of them on corners and borders, each have the one owner that an exact oracle names', () => {
    const seen = { border: 0, dedicated: 0, none: 0 };
    fc.assert(
      fc.property(anyPoint, (point) => {
        const owners = ownersOf(point);
        const located = locator.locate(degrees(point));
        const owner = owners[0];
        if (!owner) {
          seen.none += 1;
          return located.kind === 'near' || located.kind === 'outside' || nearestCell(point).metres < 1.05;
        }
        seen.border += owners.length > 1 ? 1 : 0;
        seen.dedicated += owner.kind === 'dedicated' ? 1 : 0;
        return located.kind === 'inside' && located.areaId === owner.id;
      }),
      { numRuns: 10_000, seed: 7 },
    );
    expect(Math.min(seen.border, seen.dedicated, seen.none)).toBeGreaterThan(100);
  });

  test('outside of every area the nearest one answers and says so, up to the limit', () => {
    const limited = buildLocator(leaves, [], { nearMetres: 60, worstAccuracyMetres: 200, mostCandidates: 6 });
    const outside = anyPoint.filter((point) => ownersOf(point).length === 0);
    fc.assert(
      fc.property(outside, (point) => {
        const expected = nearestCell(point);
        const located = limited.locate(degrees(point));
        if (located.kind === 'near') expect(Math.abs(located.metres - expected.metres)).toBeLessThan(1);
        else if (located.kind === 'inside') expect(expected.metres).toBeLessThan(2);
        else expect(expected.metres).toBeGreaterThan(59);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  test('closer to a border than the reported accuracy, the candidates are all areas within reach, nearest first', () => {
    const inside = anyPoint.filter((point) => ownersOf(point).length > 0);
    fc.assert(
      fc.property(inside, fc.integer({ min: 1, max: 40 }), (point, accuracy) => {
        const owners = ownersOf(point);
        const owner = owners[0] as Cell;
        const located = locator.locate(degrees(point), accuracy);
        const reach = cells
          .filter((cell) => cell !== owner)
          .map((cell) => ({ id: cell.id, metres: reachOf(cell, owner, point) }));
        const candidates = located.kind === 'edge' ? located.candidates : [{ areaId: ownedBy(located), metres: 0 }];
        expect(candidates[0]).toEqual({ areaId: owner.id, metres: 0 });
        const named = candidates.slice(1).map(({ areaId }) => areaId);
        const possible = reach.filter(({ metres }) => metres < accuracy + 0.5).map(({ id }) => id);
        const sure = reach.filter(({ metres }) => metres < accuracy - 0.5).map(({ id }) => id);
        expect(possible).toEqual(expect.arrayContaining(named));
        if (sure.length <= 5) expect(named).toEqual(expect.arrayContaining(sure));
        const metres = candidates.map((candidate) => candidate.metres);
        expect(metres).toEqual([...metres].sort((a, b) => a - b));
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  test('a gap inside a community goes to that community, although a neighbour is nearer', () => {
    const box = (x: number, y: number, width: number) =>
      ({
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [x, y],
              [x + width, y],
              [x + width, y + 0.01],
              [x, y + 0.01],
              [x, y],
            ],
          ],
        ],
      }) satisfies Leaf['outline'];
    const own: Leaf = { id: 'own', kind: 'residential', communityId: 'c1', outline: box(113, 34, 0.004) };
    const foreign: Leaf = { id: 'foreign', kind: 'residential', communityId: 'c2', outline: box(113.01, 34, 0.01) };
    const gap: Position = [113.009, 34.005];
    expect(buildLocator([own, foreign]).locate(gap)).toMatchObject({ kind: 'near', areaId: 'foreign', within: 'c2' });
    const known = buildLocator([own, foreign], [{ id: 'c1', outline: box(113, 34, 0.01) }]);
    expect(known.locate(gap)).toMatchObject({ kind: 'near', areaId: 'own', within: 'c1' });
  });

  test('a place that is no place on earth, an empty district and a seam of half a metre', () => {
    expect(locator.locate([Number.NaN, 34])).toEqual({ kind: 'outside' });
    expect(locator.locate([113, 91])).toEqual({ kind: 'outside' });
    expect(locator.locate([-77, 38])).toEqual({ kind: 'outside' });
    expect(buildLocator([]).locate([113, 34])).toEqual({ kind: 'outside' });
    const strip = (id: string, x: number): Leaf => ({
      id,
      kind: 'residential',
      communityId: null,
      outline: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [x, 34],
              [x + 0.001, 34],
              [x + 0.001, 34.001],
              [x, 34.001],
              [x, 34],
            ],
          ],
        ],
      },
    });
    const seam = buildLocator([strip('west', 113), strip('east', 113.001 + 5e-6)]);
    expect(seam.locate([113.001 + 1e-6, 34.0005])).toEqual({ kind: 'inside', areaId: 'west' });
    expect(seam.locate([113.001 + 4e-6, 34.0005])).toEqual({ kind: 'inside', areaId: 'east' });
  });
});

function nearestCell(point: Point): { id: string; metres: number } {
  return cells
    .map((cell) => ({ id: cell.id, metres: metresTo(cell, point) }))
    .sort((a, b) => a.metres - b.metres)[0] as { id: string; metres: number };
}

function ownedBy(located: Located): string {
  return located.kind === 'inside' ? located.areaId : located.kind;
}

function reachOf(cell: Cell, owner: Cell, point: Point): number {
  if (sideOf(cell, point) === 'out') return metresTo(cell, point);
  return owner.kind === 'dedicated' && cell.kind === 'residential' ? metresTo(owner, point) : 0;
}
