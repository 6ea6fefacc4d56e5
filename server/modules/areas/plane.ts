/**
 * Metres on a small patch of the earth: an equirectangular projection around one point.
 * Against the ellipsoid it is wrong by less than 0.01 % within 1 km and by about 0.5 % across a county (50 km),
 * which is far below the accuracy that a phone reports.
 */
export interface MetresPerDegree {
  readonly x: number;
  readonly y: number;
}

const radian = Math.PI / 180;

/** Metres of one degree of longitude (x) and of latitude (y) at this latitude, WGS-84 ellipsoid (series of its arc lengths). */
export function metresPerDegree(latitude: number): MetresPerDegree {
  const phi = latitude * radian;
  return {
    x: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
    y: 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
  };
}

/** Distance from the origin to the segment (ax, ay)-(bx, by), in the unit of its arguments. */
export function distanceFromOrigin(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  if (length === 0) return Math.hypot(ax, ay);
  const along = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}

/** Metres between two points given in degrees. */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const scale = metresPerDegree((a[1] + b[1]) / 2);
  return Math.hypot((a[0] - b[0]) * scale.x, (a[1] - b[1]) * scale.y);
}
