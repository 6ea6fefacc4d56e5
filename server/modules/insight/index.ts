import { insightApi } from '#contract/insight';
import { handle } from '#kernel/routes';
import { readWall } from './read-wall.ts';

export { dayOf, overdue } from './definitions.ts';
export { publicTitle } from './public-title.ts';
export { childrenOf, type Subtree, subtreeFor } from './subtree.ts';

export const insightRoutes = handle(insightApi, {
  'GET /api/insight/wall': { right: 'insight.read', run: readWall },
});
