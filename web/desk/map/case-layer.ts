import { boundingExtent, containsCoordinate, type Extent, getHeight, getWidth } from 'ol/extent.js';
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import type OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import Cluster from 'ol/source/Cluster.js';
import VectorSource from 'ol/source/Vector.js';
import { type CasePoint, clusterStyle, pointsIn } from './case-styles.ts';
import { toMap } from './draw.ts';

// Two marks nearer than this cannot both be pressed.
const CLUSTER_PX = 38;
// Below 0.6 m a pixel, more zoom does not part marks of one doorway.
const FINEST = 0.6;

function pulseElement(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'map-pulse';
  return element;
}

/** Marks of cases, grouped where they are dense, and the pulse around the selected one. */
export function caseLayer(map: OlMap) {
  const source = new VectorSource<Feature<Point>>();
  const layer = new VectorLayer({
    source: new Cluster({ source, distance: CLUSTER_PX, minDistance: 18 }),
    style: clusterStyle,
    zIndex: 8,
    updateWhileAnimating: true,
  });
  const pulse = new Overlay({ element: pulseElement(), positioning: 'center-center', stopEvent: false });
  map.addLayer(layer);
  map.addOverlay(pulse);
  let shown = new Map<string, CasePoint>();

  function openGroup(points: readonly CasePoint[]): boolean {
    const extent = boundingExtent(points.map((point) => toMap(point.lon, point.lat)));
    const resolution = map.getView().getResolution() ?? 1;
    const apart = getWidth(extent) + getHeight(extent) > 1;
    if (!apart || resolution < FINEST) return false;
    map.getView().fit(extent, { padding: [70, 70, 70, 70], duration: 250, minResolution: FINEST / 2 });
    return true;
  }

  return {
    setPoints(points: readonly CasePoint[]): void {
      shown = new Map(points.map((point) => [point.id, point]));
      const features = points.map((point) => {
        const feature = new Feature(new Point(toMap(point.lon, point.lat)));
        feature.set('point', point);
        return feature;
      });
      source.clear(true);
      source.addFeatures(features);
    },
    /** Ids under the pixel; a group that more zoom can part is opened instead and gives none. */
    pressed(pixel: number[]): string[] | null {
      const [cluster] = map.getFeaturesAtPixel(pixel, { layerFilter: (one) => one === layer, hitTolerance: 6 });
      if (!cluster) return null;
      const points = pointsIn(cluster);
      if (points.length > 1 && openGroup(points)) return [];
      return points.map((point) => point.id);
    },
    select(place: { lon: number; lat: number } | null): void {
      const at = place ? toMap(place.lon, place.lat) : undefined;
      pulse.setPosition(at);
      const view = map.getView();
      if (at && !containsCoordinate(view.calculateExtent(map.getSize()), at))
        view.animate({ center: at, duration: 250 });
    },
    inside(extent: Extent): string[] {
      const found = [...shown.values()].filter((point) => containsCoordinate(extent, toMap(point.lon, point.lat)));
      return found.map((point) => point.id);
    },
    show: (on: boolean) => layer.setVisible(on),
  };
}
