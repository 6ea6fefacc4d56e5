import { getHeight, getWidth } from 'ol/extent.js';
import type Feature from 'ol/Feature.js';
import type MultiPolygon from 'ol/geom/MultiPolygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorImageLayer from 'ol/layer/VectorImage.js';
import type OlMap from 'ol/Map.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { AreaOutline, District } from '#contract/areas';
import { colour } from '../shell/colours.ts';
import { areaFeature, labelStyle, lineFeatures, lineStyle, tint } from './draw.ts';
import { classBounds, classOf, type LevelSize, shownLevels } from './levels.ts';
import type { Outlines } from './outlines.ts';

export type FillBy = 'open' | 'overdue' | 'none';
export interface Legend {
  /** Level that is coloured now, and how many areas it has. */
  level: number;
  areas: number;
  bounds: number[];
}

export interface AreaEvents {
  onLegend(legend: Legend): void;
  onFault(error: unknown): void;
}

type AreaSource = VectorSource<Feature<MultiPolygon>>;
interface Level extends LevelSize {
  source: AreaSource;
}
/** Places to count, in map coordinates. */
export type Weighted = readonly { at: [number, number]; overdue: boolean }[];

const alphas = [0, 0.16, 0.28, 0.42, 0.58];

function meanSize(source: AreaSource): number {
  const sides = source.getFeatures().map((feature) => {
    const extent = feature.getGeometry()?.getExtent() ?? [0, 0, 0, 0];
    return Math.sqrt(getWidth(extent) * getHeight(extent));
  });
  return sides.reduce((sum, side) => sum + side, 0) / Math.max(1, sides.length);
}

function countIn(source: AreaSource, places: Weighted, fillBy: FillBy): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) {
    if (fillBy === 'overdue' && !place.overdue) continue;
    const [area] = source.getFeaturesAtCoordinate(place.at);
    const id = area?.getId();
    if (id !== undefined) counts.set(String(id), (counts.get(String(id)) ?? 0) + 1);
  }
  return counts;
}

function fillStyle(shade: number, fillBy: FillBy): Style {
  const alpha = alphas[shade] ?? 0;
  const token = fillBy === 'overdue' ? '--zhu-600' : '--dai-500';
  return new Style({
    fill: new Fill({ color: alpha === 0 ? colour('--land-2') : tint(token, alpha) }),
    stroke: new Stroke({ color: colour('--line-strong'), width: 0.8 }),
  });
}

function makeLayers() {
  const fill = new VectorImageLayer<VectorSource>({ imageRatio: 1.4, zIndex: 1 });
  const lines = new VectorImageLayer<VectorSource>({ imageRatio: 1.4, zIndex: 2, source: new VectorSource() });
  const borders = new VectorImageLayer<VectorSource>({ imageRatio: 1.4, zIndex: 3 });
  const names = new VectorLayer<VectorSource>({ declutter: true, zIndex: 9 });
  lines.setStyle((feature) => lineStyle(feature as Feature));
  borders.setStyle(new Style({ stroke: new Stroke({ color: colour('--ctl'), width: 1.6 }) }));
  names.setStyle((feature) => labelStyle((feature.get('area') as AreaOutline).name));
  return { fill, lines, borders, names };
}

/** Coloured areas, their borders and names, on the level that the scale can show; finer levels are loaded on the way in. */
export function areaLayers(
  map: OlMap,
  district: District,
  load: (level: number) => Promise<Outlines>,
  events: AreaEvents,
) {
  const layers = makeLayers();
  for (const layer of Object.values(layers)) map.addLayer(layer);
  const levels = new Map<number, Level>();
  const asked = new Set<number>();
  const leaf = Math.max(...district.levels.map((level) => level.level));
  let places: Weighted = [];
  let fillBy: FillBy = 'open';
  let shown = { fill: -1, named: -1 };
  let classes = new Map<string, number>();

  layers.fill.setStyle((feature) => fillStyle(classes.get(String(feature.getId())) ?? 0, fillBy));

  function recount(): void {
    const level = levels.get(shown.fill);
    if (!level) return;
    const counts = fillBy === 'none' ? new Map<string, number>() : countIn(level.source, places, fillBy);
    const bounds = classBounds([...counts.values()]);
    classes = new Map([...counts].map(([id, n]) => [id, classOf(n, bounds)]));
    layers.fill.changed();
    events.onLegend({ level: shown.fill, areas: level.source.getFeatures().length, bounds });
  }

  function choose(): void {
    const resolution = map.getView().getResolution();
    if (!resolution || levels.size === 0) return;
    const next = shownLevels([...levels.values()], leaf, resolution);
    if (next.ask !== null) void bring(next.ask);
    if (next.fill === shown.fill && next.named === shown.named) return;
    shown = next;
    layers.fill.setSource(levels.get(next.fill)?.source ?? null);
    layers.borders.setSource(levels.get(next.named)?.source ?? null);
    layers.names.setSource(levels.get(next.named)?.source ?? null);
    recount();
  }

  async function bring(level: number): Promise<void> {
    if (asked.has(level) || level > leaf) return;
    asked.add(level);
    try {
      const { areas, lines } = await load(level);
      const source: AreaSource = new VectorSource({ features: areas.map(areaFeature) });
      levels.set(level, { level, size: meanSize(source), source });
      const drawn = layers.lines.getSource();
      if (drawn && drawn.getFeatures().length === 0) drawn.addFeatures(lineFeatures(lines));
      choose();
    } catch (error) {
      asked.delete(level);
      events.onFault(error);
    }
  }

  map.on('moveend', choose);
  void bring(Math.min(1, leaf));
  return {
    setPlaces(next: Weighted): void {
      places = next;
      recount();
    },
    setFill(next: FillBy): void {
      fillBy = next;
      recount();
    },
    show(what: { lines: boolean; names: boolean; borders: boolean }): void {
      layers.lines.setVisible(what.lines);
      layers.names.setVisible(what.names);
      layers.borders.setVisible(what.borders);
      layers.fill.setVisible(what.borders || fillBy !== 'none');
    },
    at(coordinate: number[]): AreaOutline | null {
      const [found] = levels.get(shown.fill)?.source.getFeaturesAtCoordinate(coordinate) ?? [];
      return (found?.get('area') as AreaOutline | undefined) ?? null;
    },
  };
}
export type AreaLayers = ReturnType<typeof areaLayers>;
