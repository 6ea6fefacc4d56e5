import { areasApi } from '#contract/areas-api';
import { handle } from '#kernel/routes';
import { readArea } from './area-history.ts';
import { areaOutlines } from './area-outlines.ts';
import { assignAddress } from './assign-address.ts';
import { editArea } from './edit-area.ts';
import { findAddress } from './find-address.ts';
import { importAreas } from './import-areas.ts';
import { listAreas, listPublicAreas } from './list-areas.ts';
import { locatePlace } from './locate-place.ts';
import { noticeBoard } from './notice-board.ts';
import { listDistricts, readDistrict } from './read-district.ts';
import { setBaseMap } from './set-base-map.ts';

export const areaRoutes = handle(areasApi, {
  'GET /api/public/districts': { run: listDistricts },
  'GET /api/public/district': { run: readDistrict },
  'POST /api/public/locate': { run: locatePlace },
  'GET /api/public/addresses': { run: findAddress },
  'GET /api/public/areas': { run: listPublicAreas },
  'GET /api/public/outlines': { run: areaOutlines },
  'GET /api/public/boards/:id': { run: noticeBoard },
  'GET /api/areas': { right: 'area.read', run: listAreas },
  'GET /api/areas/:id': { right: 'area.read', run: readArea },
  'PUT /api/areas/:id': { right: 'area.edit', run: editArea },
  'POST /api/areas/import': { right: 'area.edit', run: importAreas },
  'PUT /api/district/base-map': { right: 'setting.edit', run: setBaseMap },
  'PUT /api/addresses/:id/area': { right: 'area.edit', run: assignAddress },
});
