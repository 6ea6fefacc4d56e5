import { useAsk } from '../shell/query.ts';
import { t } from './texts.ts';

/** The name of an area that stands in an address by its id; undefined without one, … while it is asked for. */
export function useAreaName(areaId: string | undefined): string | undefined {
  const query = useAsk(
    'GET /api/areas/:id',
    { params: { id: areaId ?? '' } },
    { enabled: areaId !== undefined, staleTime: 10 * 60_000 },
  );
  if (areaId === undefined) return undefined;
  return query.data?.area.name ?? (query.error ? t('areaUnknown') : '…');
}
