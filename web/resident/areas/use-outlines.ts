import { useMemo } from 'react';
import { call } from '#web/api.ts';
import { last } from '#web/last.ts';
import { type LonLat, metresBetween } from '#web/map/project.ts';
import type { MapArea } from '#web/map/svg-map.tsx';
import { useLoad } from '#web/use-load.ts';
import { districtId } from './district.ts';

interface Wanted {
  around?: LonLat | null | undefined;
  /** Half the side of what is fetched around the point. */
  metres?: number;
  areaId?: string | null | undefined;
  mine?: string | null | undefined;
  candidates?: readonly string[];
}

/** Steps of about 200 m: a pin moved by a few metres needs no other outlines. */
function step(at: LonLat): string {
  return `${at.lon.toFixed(3).slice(0, -1)}:${at.lat.toFixed(3).slice(0, -1)}`;
}

/** On the map the last part is enough: 传芳村第4网格·第1微网格 stands inside 传芳村 for everyone to see. */
function shortName(name: string): string {
  return last(name.split('·')) ?? name;
}

export function useOutlines({ around, metres = 500, areaId, mine, candidates = [] }: Wanted) {
  const key = around ? `${step(around)}@${metres}` : (areaId ?? null);
  const loaded = useLoad(key, async (signal) => {
    const district = await districtId();
    const of = around ? { lon: around.lon, lat: around.lat, metres } : areaId ? { areaId } : {};
    return call('GET /api/public/outlines', { query: { ...(district ? { district } : {}), ...of } }, { signal });
  });
  const edge = candidates.join();
  const areas = useMemo(() => {
    const near = edge.split(',');
    const toned = (loaded.data?.areas ?? []).map(
      (area): MapArea => ({
        ...area,
        name: shortName(area.name),
        tone: area.id === mine ? 'mine' : near.includes(area.id) ? 'candidate' : 'plain',
      }),
    );
    // Beside a micro-grid, the larger areas that hold it would only lie on top of it.
    const deepest = Math.max(0, ...(loaded.data?.areas ?? []).map((area) => area.level));
    const shown = new Set((loaded.data?.areas ?? []).filter((area) => area.level === deepest).map((area) => area.id));
    return toned.filter((area) => shown.has(area.id) || area.tone !== 'plain');
  }, [loaded.data, mine, edge]);
  return { areas, lines: loaded.data?.lines ?? [], failed: loaded.error !== undefined, loading: loaded.loading };
}

export function farApart(a: LonLat | null | undefined, b: LonLat | null | undefined): number | null {
  return a && b ? metresBetween(a, b) : null;
}
