import type { Static } from 'typebox';
import type { TrackMove } from '#contract/cases';
import type { IncomingUpdate, IncomingView } from '#contract/incoming';
import { idOf } from '#kernel/id-of';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { moveByToken } from '#modules/cases';
import { asNumberReused } from './file-incoming-case.ts';
import type { IncomingPeer } from './incoming-peer.ts';
import { findIncomingCase, viewIncomingCase } from './read-incoming-case.ts';

function asReporter(update: IncomingUpdate): Omit<Static<typeof TrackMove>, 'commandId'> {
  if (update.kind === 'rate') {
    const { rating, note } = update;
    return { move: 'rate', rating, ...(note ? { note } : {}) };
  }
  const { kind, note, photos = [] } = update;
  return { move: kind, note, photos: photos.map(({ id }) => ({ id, kind: 'extra' })) };
}

/** What the sender says, as the reporter would say it; sent again under the same number it is said once. */
export async function updateIncomingCase(
  services: Services,
  peer: IncomingPeer,
  senderNo: string,
  update: IncomingUpdate,
): Promise<IncomingView> {
  const known = (await findIncomingCase(services, peer, senderNo)) ?? refuse('case.unknown');
  const commandId = idOf('incoming update', peer.district, peer.id, senderNo, update.updateNo);
  await moveByToken(services, known.token, { commandId, ...asReporter(update) }).catch(asNumberReused);
  return viewIncomingCase(services, senderNo, known.token);
}
