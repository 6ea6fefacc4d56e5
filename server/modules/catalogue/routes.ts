import { catalogueApi } from '#contract/catalogue';
import { handle } from '#kernel/routes';
import { editCategory } from './edit-category.ts';
import { importCatalogue } from './import-catalogue.ts';
import { listCategories, listPublicCategories, suggestForReport } from './list-categories.ts';

export const catalogueRoutes = handle(catalogueApi, {
  'GET /api/public/categories': { run: listPublicCategories },
  // Asked again while a person types, at most about once a second.
  'POST /api/public/suggest': { limit: { perDevice: 120, perAddress: 6000, seconds: 60 }, run: suggestForReport },
  'GET /api/categories': { right: 'catalogue.read', run: listCategories },
  'PUT /api/categories/:code': { right: 'catalogue.edit', run: editCategory },
  'POST /api/categories/import': { right: 'catalogue.edit', run: importCatalogue },
});
