import { getWidth } from 'ol/extent.js';
import TileLayer from 'ol/layer/Tile.js';
import { get as getProjection } from 'ol/proj.js';
import ImageTile from 'ol/source/ImageTile.js';
import WMTS from 'ol/source/WMTS.js';
import XYZ from 'ol/source/XYZ.js';
import WMTSTileGrid from 'ol/tilegrid/WMTS.js';
import { expandUrl } from 'ol/uri.js';
import type { BaseMap, District } from '#contract/areas';
import { openPmtiles, rangesOf } from './pmtiles.ts';

const ZOOMS = 19;
const TILE_PX = 256;

/** 天地图 names its matrix set w (EPSG:3857) or c (EPSG:4490, here the same as 4326) and its layer in the path. */
function wmts(base: BaseMap): WMTS {
  const geographic = /_c\/wmts|tilematrixset=c\b/i.test(base.url);
  const projection = getProjection(geographic ? 'EPSG:4326' : 'EPSG:3857');
  if (!projection) throw new Error('projection missing');
  const extent = projection.getExtent();
  const first = getWidth(extent) / TILE_PX;
  const levels = Array.from({ length: ZOOMS }, (_, z) => z);
  const layer = /\/(\w+)_[wc]\/wmts/i.exec(base.url)?.[1] ?? 'vec';
  return new WMTS({
    urls: expandUrl(base.url),
    layer,
    matrixSet: geographic ? 'c' : 'w',
    style: 'default',
    format: 'tiles',
    projection,
    attributions: base.attribution,
    tileGrid: new WMTSTileGrid({
      origin: [extent[0] ?? -180, extent[3] ?? 90],
      resolutions: levels.map((z) => first / 2 ** z),
      matrixIds: levels.map(String),
    }),
  });
}

function template(base: BaseMap): XYZ {
  const url = base.url
    .replace(/\{TileMatrix\}/gi, '{z}')
    .replace(/\{TileRow\}/gi, '{y}')
    .replace(/\{TileCol\}/gi, '{x}');
  return new XYZ({ url, attributions: base.attribution, maxZoom: ZOOMS - 1 });
}

const nothing = () => {
  const empty = document.createElement('canvas');
  empty.width = TILE_PX;
  empty.height = TILE_PX;
  return empty;
};

function archive(base: BaseMap): ImageTile {
  const tiles = openPmtiles(rangesOf(new URL(base.url, location.href).href));
  return new ImageTile({
    attributions: base.attribution,
    maxZoom: ZOOMS - 1,
    async loader(z, x, y) {
      const bytes = await tiles.tile(z, x, y);
      return bytes ? createImageBitmap(new Blob([bytes])) : nothing();
    },
  });
}

/** The base map of the district's setting; without one the district's own lines stand on plain paper. */
export function baseLayer(base: District['baseMap']): TileLayer | null {
  if (!base) return null;
  if (base.kind === 'pmtiles') return new TileLayer({ source: archive(base) as never, zIndex: 0 });
  return new TileLayer({ source: /\{(z|TileMatrix)\}/i.test(base.url) ? template(base) : wmts(base), zIndex: 0 });
}
