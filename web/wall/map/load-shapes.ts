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
}

// Above this a name or a click would no longer hit a part on 1920 pixels; the children are coloured instead.
const MOST_PARTS = 2000;

/** Outlines of an area, of those below it and of those below them. They change rarely: the browser keeps them by ETag. */
export async function loadShapes({ district, areaId }: Place, signal: AbortSignal): Promise<MapShapes> {
  const query = { district, areaId, depth: 2 };
  const { areas, lines } = await call('GET /api/public/outlines', { query }, { signal });
  const shapes = areas.map(shapeOf).filter((shape) => shape.rings.length > 0);
  const area = shapes.find((shape) => shape.id === areaId);
  const children = shapes.filter((shape) => shape.parentId === areaId);
  const parts = shapes.filter((shape) => shape.id !== areaId && shape.parentId !== areaId);
  const fine = parts.length > 0 && parts.length <= MOST_PARTS;
  return { areaId, area, children, parts: fine ? parts : children.length > 0 ? children : area ? [area] : [], lines };
}
