import { exchangeApi } from '#contract/exchange';
import { open311Api } from '#contract/open311';
import { handle } from '#kernel/routes';
import { addPeer } from './add-peer.ts';
import { endPeer } from './end-peer.ts';
import { listPeers } from './list-peers.ts';
import { listRefused } from './list-refused.ts';
import { listServiceSettings, setService } from './set-service.ts';

export { addPeerByHand, insertPeer } from './add-peer.ts';
export { webhookTasks } from './deliver-webhooks.job.ts';
export { endPeerByHand } from './end-peer.ts';
export { exchangeFileTask } from './file-request.job.ts';
export { followWebhooks } from './follow-webhooks.ts';
export { incomingRoutes } from './incoming-routes.ts';
export { peersOf } from './list-peers.ts';
export { open311 } from './open311.ts';
export { writeService } from './set-service.ts';
export { webhookRoutes } from './webhook-routes.ts';

export const exchangeRoutes = handle(exchangeApi, {
  'GET /api/exchange/peers': { right: 'setting.edit', run: listPeers },
  'POST /api/exchange/peers': { right: 'setting.edit', run: addPeer },
  'POST /api/exchange/peers/:id/end': { right: 'setting.edit', run: endPeer },
});

/** What the administrator settles about Open311; the door itself is open311. */
export const open311Routes = handle(open311Api, {
  'GET /api/exchange/services': { right: 'setting.edit', run: listServiceSettings },
  'PUT /api/exchange/services/:code': { right: 'setting.edit', run: setService },
  'GET /api/exchange/refused': { right: 'setting.edit', run: listRefused },
});
