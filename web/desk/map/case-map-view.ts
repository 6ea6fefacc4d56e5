import { always } from 'ol/events/condition.js';
import DragBox from 'ol/interaction/DragBox.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { AreaOutline, District } from '#contract/areas';
import { colour } from '../shell/colours.ts';
import { type AreaEvents, areaLayers, type FillBy } from './area-layers.ts';
import { caseLayer } from './case-layer.ts';
import type { CasePoint } from './case-styles.ts';
import { areaFeature, boundsOf, openMap, toMap } from './draw.ts';
import type { Outlines } from './outlines.ts';

export interface MapEvents extends AreaEvents {
  /** One case, or several at one doorway. */
  onPick(ids: string[]): void;
  onArea(area: AreaOutline): void;
  onBox(ids: string[]): void;
}

function markLayer() {
  const stroke = new Stroke({ color: colour('--dai-800'), width: 2.5 });
  return new VectorLayer({ source: new VectorSource(), style: new Style({ stroke }), zIndex: 5 });
}

/** The canvas of the case map. React says what to show; it says what was pressed. */
export function openCaseMap(
  target: HTMLElement,
  district: District,
  padding: number[],
  load: (level: number) => Promise<Outlines>,
  events: MapEvents,
) {
  const map = openMap(target, district, padding);
  const areas = areaLayers(map, district, load, events);
  const cases = caseLayer(map);
  const marks = markLayer();
  const box = new DragBox({ className: 'map-box', condition: always });
  map.addLayer(marks);
  map.addInteraction(box);
  box.setActive(false);
  box.on('boxend', () => events.onBox(cases.inside(box.getGeometry().getExtent())));
  map.on('singleclick', (event) => {
    const ids = cases.pressed(event.pixel);
    if (ids?.length) events.onPick(ids);
    const area = ids === null ? areas.at(event.coordinate) : null;
    if (area) events.onArea(area);
  });
  map.on('pointermove', (event) => {
    if (event.dragging) return;
    target.style.cursor = map.hasFeatureAtPixel(event.pixel, { hitTolerance: 6 }) ? 'pointer' : '';
  });

  return {
    setPoints(points: readonly CasePoint[]): void {
      cases.setPoints(points);
      areas.setPlaces(points.map((point) => ({ at: toMap(point.lon, point.lat), overdue: point.overdue })));
    },
    setFill: (fillBy: FillBy) => areas.setFill(fillBy),
    select: cases.select,
    /** Draws the border of the selected case's area. */
    mark(area: AreaOutline | null): void {
      marks.getSource()?.clear();
      if (area) marks.getSource()?.addFeature(areaFeature(area));
    },
    focus(area: AreaOutline | null): void {
      const extent = area ? areaFeature(area).getGeometry()?.getExtent() : boundsOf(district);
      if (extent) map.getView().fit(extent, { padding, duration: 250 });
    },
    show(what: { lines: boolean; names: boolean; borders: boolean; cases: boolean }): void {
      areas.show(what);
      cases.show(what.cases);
    },
    setBoxing: (on: boolean) => box.setActive(on),
    inView: () => cases.inside(map.getView().calculateExtent(map.getSize())),
    zoom: (by: number) => map.getView().animate({ zoom: (map.getView().getZoom() ?? 12) + by, duration: 200 }),
    close(): void {
      map.setTarget();
      map.dispose();
    },
  };
}
export type CaseMapView = ReturnType<typeof openCaseMap>;
