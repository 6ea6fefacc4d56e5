import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contains } from './geometry/lines.ts';
import { doubleArea, type GridRing } from './geometry/rings.ts';
import { coordinates, type Piece, type Plan, type Tessellation, tessellate } from './geometry.ts';
import { at, createRandom } from './random.ts';

const center: [number, number] = [113.64, 34.72];
const communities = [12, 5, 3, 4, 13, 9, 15, 13, 2, 17, 13, 10, 15, 17, 12, 12, 3];
const districtPlan: Plan = {
  first: communities.map((parts, index) => ({ weight: parts, rural: index > 12 ? 1 : 0, parts })),
  grids: 846,
  microGrids: 5657,
  dedicatedEach: 4,
};
const district = (seed: string) =>
  tessellate({ center, areaKm2: 156, dense: [0.28, 0.3], evenness: 0.5 }, districtPlan, createRandom(seed));
const town = (seed: string) =>
  tessellate(
    { center: [120.27, 30.1], areaKm2: 37, dense: [0, 0], evenness: 0.8 },
    {
      first: Array.from({ length: 21 }, (_, index) => ({ weight: 10 + (index % 4), rural: index / 21, parts: 0 })),
      grids: 60,
      microGrids: 230,
      dedicatedEach: 0,
    },
    createRandom(seed),
  );

const area = (piece: Piece) => piece.rings.reduce((sum, ring) => sum + doubleArea(ring), 0);

/** Every segment of the rings of one level, as "x,y>x,y" → how often it is used. */
function segments(pieces: readonly Piece[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const ring of pieces.flatMap((piece) => piece.rings)) {
    for (let index = 0; index < ring.length; index += 2) {
      const after = (index + 2) % ring.length;
      const key = `${ring[index]},${ring[index + 1]}>${ring[after]},${ring[after + 1]}`;
      used.set(key, (used.get(key) ?? 0) + 1);
    }
  }
  return used;
}

const turned = (key: string) => key.split('>').reverse().join('>');

function crosses(ring: GridRing, one: number, two: number): boolean {
  const size = ring.length;
  const side = (from: number, to: number, of: number) => {
    const x = at(ring, from % size);
    const y = at(ring, (from + 1) % size);
    const along = (at(ring, to % size) - x) * (at(ring, (of + 1) % size) - y);
    return Math.sign(along - (at(ring, (to + 1) % size) - y) * (at(ring, of % size) - x));
  };
  return (
    side(one, one + 2, two) !== side(one, one + 2, two + 2) && side(two, two + 2, one) !== side(two, two + 2, one + 2)
  );
}

function isSimple(ring: GridRing): boolean {
  for (let one = 0; one < ring.length; one += 2) {
    for (let two = one + 4; two < ring.length; two += 2) {
      if (one === 0 && two === ring.length - 2) continue;
      if (crosses(ring, one, two)) return false;
    }
  }
  return true;
}

type Box = readonly [west: number, east: number, south: number, north: number];

function box(piece: Piece): Box {
  const ring = at(piece.rings, 0);
  const lons = ring.filter((_, index) => index % 2 === 0);
  const lats = ring.filter((_, index) => index % 2 === 1);
  return [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
}

function near([west, east, south, north]: Box, lon: number, lat: number): boolean {
  return lon * 1e6 >= west && lon * 1e6 <= east && lat * 1e6 >= south && lat * 1e6 <= north;
}

function fingerprint(made: Tessellation): string {
  const digest = createHash('sha256');
  for (const piece of made.levels.flat()) digest.update(JSON.stringify(coordinates(piece)));
  return digest.digest('hex');
}

function inSegmentsOfParents(made: Tessellation, level: number): boolean {
  const finer = segments(at(made.levels, level + 1));
  return [...segments(at(made.levels, level)).keys()].every((key) => finer.has(key));
}

// Generous: 6,700 areas are made four times here, on machines that do other things as well.
describe('the demo district', { timeout: 60_000 }, () => {
  const made = district('test');
  const leaves = at(made.levels, 4);

  it('has exactly 17, 175, 846 and 5,657 areas', () => {
    expect(made.levels.map((level) => level.length)).toEqual([1, 17, 175, 846, 5657]);
    expect(leaves.filter((piece) => piece.dedicated)).toHaveLength(17 * 4);
    const children = at(made.levels, 2).reduce((count, { parent }) => {
      count[parent] = (count[parent] ?? 0) + 1;
      return count;
    }, [] as number[]);
    expect(children).toEqual(communities);
  });

  it('covers about 156 km², and the children of every area add up to it exactly', () => {
    expect(at(at(made.levels, 0), 0).areaM2 / 1e6).toBeCloseTo(156, 0);
    for (let level = 0; level < 4; level++) {
      const sums = at(made.levels, level).map(() => 0);
      for (const child of at(made.levels, level + 1)) sums[child.parent] = at(sums, child.parent) + area(child);
      expect(at(made.levels, level).map(area)).toEqual(sums);
    }
  });

  it('uses every inner border exactly twice, once in each direction, on every level', () => {
    const rim = segments(at(made.levels, 0));
    for (const pieces of made.levels.slice(1)) {
      const used = segments(pieces);
      const wrong = [...used].filter(([key, count]) => count !== 1 || used.has(turned(key)) === rim.has(key));
      expect(wrong).toEqual([]);
    }
    for (let level = 0; level < 4; level++) expect(inSegmentsOfParents(made, level)).toBe(true);
  });

  it('draws closed, simple rings of 8 to 30 corners for micro-grids', () => {
    for (const piece of leaves) {
      expect(piece.rings).toHaveLength(1);
      const ring = at(piece.rings, 0);
      expect(doubleArea(ring)).toBeGreaterThan(0);
      expect(ring.length / 2).toBeGreaterThanOrEqual(8);
      expect(ring.length / 2).toBeLessThanOrEqual(30);
      expect(isSimple(ring)).toBe(true);
      expect(contains(piece.rings, piece.inside[0], piece.inside[1])).toBe(true);
    }
    for (const piece of made.levels.slice(1, 4).flat()) {
      expect(piece.rings.every(isSimple)).toBe(true);
    }
  });

  it('gives each of 10,000 random points one micro-grid and its own ancestors', () => {
    const rng = createRandom('points');
    const boxes = made.levels.map((level) => level.map(box));
    const holders = (level: number, lon: number, lat: number) => {
      const found: number[] = [];
      const pieces = at(made.levels, level);
      const around = at(boxes, level);
      for (let index = 0; index < pieces.length; index++) {
        if (near(at(around, index), lon, lat) && contains(at(pieces, index).rings, lon, lat)) found.push(index);
      }
      return found;
    };
    const [west, east, south, north] = at(at(boxes, 0), 0);
    // A third of a grid step keeps the points off the corners and lines of the integer grid.
    const inside: [number, number][] = [];
    while (inside.length < 10_000) {
      const lon = (rng.int(west, east) + 0.3) / 1e6;
      const lat = (rng.int(south, north) + 0.3) / 1e6;
      if (holders(0, lon, lat).length === 1) inside.push([lon, lat]);
    }
    const wrong = inside.filter(([lon, lat]) => {
      const found = [1, 2, 3, 4].map((level) => holders(level, lon, lat));
      const parents = found.slice(1).map(([index = -1], level) => made.levels[level + 2]?.[index]?.parent);
      return found.some((list) => list.length !== 1) || parents.some((parent, level) => found[level]?.[0] !== parent);
    });
    expect(wrong).toEqual([]);
  });

  it('is the same for the same seed and another for another', () => {
    expect(fingerprint(town('a'))).toBe(fingerprint(town('a')));
    expect(fingerprint(town('a'))).not.toBe(fingerprint(town('b')));
    expect(fingerprint(district('test'))).toBe(fingerprint(made));
  });

  it('keeps its promises for other seeds', () => {
    for (let round = 0; round < 8; round++) {
      const other = town(`seed ${round}`);
      expect(other.levels.map((level) => level.length)).toEqual([1, 21, 60, 230]);
      expect(other.levels.flat().every((piece) => piece.rings.every(isSimple))).toBe(true);
      const total = area(at(at(other.levels, 0), 0));
      for (const level of other.levels) expect(level.reduce((sum, piece) => sum + area(piece), 0)).toBe(total);
    }
  });
});
