import { type Shape, shapeAt } from './shape.ts';

export interface Placed {
  areaId: string;
  lon: number;
  lat: number;
}

/** How many points lie in each shape: by the area's own id where the shapes are that fine, else by where the point is. */
export function countIn(shapes: readonly Shape[], points: readonly Placed[]): Map<string, number> {
  const counts = new Map<string, number>(shapes.map((shape) => [shape.id, 0]));
  for (const point of points) {
    const id = counts.has(point.areaId) ? point.areaId : shapeAt(shapes, point.lon, point.lat)?.id;
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Five classes: none, then four even steps up to the largest count. `to` is inclusive; null = and more. */
export interface CountClass {
  from: number;
  to: number | null;
}

const STEPS = [1, 2, 3, 5, 10, 15, 20, 25, 50, 75, 100, 150, 200, 250, 500, 750, 1000, 2500, 5000, 10_000, 25_000];

export function classesFor(largest: number): readonly CountClass[] {
  const step = STEPS.find((one) => one * 4 >= largest) ?? Math.ceil(largest / 4);
  return [
    { from: 0, to: 0 },
    { from: 1, to: step },
    { from: step + 1, to: step * 2 },
    { from: step * 2 + 1, to: step * 3 },
    { from: step * 3 + 1, to: null },
  ];
}

export function classOf(classes: readonly CountClass[], n: number): number {
  return Math.max(
    0,
    classes.findIndex((one) => n >= one.from && (one.to === null || n <= one.to)),
  );
}

export function sayClass({ from, to }: CountClass): string {
  if (to === null) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}
