import Attribution from 'ol/control/Attribution.js';
import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import { defaults as defaultInteractions } from 'ol/interaction/defaults.js';
import OlMap from 'ol/Map.js';
import { fromLonLat, transformExtent } from 'ol/proj.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import View from 'ol/View.js';
import type { AreaOutline, District } from '#contract/areas';
import { colour } from '../shell/colours.ts';
import { baseLayer } from './base-layer.ts';
import type { Outlines } from './outlines.ts';

export const MAP = 'EPSG:3857';

export function toMap(lon: number, lat: number): [number, number] {
  const [x = 0, y = 0] = fromLonLat([lon, lat]);
  return [x, y];
}

export function boundsOf(district: District): [number, number, number, number] {
  const [west = 0, south = 0, east = 0, north = 0] = transformExtent(district.bounds, 'EPSG:4326', MAP);
  return [west, south, east, north];
}

/** A map with no outside source unless the district's setting names one. The view cannot leave the district far behind. */
export function openMap(target: HTMLElement, district: District, padding: number[]): OlMap {
  const bounds = boundsOf(district);
  const width = bounds[2] - bounds[0];
  const map = new OlMap({
    target,
    controls: district.baseMap ? [new Attribution({ collapsible: false })] : [],
    // Rotation has no way back for somebody who turned the map by accident.
    interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }),
    layers: [],
    view: new View({
      projection: MAP,
      maxZoom: 19,
      extent: [bounds[0] - width, bounds[1] - width, bounds[2] + width, bounds[3] + width],
    }),
  });
  const base = baseLayer(district.baseMap);
  if (base) map.addLayer(base);
  map.getView().fit(bounds, { padding, size: map.getSize() ?? [600, 400] });
  return map;
}

export function areaFeature(area: AreaOutline): Feature<MultiPolygon> {
  const outline = area.outline.map((polygon) =>
    polygon.map((ring) => ring.map(([lon = 0, lat = 0]) => toMap(lon, lat))),
  );
  const feature = new Feature(new MultiPolygon(outline));
  feature.setId(area.id);
  feature.set('area', area);
  return feature;
}

export function lineFeatures(lines: Outlines['lines']): Feature[] {
  return lines.map((line) => {
    const feature = new Feature(new LineString(line.line.map(([lon = 0, lat = 0]) => toMap(lon, lat))));
    feature.set('kind', line.kind);
    feature.set('width', line.width);
    return feature;
  });
}

export function lineStyle(feature: Feature): Style {
  const water = feature.get('kind') === 'water';
  const width = Number(feature.get('width')) || 1;
  return new Style({
    stroke: new Stroke({
      color: colour(water ? '--water' : '--road'),
      width: Math.min(7, Math.max(1.5, water ? width * 1.5 : width)),
      lineCap: 'round',
      lineJoin: 'round',
    }),
    zIndex: water ? 1 : 2,
  });
}

export function labelStyle(text: string, size = 13): Style {
  return new Style({
    text: new Text({
      text,
      font: `600 ${size}px ${colour('--font')}`,
      fill: new Fill({ color: colour('--ink-900') }),
      stroke: new Stroke({ color: 'rgba(255,255,255,0.9)', width: 3.5 }),
      // A group of cases stands in the middle of an area more often than not: its name goes above it.
      offsetY: -17,
      padding: [3, 4, 3, 4],
    }),
  });
}

/** A token's colour with an alpha: #1d4f8c and 0.3 give rgba(29,79,140,0.3). */
export function tint(name: `--${string}`, alpha: number): string {
  const written = colour(name).replace('#', '');
  // The build shortens #ffffff to #fff.
  const hex = written.length === 3 ? [...written].map((digit) => digit + digit).join('') : written;
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${part(0)},${part(2)},${part(4)},${alpha})`;
}
