import { call } from '#web/api.ts';
import type { Lines } from './draw.ts';
import { type Shape, shapeOf } from './shape.ts';

export interface MapShapes {
  areaId: string;
  area: Shape | undefined;
  children: readonly Shape[];
  /** What is coloured: the areas two levels below; the children themselves where they are the last level. */
  parts: readonly Shape[];
  lines: Lines;
}

interface Place {
  district: number;
  areaId: string;
  level: number;
}

// Above this a name or a click would no longer hit a part on 1920 pixels; the children are coloured instead.
const MOST_PARTS = 2000;

async function partsBelow(place: Place, children: readonly Shape[], signal: AbortSignal): Promise<Shape[]> {
  const { district } = place;
  if (place.level === 0) {
    const found = await call('GET /api/public/outlines', { query: { district, level: 2 } }, { signal });
    return found.areas.map(shapeOf);
  }
  const found = await Promise.all(
    children.map(({ id }) => call('GET /api/public/outlines', { query: { district, areaId: id } }, { signal })),
  );
  return found.flatMap(({ areas }, index) =>
    areas.filter((area) => area.parentId === children[index]?.id).map(shapeOf),
  );
}

/** Outlines of an area, of those below it and of those below them. They change rarely: the browser keeps them by ETag. */
export async function loadShapes(place: Place, signal: AbortSignal): Promise<MapShapes> {
  const { district, areaId } = place;
  const { areas, lines } = await call('GET /api/public/outlines', { query: { district, areaId } }, { signal });
  const shapes = areas.map(shapeOf).filter((shape) => shape.rings.length > 0);
  const area = shapes.find((shape) => shape.id === areaId);
  const children = shapes.filter((shape) => shape.id !== areaId && shape.parentId === areaId);
  const below = children.length > 0 ? await partsBelow(place, children, signal) : [];
  const parts = below.filter((shape) => shape.rings.length > 0);
  const fine = parts.length > 0 && parts.length <= MOST_PARTS;
  return { areaId, area, children, parts: fine ? parts : children.length > 0 ? children : area ? [area] : [], lines };
}
