import 'ol/ol.css';
import './map.css';
import { Button } from 'antd';
import type OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import { toLonLat } from 'ol/proj.js';
import { useEffect, useRef } from 'react';
import type { District } from '#contract/areas';
import { sayError } from '#web/api.ts';
import { sayWrong } from '../shell/toast.ts';
import { areaLayers } from './area-layers.ts';
import { openMap, toMap } from './draw.ts';
import { levelOutlines } from './outlines.ts';
import { t } from './texts.ts';

interface Place {
  lon: number;
  lat: number;
}
interface PlaceMapProps {
  district: District;
  value: Place | null;
  onPlace: (place: Place) => void;
}

// Six decimals of a degree are 11 cm: finer is noise.
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function pinElement(): HTMLElement {
  const pin = document.createElement('div');
  pin.className = 'map-pin';
  return pin;
}

/** A press puts the pin; from the keyboard, the button puts it in the middle of the view. */
export function PlaceMap({ district, value, onPlace }: PlaceMapProps) {
  const target = useRef<HTMLDivElement>(null);
  const opened = useRef<{ map: OlMap; pin: Overlay } | null>(null);
  const latest = useRef(onPlace);
  latest.current = onPlace;

  useEffect(() => {
    if (!target.current) return;
    const map = openMap(target.current, district, [12, 12, 12, 12]);
    const pin = new Overlay({ element: pinElement(), positioning: 'bottom-center', stopEvent: false });
    map.addOverlay(pin);
    const layers = areaLayers(map, district, (level) => levelOutlines(district, level), {
      onLegend: () => undefined,
      onFault: (error) => sayWrong(sayError(error)),
    });
    layers.setFill('none');
    map.on('singleclick', (event) => {
      const [lon = 0, lat = 0] = toLonLat(event.coordinate);
      latest.current({ lon: round(lon), lat: round(lat) });
    });
    opened.current = { map, pin };
    return () => {
      opened.current = null;
      map.setTarget();
      map.dispose();
    };
  }, [district]);

  useEffect(() => {
    const { map, pin } = opened.current ?? {};
    if (!map || !pin) return;
    pin.setPosition(value ? toMap(value.lon, value.lat) : undefined);
    if (value)
      map.getView().animate({
        center: toMap(value.lon, value.lat),
        duration: 200,
        zoom: Math.max(15, map.getView().getZoom() ?? 0),
      });
  }, [value]);

  function takeCentre(): void {
    const centre = opened.current?.map.getView().getCenter();
    if (!centre) return;
    const [lon = 0, lat = 0] = toLonLat(centre);
    onPlace({ lon: round(lon), lat: round(lat) });
  }
  return (
    <div className="map">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the map, + and - zoom it. */}
      <div className="map-canvas" ref={target} role="application" aria-label={t('placeLabel')} tabIndex={0} />
      <Button size="small" className="map-centre" onClick={takeCentre}>
        {t('setHere')}
      </Button>
    </div>
  );
}
