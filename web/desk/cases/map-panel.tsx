import { useCallback, useMemo, useState } from 'react';
import type { AreaOutline } from '#contract/areas';
import { CaseMap } from '../map/case-map.tsx';
import type { CasePoint } from '../map/case-styles.ts';
import { useAreaOutline, useDistrict } from '../map/outlines.ts';
import { pointsInside } from '../map/point-in-area.ts';
import { Loaded } from '../shell/states.tsx';
import { useMedia } from '../shell/use-width.ts';
import { NearbyCard } from './nearby-card.tsx';
import type { CaseFilter } from './search.ts';
import { t } from './texts.ts';
import { useCase, usePoints } from './use-cases.ts';

interface MapPanelProps {
  filter: CaseFilter;
  selected: string | undefined;
  onPick: (ids: string[]) => void;
}

// Beside the card of people a map of less than this is only a stripe.
const ROOM_FOR_CARD = '(min-width: 1421px)';

/** The most urgent case of a pressed area: overdue first, then by level. */
export function mostUrgent(points: readonly CasePoint[]): CasePoint | undefined {
  return [...points].sort((a, b) => Number(b.overdue) - Number(a.overdue) || (a.level ?? 9) - (b.level ?? 9))[0];
}

export function MapPanel({ filter, selected, onPick }: MapPanelProps) {
  const district = useDistrict();
  const { points, more } = usePoints(filter);
  const current = useCase(selected).data;
  const mark = useAreaOutline(current?.areaId);
  const focus = useAreaOutline(filter.areaId);
  const [name, setName] = useState<string | null>(null);
  const withCard = useMedia(ROOM_FOR_CARD);

  const place = useMemo(
    () => (current?.lon != null && current.lat != null ? { lon: current.lon, lat: current.lat } : null),
    [current?.lon, current?.lat],
  );
  const onArea = useCallback(
    (area: AreaOutline) => {
      setName(area.name);
      const urgent = mostUrgent(pointsInside(area, points));
      if (urgent) onPick([urgent.id]);
    },
    [points, onPick],
  );
  return (
    <Loaded query={district} rows={5}>
      {(known) => (
        <CaseMap
          district={known}
          points={points}
          selected={place}
          mark={mark ?? null}
          focus={filter.areaId ? focus : undefined}
          padding={withCard ? [16, 290, 16, 24] : [16, 60, 16, 24]}
          onPick={onPick}
          onArea={onArea}
          title={
            <>
              <strong>{name ?? known.name}</strong>
              <span className="num">{t('mapCounts', { n: points.length })}</span>
              {more && <span className="muted">{t('mapMore')}</span>}
            </>
          }
        >
          {withCard && selected && <NearbyCard caseId={selected} />}
        </CaseMap>
      )}
    </Loaded>
  );
}
