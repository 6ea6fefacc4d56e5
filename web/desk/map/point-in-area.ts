import type { AreaOutline } from '#contract/areas';

type Ring = readonly (readonly number[])[];

function inRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[j] ?? [];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Places inside an outline with its holes; the even-odd rule over all rings. */
export function pointsInside<P extends { lon: number; lat: number }>(area: AreaOutline, places: readonly P[]): P[] {
  const rings = area.outline.flat();
  return places.filter(({ lon, lat }) => rings.filter((ring) => inRing(ring, lon, lat)).length % 2 === 1);
}
