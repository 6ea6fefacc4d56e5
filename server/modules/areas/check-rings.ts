import { addFault, type FaultKind, type FaultList } from './outline-faults.ts';
import type { Position } from './packed-outlines.ts';
import { type Edge, edgeOf, type Frame, interiorPoint, type Shape, signedArea } from './shape.ts';
import { spend, type WorkLeft } from './work-left.ts';

/** Metres. Edges that come closer than this touch, which is allowed: rounding to 6 decimals moves a point by up to 0.08 m. */
const touching = 0.1;
/** Metres that two edges may run on top of each other before it is a fault. */
const runTogether = 0.5;

/** What is wrong with one outline in itself: size, crossings, holes, parts. */
export function checkRings(
  shape: Shape,
  at: { feature: number; code: string | null },
  frame: Frame,
  faults: FaultList,
  work: WorkLeft,
): void {
  const crossing = firstCrossing(shape, work);
  if (crossing) {
    const [lon, lat] = frame.toDegrees(crossing);
    addFault(faults, at, 'self-intersection', { lon: lon.toFixed(6), lat: lat.toFixed(6) });
    return;
  }
  const drawn = shape.polygons.reduce((sum, [outer]) => sum + Math.abs(signedArea(outer as Position[])), 0);
  if (drawn < 1) {
    addFault(faults, at, 'too-small');
    return;
  }
  const misplaced = misplacedRing(shape, work);
  if (misplaced) addFault(faults, at, misplaced);
}

function firstCrossing(shape: Shape, work: WorkLeft): Position | undefined {
  let found: Position | undefined;
  for (let index = 0; index < shape.tree.numItems && !found; index++) {
    const edge = edgeOf(shape, index);
    const [ax, ay, bx, by] = edge;
    shape.tree.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (other) => {
      if (found || other <= index) return false;
      spend(work, 1);
      found = whereBad(edge, edgeOf(shape, other));
      return false;
    });
  }
  return found;
}

/** Metres from the line of the edge, positive on its left. */
function offLine([ax, ay, bx, by]: Edge, x: number, y: number): number {
  return ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
}

function whereBad(p: Edge, q: Edge): Position | undefined {
  const q1 = offLine(p, q[0], q[1]);
  const q2 = offLine(p, q[2], q[3]);
  if (Math.abs(q1) <= touching && Math.abs(q2) <= touching) return runOnTop(p, q);
  if (!apart(q1, q2) || !apart(offLine(q, p[0], p[1]), offLine(q, p[2], p[3]))) return undefined;
  const t = q1 / (q1 - q2);
  return [q[0] + t * (q[2] - q[0]), q[1] + t * (q[3] - q[1])];
}

function apart(one: number, other: number): boolean {
  return (one > touching && other < -touching) || (one < -touching && other > touching);
}

function runOnTop([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): Position | undefined {
  const length = Math.hypot(bx - ax, by - ay);
  const along = (x: number, y: number) => ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const [c, d] = [along(cx, cy), along(dx, dy)];
  const from = Math.max(0, Math.min(c, d));
  const to = Math.min(length, Math.max(c, d));
  if (to - from <= runTogether) return undefined;
  const t = (from + to) / 2 / length;
  return [ax + t * (bx - ax), ay + t * (by - ay)];
}

/** After the edges are known not to cross, one interior point says for a whole ring on which side of another it lies. */
function misplacedRing(shape: Shape, work: WorkLeft): FaultKind | undefined {
  for (const rings of shape.polygons) {
    const badHole = rings.some((ring, hole) => hole > 0 && !isHole(rings, hole, interiorPoint([ring]), work));
    if (badHole) return 'hole-outside';
  }
  const parts = shape.polygons.map((rings) => ({ rings, point: interiorPoint(rings) }));
  const inAnother = parts.some((part, index) => parts.some((other, k) => k !== index && overlaps(part, other, work)));
  return inAnother ? 'parts-overlap' : undefined;
}

function isHole(rings: readonly Position[][], hole: number, point: Position, work: WorkLeft): boolean {
  return rings.every((ring, index) => {
    if (index === hole) return true;
    spend(work, ring.length);
    return ringContains(ring, point) === (index === 0);
  });
}

interface Part {
  rings: Position[][];
  point: Position;
}

/** An island in the other's lake is no overlap: it is inside the outer ring and inside a hole, so outside. */
function overlaps(part: Part, other: Part, work: WorkLeft): boolean {
  let inside = false;
  for (const ring of other.rings) {
    spend(work, ring.length);
    if (ringContains(ring, part.point)) inside = !inside;
  }
  return inside;
}

function ringContains(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as Position;
    const [bx, by] = ring[i + 1] as Position;
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
  }
  return inside;
}
