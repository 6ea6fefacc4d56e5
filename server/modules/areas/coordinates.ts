import gcoord from 'gcoord';
import type { Position } from './packed-outlines.ts';

/**
 * The systems in which coordinates come and go. Everything is stored as CGCS2000, which differs from WGS-84 by
 * centimetres (less than any source here), so the two are read as one. GCJ-02 is what 高德 and 腾讯 give, BD-09 百度.
 */
export const coordinateSystems = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];

const crs = {
  wgs84: gcoord.WGS84,
  cgcs2000: gcoord.WGS84,
  gcj02: gcoord.GCJ02,
  bd09: gcoord.BD09,
} as const satisfies Record<CoordinateSystem, unknown>;

export function isCoordinateSystem(name: unknown): name is CoordinateSystem {
  return typeof name === 'string' && (coordinateSystems as readonly string[]).includes(name);
}

/** From the stored system into another; within a centimetre of what `toStored` reads back. */
export function fromStored(position: readonly [number, number], system: CoordinateSystem): Position {
  if (crs[system] === gcoord.WGS84) return [position[0], position[1]];
  return gcoord.transform([position[0], position[1]], gcoord.WGS84, crs[system]);
}

/**
 * Into the stored system. gcoord's inverse stops at 1e-6 degrees (0.1 m), so a point would creep at each conversion;
 * two steps of the same iteration bring it below 1e-8 (1 mm).
 */
export function toStored(position: readonly [number, number], system: CoordinateSystem): Position {
  if (crs[system] === gcoord.WGS84) return [position[0], position[1]];
  let [lon, lat] = gcoord.transform([position[0], position[1]], crs[system], gcoord.WGS84);
  for (let step = 0; step < 2; step++) {
    const back = fromStored([lon, lat], system);
    lon += position[0] - back[0];
    lat += position[1] - back[1];
  }
  return [lon, lat];
}
