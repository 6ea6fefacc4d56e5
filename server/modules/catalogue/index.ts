export { type CatalogueCategory, categoryByCode, currentCatalogue } from './current-catalogue.ts';
export { importCatalogueFile } from './import-catalogue.ts';
export { installStandardCatalogue } from './install-standard-catalogue.ts';
export { readCsv } from './read-csv.ts';
export { catalogueRoutes } from './routes.ts';
export { rankSimilar } from './similar-texts.ts';
export { standardCategories } from './standard-catalogue.ts';
export { suggestCategories } from './suggest-for-district.ts';
export { unitIdsByName } from './units.ts';
