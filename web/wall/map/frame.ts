import type { Box } from './shape.ts';

export interface Frame {
  width: number;
  height: number;
  x(lon: number): number;
  y(lat: number): number;
  lon(x: number): number;
  lat(y: number): number;
}

export interface Room {
  width: number;
  height: number;
  /** Pixels kept free of the map at each side. */
  top: number;
  bottom: number;
  side: number;
}

/** Puts a box of degrees into the room as large as it goes; within a district a flat plane is off by less than a pixel. */
export function frameFor(box: Box, room: Room): Frame {
  const [west, south, east, north] = box;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * squeeze, 1e-6);
  const high = Math.max(north - south, 1e-6);
  const inner = { width: room.width - 2 * room.side, height: room.height - room.top - room.bottom };
  const scale = Math.max(1, Math.min(inner.width / wide, inner.height / high));
  const left = room.side + (inner.width - wide * scale) / 2;
  const top = room.top + (inner.height - high * scale) / 2;
  return {
    width: room.width,
    height: room.height,
    x: (lon) => left + (lon - west) * squeeze * scale,
    y: (lat) => top + (north - lat) * scale,
    lon: (x) => west + (x - left) / (squeeze * scale),
    lat: (y) => north - (y - top) / scale,
  };
}
