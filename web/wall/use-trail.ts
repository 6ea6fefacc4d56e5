import { call } from '#web/api.ts';
import { useLoad } from '#web/use-load.ts';

export interface TrailPart {
  id: string;
  name: string;
  parentId: string | null;
}

const known = new Map<string, TrailPart>();

async function read(id: string, signal: AbortSignal): Promise<TrailPart> {
  const found = known.get(id);
  if (found) return found;
  const { area } = await call('GET /api/areas/:id', { params: { id } }, { signal });
  known.set(id, area);
  return area;
}

/** From the reader's own area down to this one. What lies above the reader's own is not walked. */
async function climb(areaId: string, rootId: string, signal: AbortSignal): Promise<TrailPart[]> {
  const trail: TrailPart[] = [];
  let next: string | null = areaId;
  // A tree has five levels in the field; nine ends a circle that wrong data might make.
  for (let step = 0; next && step < 9; step += 1) {
    const part: TrailPart = await read(next, signal);
    trail.unshift(part);
    next = part.id === rootId ? null : part.parentId;
  }
  return trail;
}

export function useTrail(areaId: string | null, rootId: string | null): readonly TrailPart[] {
  const key = areaId && rootId && areaId !== rootId ? `${areaId} ${rootId}` : null;
  const { data } = useLoad(key, (signal) => climb(areaId ?? '', rootId ?? '', signal));
  return data ?? [];
}
