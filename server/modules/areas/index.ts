export { areaById, areaTrail } from './area-trail.ts';
export { isCoordinateSystem } from './coordinates.ts';
export { importAreaFile } from './import-areas.ts';
export { importDivisions, plantDivisions, readDivisions } from './import-divisions.ts';
export { buildLocator, type Enclosure, type Leaf } from './locate.ts';
export { decidePlace, type Place } from './locate-place.ts';
export { resolveDistrict } from './read-district.ts';
export { areaRoutes } from './routes.ts';
