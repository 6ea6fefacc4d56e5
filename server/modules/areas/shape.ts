import Flatbush from 'flatbush';
import type { Outline, Position } from './packed-outlines.ts';
import { distanceFromOrigin, metresPerDegree } from './plane.ts';
import { spend, type WorkLeft } from './work-left.ts';

/** Metres around one origin; good for one import file (a county), see plane.ts for its error. */
export interface Frame {
  toPlane(position: readonly [number, number]): Position;
  toDegrees(point: readonly [number, number]): Position;
}

export function frameAround(origin: readonly [number, number]): Frame {
  const scale = metresPerDegree(origin[1]);
  return {
    toPlane: ([lon, lat]) => [(lon - origin[0]) * scale.x, (lat - origin[1]) * scale.y],
    toDegrees: ([x, y]) => [x / scale.x + origin[0], y / scale.y + origin[1]],
  };
}

/** An outline in metres with its edges in an index, so that each question looks only at the edges nearby. */
export interface Shape {
  readonly polygons: Position[][][];
  /** ax, ay, bx, by of every edge of every ring */
  readonly edges: Float64Array;
  readonly tree: Flatbush;
  readonly area: number;
}

export function shapeOf(outline: Outline, frame: Frame): Shape {
  const polygons = outline.coordinates.map((polygon) => polygon.map((ring) => ring.map(frame.toPlane)));
  const rings = polygons.flat();
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const edges = new Float64Array(count * 4);
  const tree = new Flatbush(count);
  let at = 0;
  let area = 0;
  for (const ring of rings) {
    area += signedArea(ring);
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i] as Position;
      const [bx, by] = ring[i + 1] as Position;
      edges.set([ax, ay, bx, by], at);
      at += 4;
      tree.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }
  }
  tree.finish();
  return { polygons, edges, tree, area };
}

/** Square metres; positive when counter-clockwise, so holes subtract themselves. */
export function signedArea(ring: readonly Position[]): number {
  let doubled = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as Position;
    const [bx, by] = ring[i + 1] as Position;
    doubled += ax * by - bx * ay;
  }
  return doubled / 2;
}

export type Edge = [ax: number, ay: number, bx: number, by: number];

export function edgeOf(shape: Shape, index: number): Edge {
  const e = shape.edges;
  const at = index * 4;
  return [e[at] as number, e[at + 1] as number, e[at + 2] as number, e[at + 3] as number];
}

export function contains(shape: Shape, [x, y]: Position, work: WorkLeft): boolean {
  let inside = false;
  const eastwards = shape.tree.search(x, y, shape.tree.maxX, y);
  spend(work, eastwards.length);
  for (const index of eastwards) {
    const [ax, ay, bx, by] = edgeOf(shape, index);
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
  }
  return inside;
}

/** Metres to the nearest edge, or `limit` when none is nearer. */
export function metresToEdgeOf(shape: Shape, [x, y]: Position, limit: number, work: WorkLeft): number {
  let nearest = limit;
  const around = shape.tree.search(x - limit, y - limit, x + limit, y + limit);
  spend(work, around.length);
  for (const index of around) {
    const [ax, ay, bx, by] = edgeOf(shape, index);
    nearest = Math.min(nearest, distanceFromOrigin(ax - x, ay - y, bx - x, by - y));
  }
  return nearest;
}

/** A point well inside the polygon: the middle of the widest stretch on a line half-way up, between two corners. */
export function interiorPoint(rings: readonly (readonly Position[])[]): Position {
  const heights = [...new Set(rings.flatMap((ring) => ring.map(([, y]) => y)))].sort((a, b) => a - b);
  const middle = Math.max(1, Math.floor(heights.length / 2));
  const y = ((heights[middle - 1] ?? 0) + (heights[middle] ?? heights[0] ?? 0)) / 2;
  const crossings = rings.flatMap((ring) => crossingsAt(ring, y)).sort((a, b) => a - b);
  let best: Position = [rings[0]?.[0]?.[0] ?? 0, y];
  let width = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from, to] = [crossings[i] as number, crossings[i + 1] as number];
    if (to - from > width) {
      width = to - from;
      best = [(from + to) / 2, y];
    }
  }
  return best;
}

function crossingsAt(ring: readonly Position[], y: number): number[] {
  const crossings: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as Position;
    const [bx, by] = ring[i + 1] as Position;
    if (ay > y !== by > y) crossings.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
  }
  return crossings;
}
