// Made-up rivers and main roads, so that a map without outside tiles still reads as a place.
import { at, type Random } from '../random.ts';
import type { GridRing } from './rings.ts';

export interface MapLine {
  readonly kind: 'water' | 'road';
  readonly name: string;
  readonly width: number;
  /** Degrees. */
  readonly points: readonly (readonly [number, number])[];
}

export interface LineNames {
  readonly rivers: readonly string[];
  readonly roads: readonly string[];
  readonly railway: string | null;
}

type Point = readonly [number, number];

/** Even-odd test against the district's rings (longitude, latitude in degrees). */
export function contains(rings: readonly GridRing[], lon: number, lat: number): boolean {
  const x = lon * 1e6;
  const y = lat * 1e6;
  let inside = false;
  for (const ring of rings) {
    let beforeX = at(ring, ring.length - 2);
    let beforeY = at(ring, ring.length - 1);
    for (let index = 0; index < ring.length; index += 2) {
      const hereX = at(ring, index);
      const hereY = at(ring, index + 1);
      if (hereY > y !== beforeY > y && x < ((beforeX - hereX) * (y - hereY)) / (beforeY - hereY) + hereX) {
        inside = !inside;
      }
      beforeX = hereX;
      beforeY = hereY;
    }
  }
  return inside;
}

interface Frame {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

function frameOf(rings: readonly GridRing[]): Frame {
  const ring = at(rings, 0);
  const lons = ring.filter((_, index) => index % 2 === 0);
  const lats = ring.filter((_, index) => index % 2 === 1);
  const west = Math.min(...lons) / 1e6;
  const south = Math.min(...lats) / 1e6;
  return { west, south, width: Math.max(...lons) / 1e6 - west, height: Math.max(...lats) / 1e6 - south };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A swaying line across the frame: two sines of random phase around the straight way. */
function course(frame: Frame, from: Point, to: Point, sway: number, rng: Random): Point[] {
  const phase = [rng.next() * 6, rng.next() * 6];
  const steps = 160;
  return Array.from({ length: steps + 1 }, (_, index): Point => {
    const share = index / steps;
    const wave =
      sway * (Math.sin(share * 7 + at(phase, 0)) * 0.7 + Math.sin(share * 17 + at(phase, 1)) * 0.3) * frame.width;
    const lon = frame.west + frame.width * (from[0] + (to[0] - from[0]) * share);
    const lat = frame.south + frame.height * (from[1] + (to[1] - from[1]) * share);
    const turn = Math.atan2(to[1] - from[1], to[0] - from[0]) + Math.PI / 2;
    return [rounded(lon + wave * Math.cos(turn)), rounded(lat + wave * Math.sin(turn))];
  });
}

/** The longest stretch of the line that lies inside the district. */
function within(rings: readonly GridRing[], line: readonly Point[]): Point[] {
  let best: Point[] = [];
  let run: Point[] = [];
  for (const point of line) {
    if (contains(rings, point[0], point[1])) run.push(point);
    else run = [];
    if (run.length > best.length) best = run;
  }
  return best;
}

/** Straight ways through the frame for the n-th road: fans out from the dense part. */
function roadEnds(index: number, total: number, hub: Point): [Point, Point] {
  const angle = (index / total) * Math.PI + 0.2;
  const off = ((index % 3) - 1) * 0.08;
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  const x = hub[0] - dy * off;
  const y = hub[1] + dx * off;
  return [
    [x - dx * 1.2, y - dy * 1.2],
    [x + dx * 1.2, y + dy * 1.2],
  ];
}

export function drawLines(rings: readonly GridRing[], names: LineNames, hub: Point, rng: Random): MapLine[] {
  const frame = frameOf(rings);
  const lines: MapLine[] = [];
  names.rivers.forEach((name, index) => {
    const from: Point = [-0.1, 0.2 + 0.33 * index + rng.next() * 0.1];
    const to: Point = [1.1, 0.45 + 0.3 * index + rng.next() * 0.1];
    lines.push({ kind: 'water', name, width: 4, points: within(rings, course(frame, from, to, 0.05, rng)) });
  });
  names.roads.forEach((name, index) => {
    const [from, to] = roadEnds(index, names.roads.length, hub);
    lines.push({
      kind: 'road',
      name,
      width: index < 3 ? 3 : 2,
      points: within(rings, course(frame, from, to, 0.012, rng)),
    });
  });
  if (names.railway) {
    const line = course(frame, [hub[0] - 0.05, -0.1], [hub[0] + 0.12, 1.1], 0.02, rng);
    lines.push({ kind: 'road', name: names.railway, width: 1.2, points: within(rings, line) });
  }
  return lines.filter((line) => line.points.length > 3);
}
