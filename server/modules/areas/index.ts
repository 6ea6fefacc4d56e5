export { areaById, areasOnWay, pathsUpFrom } from './area-trail.ts';
export { followBaseMaps } from './base-map-origins.ts';
export { isCoordinateSystem } from './coordinates.ts';
export {
  type CasePlace,
  decideByFacts,
  type PlaceFacts,
  type PlaceSketch,
  placeFacts,
  sketchPlace,
} from './decide-places.ts';
export { findAddress } from './find-address.ts';
export { importAreaFile } from './import-areas.ts';
export { importDivisions, plantDivisions, readDivisions } from './import-divisions.ts';
export { buildLocator, type Enclosure, type Leaf } from './locate.ts';
export { decidePlace, type Place } from './locate-place.ts';
export { resolveDistrict } from './read-district.ts';
export { areaRoutes } from './routes.ts';
export { writeBaseMap } from './set-base-map.ts';
