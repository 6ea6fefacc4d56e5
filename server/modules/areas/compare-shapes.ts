import type { Position } from './packed-outlines.ts';
import { contains, type Edge, edgeOf, interiorPoint, metresToEdgeOf, type Shape } from './shape.ts';
import { spend, type WorkLeft } from './work-left.ts';

/** How deep one shape reaches into another, in metres; 0 when not deeper than the tolerance. */
export function overlapDepth(a: Shape, b: Shape, tolerance: number, work: WorkLeft): number {
  if (!boxesMeet(a, b)) return 0;
  const ofBorders = Math.max(deepest(a, b, true, tolerance, work), deepest(b, a, true, tolerance, work));
  if (ofBorders > 0) return ofBorders;
  // the same outline twice: no border lies inside, but the middles do
  const middles = [
    ...depths(a.polygons.map(interiorPoint), b, true, tolerance, work),
    ...depths(b.polygons.map(interiorPoint), a, true, tolerance, work),
  ];
  return Math.max(0, ...middles);
}

/** How far a child reaches beyond its parent, in metres; 0 when not further than the tolerance. */
export function excessOver(child: Shape, parent: Shape, tolerance: number, work: WorkLeft): number {
  const beyond = deepest(child, parent, false, tolerance, work);
  if (beyond > 0) return beyond;
  // the parent's border must not run through the child: a bay or a hole that the child's border passes by
  return deepest(parent, child, true, tolerance, work);
}

function boxesMeet({ tree: a }: Shape, { tree: b }: Shape): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

/**
 * The deepest place of a's border inside (or outside) of b. The border is cut where it meets b's, and each piece is
 * looked at in three places: between two cuts a piece is wholly on one side.
 */
function deepest(a: Shape, b: Shape, inside: boolean, tolerance: number, work: WorkLeft): number {
  const near = inside
    ? a.tree.search(b.tree.minX, b.tree.minY, b.tree.maxX, b.tree.maxY)
    : Array.from({ length: a.tree.numItems }, (_, index) => index);
  let most = 0;
  let measured = 0;
  for (const index of near) {
    const found = depths(samplesOn(edgeOf(a, index), b, work), b, inside, tolerance, work);
    most = Math.max(most, ...found);
    measured += found.length;
    // enough to name a fault; measuring the depth of thousands of points would only refine the number
    if (measured > 50) break;
  }
  return most;
}

function samplesOn(edge: Edge, b: Shape, work: WorkLeft): Position[] {
  const [ax, ay, bx, by] = edge;
  const near = b.tree.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  spend(work, near.length + 4);
  const cuts = [0, 1];
  for (const index of near) {
    const t = crossingAt(edge, edgeOf(b, index));
    if (t !== undefined) cuts.push(t);
  }
  cuts.sort((one, other) => one - other);
  const at = (t: number): Position => [ax + t * (bx - ax), ay + t * (by - ay)];
  const samples: Position[] = [at(0)];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
    if (to - from < 1e-9) continue;
    for (const part of [0.25, 0.5, 0.75]) samples.push(at(from + part * (to - from)));
  }
  return samples;
}

/** Where on the first edge (0 to 1) the second crosses or touches it; undefined when parallel or apart. */
function crossingAt([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): number | undefined {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) return undefined;
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
  return t > 0 && t < 1 && u >= 0 && u <= 1 ? t : undefined;
}

/** Metres from b's border of those points that lie on the asked side of it, deeper than the tolerance. */
function depths(points: readonly Position[], b: Shape, inside: boolean, tolerance: number, work: WorkLeft): number[] {
  const found: number[] = [];
  for (const point of points) {
    // most samples of a shared border are within the tolerance, and that question is the cheap one
    if (metresToEdgeOf(b, point, tolerance, work) < tolerance || contains(b, point, work) !== inside) continue;
    found.push(metresToEdgeOf(b, point, 100_000, work));
  }
  return found;
}
