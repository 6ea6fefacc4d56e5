import { useMemo, useRef, useState } from 'react';
import type { Wall } from '#contract/insight';
import { useLang } from '#web/prefs.ts';
import type { Me } from '#web/session.ts';
import { useLoad } from '#web/use-load.ts';
import { t } from '../texts.ts';
import type { WallData } from '../use-wall.ts';
import { Callout } from './callout.tsx';
import { classesFor } from './counts.ts';
import { Legend } from './legend.tsx';
import { loadShapes, type MapShapes } from './load-shapes.ts';
import { MapCanvas } from './map-canvas.tsx';
import { PlaceNames } from './place-names.tsx';
import { Trail } from './trail.tsx';
import { mapFrame, useSize } from './use-size.ts';

interface Props {
  me: Me;
  data: WallData;
  go: (areaId: string | null) => void;
  onList: () => void;
}

const nothing: MapShapes = { areaId: '', area: undefined, children: [], parts: [], lines: [] };

/** Open cases per coloured area, as the server counts them; the areas two levels below that it does not name have none. */
function countsOf({ parts }: MapShapes, { area, today, children, grandchildren }: Wall): Map<string, number> {
  const own = { id: area.id, open: today.open };
  const told = new Map([own, ...children, ...grandchildren].map(({ id, open }) => [id, open]));
  return new Map(parts.map(({ id }) => [id, told.get(id) ?? 0]));
}

export function MapPanel({ me, data, go, onList }: Props) {
  useLang();
  const { wall } = data;
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const [hover, setHover] = useState<string | null>(null);
  const { id } = wall.area;
  const loaded = useLoad(id, (signal) => loadShapes({ district: me.district, areaId: id }, signal));
  const shapes = loaded.data?.areaId === id ? loaded.data : nothing;
  const frame = useMemo(() => mapFrame(shapes, size), [shapes, size]);
  const counts = useMemo(() => countsOf(shapes, wall), [shapes, wall]);
  const classes = useMemo(() => classesFor(counts.values()), [counts]);
  return (
    <section className="map" aria-labelledby="map-title">
      <div className="map-top">
        <h2 id="map-title" className="sr-only">
          {t('mapTitle')}
        </h2>
        <Trail rootId={me.posts.find((post) => post.areaId)?.areaId ?? null} area={wall.area} go={go} />
        {wall.children.length > 0 && (
          <button type="button" className="tool" onClick={onList}>
            {t('placesList')}
          </button>
        )}
      </div>
      <div className="map-place" ref={place}>
        {frame && (
          <>
            <MapCanvas
              frame={frame}
              size={size}
              shapes={shapes}
              counts={counts}
              classes={classes}
              points={data.points}
              hover={hover}
              onHover={setHover}
              onGo={go}
            />
            <PlaceNames frame={frame} size={size} shapes={shapes} wall={wall} counts={counts} hover={hover} go={go} />
          </>
        )}
        {!frame && loaded.data && <p className="map-none note">{t('noOutlines')}</p>}
        <Legend classes={classes} points={data.points} />
        <Callout frame={frame} size={size} wall={wall} />
      </div>
    </section>
  );
}
