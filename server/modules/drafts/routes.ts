import { draftsApi } from '#contract/drafts';
import { handle } from '#kernel/routes';
import { handInTable, tableTemplate } from './hand-in-table.ts';
import { splitPastedChat } from './split-pasted-chat.ts';

export const draftRoutes = handle(draftsApi, {
  'POST /api/drafts/chat': { right: 'case.report', run: splitPastedChat },
  'GET /api/drafts/table': { right: 'case.report', run: tableTemplate },
  'POST /api/drafts/table': { right: 'case.report', run: handInTable },
});
