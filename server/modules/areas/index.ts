export { areasChanged, locatorOf } from './area-index.ts';
export { type AreaOnTrail, areaById, areaTrail } from './area-trail.ts';
export { type CoordinateSystem, isCoordinateSystem } from './coordinates.ts';
export { type AreaFile, type ImportResult, importAreaFile } from './import-areas.ts';
export { type Division, importDivisions, plantDivisions, readDivisions } from './import-divisions.ts';
export { decidePlace, type Place, type PlaceAsk } from './locate-place.ts';
export { districtById, resolveDistrict } from './read-district.ts';
export { areaRoutes } from './routes.ts';
