import type { Position } from './packed-outlines.ts';
import { distanceFromOrigin, type MetresPerDegree, metresPerDegree } from './plane.ts';

type Polygons = Position[][][];

/**
 * Fewer points for maps, without opening seams: borders are cut where three areas meet, and each piece between two such
 * corners is simplified once by Douglas-Peucker, always from the same end, so both neighbours get the same line.
 */
export function simplifyOutlines(outlines: readonly Polygons[], toleranceMetres: number): Polygons[] {
  const middle = outlines[0]?.[0]?.[0]?.[0] ?? [0, 0];
  const line: Line = { scale: metresPerDegree(middle[1]), tolerance: toleranceMetres };
  const corners = cornersOf(outlines);
  return outlines.map((polygons) =>
    polygons
      .map((rings) => rings.map((ring) => simplifyRing(ring, corners, line)).filter((ring) => ring.length >= 4))
      .filter((rings) => rings.length > 0),
  );
}

interface Line {
  scale: MetresPerDegree;
  tolerance: number;
}

/** One number a point, at the 6 decimals that are stored: longitudes of China in the upper 26 bits, latitudes in the lower. */
const keyOf = ([x, y]: Position) => Math.round((x - 73) * 1e6) * 2 ** 26 + Math.round(y * 1e6);

/** Points with other than two neighbours over all rings: where borders part. */
function cornersOf(outlines: readonly Polygons[]): Set<number> {
  const first = new Map<number, number>();
  const second = new Map<number, number>();
  const corners = new Set<number>();
  const meet = (point: number, neighbour: number) => {
    if (!first.has(point)) first.set(point, neighbour);
    else if (first.get(point) !== neighbour && !second.has(point)) second.set(point, neighbour);
    else if (first.get(point) !== neighbour && second.get(point) !== neighbour) corners.add(point);
  };
  for (const ring of outlines.flat(2)) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [a, b] = [keyOf(ring[i] as Position), keyOf(ring[i + 1] as Position)];
      meet(a, b);
      meet(b, a);
    }
  }
  return corners;
}

/** A ring without corners (an island, a hole filled by one area) is cut at its lowest point, which both sides find. */
function simplifyRing(ring: Position[], corners: ReadonlySet<number>, line: Line): Position[] {
  const open = ring.slice(0, -1);
  const start = startOf(open, corners);
  const turned = [...open.slice(start), ...open.slice(0, start + 1)];
  const result: Position[] = [turned[0] as Position];
  let from = 0;
  for (let i = 1; i < turned.length; i++) {
    if (i < turned.length - 1 && !corners.has(keyOf(turned[i] as Position))) continue;
    result.push(...simplifyPiece(turned.slice(from, i + 1), line).slice(1));
    from = i;
  }
  return result.length >= 4 ? result : ring;
}

function startOf(open: readonly Position[], corners: ReadonlySet<number>): number {
  const corner = open.findIndex((point) => corners.has(keyOf(point)));
  if (corner >= 0) return corner;
  return open.reduce((best, point, index) => (isBefore(point, open[best] as Position) ? index : best), 0);
}

function isBefore(a: Position, b: Position): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function simplifyPiece(piece: Position[], line: Line): Position[] {
  if (piece.length < 3) return piece;
  if (isForward(piece)) return keep(piece, line);
  return keep(piece.toReversed(), line).reverse();
}

/** The direction in which both neighbours will look at it: from the lower end, or for a closed piece by its second point. */
function isForward(piece: readonly Position[]): boolean {
  const [a, b] = [piece[0] as Position, piece.at(-1) as Position];
  if (a[0] !== b[0] || a[1] !== b[1]) return isBefore(a, b);
  return isBefore(piece[1] as Position, piece.at(-2) as Position);
}

/** Douglas-Peucker with its own stack: a coast of 100,000 points would be too deep for calls. */
function keep(points: readonly Position[], { scale, tolerance }: Line): Position[] {
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  const todo: [number, number][] = [[0, points.length - 1]];
  for (let span = todo.pop(); span; span = todo.pop()) {
    const [from, to] = span;
    const [a, b] = [points[from] as Position, points[to] as Position];
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const [x, y] = points[i] as Position;
      const ax = (a[0] - x) * scale.x;
      const ay = (a[1] - y) * scale.y;
      const off = distanceFromOrigin(ax, ay, (b[0] - x) * scale.x, (b[1] - y) * scale.y);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    kept[at] = 1;
    todo.push([from, at], [at, to]);
  }
  return points.filter((_, index) => kept[index] === 1);
}
