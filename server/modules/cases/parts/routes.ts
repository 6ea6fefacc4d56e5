import { casePartsApi } from '#contract/case-parts';
import { handle } from '#kernel/routes';
import { listTasks } from './list-tasks.ts';
import { listWhistles } from './list-whistles.ts';
import { setPartRules, showPartRules } from './set-part-rules.ts';

export const casePartsRoutes = handle(casePartsApi, {
  'GET /api/tasks': { right: 'case.help', run: listTasks },
  'GET /api/whistles': { right: 'case.read', run: listWhistles },
  'GET /api/part-rules': { run: showPartRules },
  'PUT /api/part-rules': { right: 'setting.edit', run: setPartRules },
});
