import type { IncomingUpdate, IncomingView } from '#contract/incoming';
import { idOf } from '#kernel/id-of';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { moveByToken } from '#modules/cases';
import { asNumberReused } from './file-incoming-case.ts';
import type { IncomingPeer } from './incoming-peer.ts';
import { findIncomingCase, viewIncomingCase } from './read-incoming-case.ts';

/** A remark or a reply, as the reporter would make it; sent again under the same number it is made once. */
export async function updateIncomingCase(
  services: Services,
  peer: IncomingPeer,
  senderNo: string,
  { updateNo, kind, note, photos = [] }: IncomingUpdate,
): Promise<IncomingView> {
  const known = (await findIncomingCase(services, peer, senderNo)) ?? refuse('case.unknown');
  const commandId = idOf('incoming update', peer.district, peer.id, senderNo, updateNo);
  const extra = photos.map(({ id }) => ({ id, kind: 'extra' as const }));
  await moveByToken(services, known.token, { commandId, move: kind, note, photos: extra }).catch(asNumberReused);
  return viewIncomingCase(services, senderNo, known.token);
}
