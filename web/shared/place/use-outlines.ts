import { useMemo } from 'react';
import { call } from '../api.ts';
import type { LonLat } from '../map/project.ts';
import type { MapArea } from '../map/svg-map.tsx';
import { useLoad } from '../use-load.ts';
import { type DistrictOf, inDistrict } from './district.ts';

interface Wanted {
  around?: LonLat | null | undefined;
  /** Half the side of what is fetched around the point. */
  metres?: number;
  areaId?: string | null | undefined;
  mine?: string | null | undefined;
  candidates?: readonly string[];
}

/** Steps of about 200 m: a pin moved by a few metres needs no other outlines. */
const step = (at: LonLat) => `${at.lon.toFixed(3).slice(0, -1)}:${at.lat.toFixed(3).slice(0, -1)}`;

export function useOutlines(districtOf: DistrictOf, { around, metres = 500, areaId, mine, candidates = [] }: Wanted) {
  const key = around ? `${step(around)}@${metres}` : (areaId ?? null);
  const { data, error } = useLoad(key, async (signal) => {
    const of = around ? { lon: around.lon, lat: around.lat, metres } : areaId ? { areaId } : {};
    return call('GET /api/public/outlines', { query: { ...(await inDistrict(districtOf)), ...of } }, { signal });
  });
  const edge = candidates.join();
  const areas = useMemo(() => {
    const all = data?.areas ?? [];
    const near = edge.split(',');
    const tone = (id: string) => (id === mine ? 'mine' : near.includes(id) ? 'candidate' : 'plain');
    // Beside a micro-grid, the larger areas that hold it would only lie on top of it.
    const deepest = Math.max(0, ...all.map((area) => area.level));
    return all
      .map((area): MapArea & { level: number } => ({ ...area, tone: tone(area.id) }))
      .filter((area) => area.level === deepest || area.tone !== 'plain');
  }, [data, mine, edge]);
  return {
    areas,
    lines: data?.lines ?? [],
    failed: error !== undefined,
    none: data !== undefined && areas.length === 0,
  };
}
