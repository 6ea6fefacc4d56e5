import { mattersApi } from '#contract/matters';
import { standardCodesApi } from '#contract/standard-codes';
import { handle } from '#kernel/routes';
import { addExtension } from './add-extension.ts';
import { discardDraft } from './discard-draft.ts';
import { editMatter, removeMatter } from './edit-matter.ts';
import { exportMatters } from './export-matters.ts';
import { importMatters } from './import-matters.ts';
import { importStandardCodes } from './import-standard-codes.ts';
import { installStandardLists } from './install-standard-lists.ts';
import { listMatters } from './list-matters.ts';
import { listStandardCodes } from './list-standard-codes.ts';
import { listVersions } from './list-versions.ts';
import { mapCategory } from './map-category.ts';
import { publishDraft } from './publish-draft.ts';
import { readDifference } from './read-difference.ts';

export { importMatterFile } from './import-matters.ts';
export { importStandardFile } from './import-standard-codes.ts';
export { writeStandardLists } from './install-standard-lists.ts';
export { standardCodesOf } from './standard-codes-of.ts';

export const matterRoutes = [
  ...handle(mattersApi, {
    'GET /api/matters': { right: 'catalogue.read', run: listVersions },
    'GET /api/matters/:kind': { right: 'catalogue.read', run: listMatters },
    'GET /api/matters/:kind/difference': { right: 'catalogue.read', run: readDifference },
    'GET /api/matters/:kind/export': { right: 'catalogue.read', run: exportMatters },
    'PUT /api/matters/:kind/items/:code': { right: 'catalogue.edit', run: editMatter },
    'POST /api/matters/:kind/items/:code/remove': { right: 'catalogue.edit', run: removeMatter },
    'POST /api/matters/:kind/import': { right: 'catalogue.edit', run: importMatters },
    'POST /api/matters/:kind/publish': { right: 'catalogue.edit', run: publishDraft },
    'POST /api/matters/:kind/discard': { right: 'catalogue.edit', run: discardDraft },
    'POST /api/matters/standard': { right: 'catalogue.edit', run: installStandardLists },
  }),
  ...handle(standardCodesApi, {
    'GET /api/standard-codes': { right: 'catalogue.read', run: listStandardCodes },
    'PUT /api/standard-codes/map/:categoryCode': { right: 'catalogue.edit', run: mapCategory },
    'POST /api/standard-codes/extensions': { right: 'catalogue.edit', run: addExtension },
    'POST /api/standard-codes/import': { right: 'catalogue.edit', run: importStandardCodes },
  }),
];
