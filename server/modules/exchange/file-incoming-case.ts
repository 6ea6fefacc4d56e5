import type { ReportCase, Reported } from '#contract/cases';
import type { IncomingCase, IncomingView } from '#contract/incoming';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { idOf } from '#kernel/id-of';
import { Refusal, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { decidePlace, resolveDistrict } from '#modules/areas';
import { reportCase } from '#modules/cases';
import { contentHash } from './incoming-content.ts';
import type { IncomingPeer } from './incoming-peer.ts';
import { findIncomingCase, viewIncomingCase } from './read-incoming-case.ts';

/**
 * Files a case under the sender's number. All ids come from peer and number, so that the same request at the same moment,
 * or again after a crash between the case and our own row, meets the same case; another content is refused.
 */
export async function fileIncomingCase(
  services: Services,
  peer: IncomingPeer,
  body: IncomingCase,
): Promise<IncomingView> {
  const hash = contentHash(body);
  const known = await findIncomingCase(services, peer, body.senderNo);
  if (known) {
    if (!known.contentHash.equals(hash)) refuse('peer.number-reused');
    return viewIncomingCase(services, body.senderNo, known.token);
  }
  await needOwnArea(services, peer, body);
  const { id, token } = await report(services, peer, body);
  await inDistrict(services.database.app, systemScope(peer.district), (tx) =>
    tx
      .insertInto('exchange_cases')
      .values({
        district_id: peer.district,
        peer_id: peer.id,
        sender_no: body.senderNo,
        case_id: id,
        content_hash: hash,
        token_cipher: services.crypto.seal(token),
        created_at: services.clock(),
      })
      .onConflict((on) => on.columns(['district_id', 'peer_id', 'sender_no']).doNothing())
      .execute(),
  );
  return viewIncomingCase(services, body.senderNo, token);
}

async function needOwnArea(services: Services, peer: IncomingPeer, { place }: IncomingCase): Promise<void> {
  if (peer.areaPath === null) return;
  const { area } = await inDistrict(services.database.app, systemScope(peer.district), (tx) =>
    decidePlace(services, tx, peer.district, place),
  );
  if (!area.path.startsWith(peer.areaPath)) refuse('peer.outside-area');
}

async function report(services: Services, peer: IncomingPeer, body: IncomingCase): Promise<Reported> {
  const { senderNo, photos = [], ...words } = body;
  const { id: district, prefix } = await resolveDistrict(services, peer.district);
  const given: ReportCase = {
    ...words,
    id: idOf('incoming case', district, peer.id, senderNo),
    commandId: idOf('incoming case command', district, peer.id, senderNo),
    district,
    photos: photos.map(({ id }) => ({ id, kind: 'before' })),
  };
  const context = {
    district,
    prefix,
    mover: { kind: 'resident' as const },
    by: `peer ${peer.id}`,
    source: peer.source,
  };
  return reportCase(services, given, context).catch(asNumberReused);
}

/** The command's own words would speak of a command id, which the sender does not know. */
export function asNumberReused(error: unknown): never {
  if (error instanceof Refusal && error.code === 'command.reused') refuse('peer.number-reused');
  throw error;
}
