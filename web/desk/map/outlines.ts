import type { Answer } from '#contract/api';
import type { AreaOutline, District } from '#contract/areas';
import { useMe } from '../shell/me.ts';
import { queries, question, useAsk } from '../shell/query.ts';

export type Outlines = Answer<'GET /api/public/outlines'>;

// Outlines change with an import, not during a shift; the server answers by ETag.
const KEPT_MS = 10 * 60_000;

export function useDistrict() {
  const me = useMe();
  return useAsk('GET /api/public/district', { query: { district: me.district } }, { staleTime: KEPT_MS });
}

export function levelOutlines(district: District, level: number): Promise<Outlines> {
  return queries.fetchQuery(question('GET /api/public/outlines', { query: { district: district.id, level } }, KEPT_MS));
}

/** One area's outline (and its children's), for marking it and for fitting the view. */
export function useAreaOutline(areaId: string | undefined): AreaOutline | undefined {
  const me = useMe();
  const query = useAsk(
    'GET /api/public/outlines',
    { query: { district: me.district, areaId: areaId ?? '' } },
    { enabled: areaId !== undefined, staleTime: KEPT_MS },
  );
  return query.data?.areas.find((area) => area.id === areaId);
}
