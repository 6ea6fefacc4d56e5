// From groups of cells to closed rings. Every corner of the complex has three sides, so a group has at most one
// border line leaving each corner and its rings never touch themselves or each other.
import { at } from '../random.ts';
import type { Complex, HalfEdge } from './complex.ts';

/** Longitude, latitude, ... in millionths of a degree; the first point is not repeated. */
export type GridRing = number[];

/** Twice the signed area in square grid steps; exact, for the products stay far below 2^53. */
export function doubleArea(ring: GridRing): number {
  const baseX = at(ring, 0);
  const baseY = at(ring, 1);
  let sum = 0;
  let previousX = 0;
  let previousY = 0;
  for (let index = 2; index < ring.length; index += 2) {
    const x = at(ring, index) - baseX;
    const y = at(ring, index + 1) - baseY;
    sum += previousX * y - x * previousY;
    previousX = x;
    previousY = y;
  }
  return sum;
}

/** The outer ring first (counter-clockwise), then the holes (clockwise). */
export function ringsOf(complex: Complex, cells: readonly number[]): GridRing[] {
  const own = new Set(cells);
  const leaving = new Map<number, HalfEdge>();
  for (const cell of cells) {
    for (const edge of at(complex.edges, cell)) if (!own.has(edge.across)) leaving.set(edge.from, edge);
  }
  const rings: GridRing[] = [];
  for (const start of leaving.keys()) {
    const ring: GridRing = [];
    let edge = leaving.get(start);
    while (edge) {
      leaving.delete(edge.from);
      ring.push(...edge.path);
      edge = leaving.get(edge.to);
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings.sort((one, two) => doubleArea(two) - doubleArea(one));
}
