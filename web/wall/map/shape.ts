import type { AreaOutline } from '#contract/areas';

/** One area of the map, its rings flattened as lon, lat, lon, lat … */
export interface Shape {
  id: string;
  name: string;
  parentId: string | null;
  lon: number;
  lat: number;
  /** Rings of all polygons; a hole is a ring like any other, since inside is counted by crossings. */
  rings: readonly Float64Array[];
  box: Box;
}

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

export function boxOf(rings: readonly Float64Array[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const ring of rings) {
    for (let index = 0; index + 1 < ring.length; index += 2) {
      const [lon, lat] = [ring[index] ?? 0, ring[index + 1] ?? 0];
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}

export function shapeOf(area: AreaOutline): Shape {
  const rings = area.outline.flat().map((ring) => Float64Array.from(ring.flatMap((at) => [at[0] ?? 0, at[1] ?? 0])));
  const { id, name, parentId, lon, lat } = area;
  return { id, name, parentId, lon, lat, rings, box: boxOf(rings) };
}

export function union(boxes: readonly Box[]): Box {
  return boxes.reduce<Box>(
    (all, one) => [
      Math.min(all[0], one[0]),
      Math.min(all[1], one[1]),
      Math.max(all[2], one[2]),
      Math.max(all[3], one[3]),
    ],
    [180, 90, -180, -90],
  );
}

function crossings(ring: Float64Array, lon: number, lat: number): number {
  let count = 0;
  for (let index = 0; index + 3 < ring.length; index += 2) {
    const [ax, ay, bx, by] = [ring[index] ?? 0, ring[index + 1] ?? 0, ring[index + 2] ?? 0, ring[index + 3] ?? 0];
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) count += 1;
  }
  return count;
}

function contains(shape: Shape, lon: number, lat: number): boolean {
  const [west, south, east, north] = shape.box;
  if (lon < west || lon > east || lat < south || lat > north) return false;
  return shape.rings.reduce((count, ring) => count + crossings(ring, lon, lat), 0) % 2 === 1;
}

export function shapeAt(shapes: readonly Shape[], lon: number, lat: number): Shape | undefined {
  return shapes.find((shape) => contains(shape, lon, lat));
}
