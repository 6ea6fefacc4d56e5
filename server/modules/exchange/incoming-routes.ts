import { incomingApi } from '#contract/incoming';
import { handle } from '#kernel/routes';
import { fileIncomingCase } from './file-incoming-case.ts';
import { asPeer } from './incoming-peer.ts';
import { listChangedCases } from './list-changed-cases.ts';
import { readIncomingCase } from './read-incoming-case.ts';
import { updateIncomingCase } from './update-incoming-case.ts';

/** Ten a second from one system; a hotline's busiest hour is far below. */
const limit = { perDevice: 600, perAddress: 600, seconds: 60 };

export const incomingRoutes = handle(incomingApi, {
  'POST /api/exchange/cases': {
    limit,
    run: (call) => asPeer(call, ['report'], (peer) => fileIncomingCase(call.services, peer, call.body)),
  },
  'POST /api/exchange/cases/:senderNo/updates': {
    limit,
    run: (call) =>
      asPeer(call, ['update'], (peer) => updateIncomingCase(call.services, peer, call.params.senderNo, call.body)),
  },
  'GET /api/exchange/cases': {
    limit,
    run: (call) =>
      asPeer(call, ['report', 'read-all', 'update'], (peer) => listChangedCases(call.services, peer, call.query)),
  },
  'GET /api/exchange/cases/:senderNo': {
    limit,
    run: (call) =>
      asPeer(call, ['report', 'read-all', 'update'], (peer) =>
        readIncomingCase(call.services, peer, call.params.senderNo),
      ),
  },
});
