export interface LonLat {
  lon: number;
  lat: number;
}

export interface Flat {
  x: number;
  y: number;
}

export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

// Metres in one degree: of latitude on the WGS-84 ellipsoid at 30 degrees north, of longitude at the equator.
const METRES_LAT = 110_852;
const METRES_LON = 111_320;

/**
 * A flat plane in metres around `origin`, y growing southwards as on a screen. Within a district (20 km) it is off by
 * less than a metre per kilometre, which a finger cannot tell.
 */
export function plane(origin: LonLat) {
  const perLon = METRES_LON * Math.cos((origin.lat * Math.PI) / 180);
  return {
    toFlat: (at: LonLat): Flat => ({ x: (at.lon - origin.lon) * perLon, y: (origin.lat - at.lat) * METRES_LAT }),
    toLonLat: (at: Flat): LonLat => ({ lon: origin.lon + at.x / perLon, lat: origin.lat - at.y / METRES_LAT }),
  };
}

export type Plane = ReturnType<typeof plane>;

export function metresBetween(a: LonLat, b: LonLat): number {
  const { x, y } = plane(a).toFlat(b);
  return Math.hypot(x, y);
}

/** Coordinates of a GeoJSON MultiPolygon: polygons, rings, points, [lon, lat]. */
export type Outline = readonly (readonly (readonly (readonly number[])[])[])[];

function point(pair: readonly number[], on: Plane): Flat {
  return on.toFlat({ lon: pair[0] ?? 0, lat: pair[1] ?? 0 });
}

function line(points: readonly (readonly number[])[], on: Plane): string {
  return points
    .map((pair, index) => {
      const { x, y } = point(pair, on);
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

export function linePath(points: readonly (readonly number[])[], on: Plane): string {
  return line(points, on);
}

export function outlinePath(outline: Outline, on: Plane): string {
  return outline.flatMap((polygon) => polygon.map((ring) => `${line(ring, on)}Z`)).join('');
}

export function outlineBounds(outlines: readonly Outline[], on: Plane): Bounds | null {
  const box: Bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const pair of outlines.flat(3)) {
    const { x, y } = point(pair as readonly number[], on);
    box.minX = Math.min(box.minX, x);
    box.minY = Math.min(box.minY, y);
    box.maxX = Math.max(box.maxX, x);
    box.maxY = Math.max(box.maxY, y);
  }
  return Number.isFinite(box.minX) ? box : null;
}

/** Centre and metres per pixel that show `box` in `width` x `height` pixels with some air around. */
export function fitView(box: Bounds, width: number, height: number, air = 1.25): { center: Flat; perPixel: number } {
  const wide = Math.max(box.maxX - box.minX, 20);
  const high = Math.max(box.maxY - box.minY, 20);
  return {
    center: { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 },
    perPixel: Math.max(wide / Math.max(width, 1), high / Math.max(height, 1)) * air,
  };
}
