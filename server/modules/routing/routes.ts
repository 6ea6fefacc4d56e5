import { routingApi } from '#contract/routing';
import { handle } from '#kernel/routes';
import { listAlarms, settleAlarm } from './alarms.ts';
import { dryRun } from './dry-run.ts';
import { discardDraft, publishDraft, saveDraft } from './edit-draft.ts';
import { listVersions, showDifference, showRouting, showVersion } from './read-rules.ts';
import { tryRules } from './try-rules.ts';

export const routingRoutes = handle(routingApi, {
  'GET /api/routing': { right: 'routing.read', run: showRouting },
  'PUT /api/routing/draft': { right: 'routing.edit', run: saveDraft },
  'POST /api/routing/draft/discard': { right: 'routing.edit', run: discardDraft },
  'POST /api/routing/publish': { right: 'routing.edit', run: publishDraft },
  'GET /api/routing/versions': { right: 'routing.read', run: listVersions },
  'GET /api/routing/versions/:version': { right: 'routing.read', run: showVersion },
  'GET /api/routing/difference': { right: 'routing.read', run: showDifference },
  'POST /api/routing/try': { right: 'routing.read', run: tryRules },
  'POST /api/routing/dry-run': { right: 'routing.read', run: dryRun },
  'GET /api/routing/alarms': { right: 'routing.read', run: listAlarms },
  'POST /api/routing/alarms/:id/settle': { right: 'routing.edit', run: settleAlarm },
});
