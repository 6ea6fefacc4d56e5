import { type IncomingView, updateKinds } from '#contract/incoming';
import { states } from '#contract/lifecycle';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { trackCase } from '#modules/cases';
import type { IncomingPeer } from './incoming-peer.ts';

interface Known {
  contentHash: Buffer;
  /** The tracking token: the peer sees what a reporter sees, and may do what a reporter may. */
  token: string;
}

/** A peer's own case by its number; null when it never filed one under it. Another peer's numbers are another's. */
export async function findIncomingCase(
  { database, crypto }: Services,
  { district, id }: IncomingPeer,
  senderNo: string,
): Promise<Known | null> {
  const row = await inDistrict(database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('exchange_cases')
      .select(['content_hash as contentHash', 'token_cipher as cipher'])
      .where('district_id', '=', district)
      .where('peer_id', '=', id)
      .where('sender_no', '=', senderNo)
      .executeTakeFirst(),
  );
  return row ? { contentHash: row.contentHash, token: crypto.open(row.cipher) } : null;
}

export async function readIncomingCase(
  services: Services,
  peer: IncomingPeer,
  senderNo: string,
): Promise<IncomingView> {
  const known = (await findIncomingCase(services, peer, senderNo)) ?? refuse('case.unknown');
  return viewIncomingCase(services, senderNo, known.token);
}

export async function viewIncomingCase(services: Services, senderNo: string, token: string): Promise<IncomingView> {
  const seen = await trackCase(services, token);
  const base = services.config.publicUrl ?? '';
  const whole = (photo: IncomingView['photos'][number]) => ({
    ...photo,
    url: base + photo.url,
    thumbUrl: base + photo.thumbUrl,
  });
  return {
    senderNo,
    id: seen.id,
    no: seen.no,
    title: seen.title,
    state: seen.state,
    stateName: seen.stateName,
    stateKind: states[seen.state].kind,
    categoryName: seen.categoryName,
    areaName: seen.areaName,
    reportedAt: seen.reportedAt,
    dueAt: seen.dueAt,
    closedAt: seen.closedAt,
    question: seen.question,
    result: seen.result,
    rating: seen.rating,
    photos: seen.photos.map(whole),
    steps: seen.steps.map(({ seq, at, move, moveName, state, stateName, by, note, photos }) => ({
      ...{ seq, at, move, moveName, state, stateName, by, note },
      photos: photos.map(whole),
    })),
    updates: updateKinds.filter((kind) => seen.abilities.includes(kind)),
  };
}
