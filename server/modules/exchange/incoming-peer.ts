import type { FastifyRequest } from 'fastify';
import type { PeerSource, PeerVerb } from '#contract/exchange';
import type { RefusalCode } from '#contract/refusals';
import { systemScope } from '#kernel/actor';
import { sameBytes, sha256 } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { Refusal, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { bodyHashOf } from '#kernel/signed-body';
import { audit } from '#modules/audit';
import { clockMs, isOnTime, isSigned, type SignedRequest } from './incoming-signature.ts';
import { peerKey } from './peers.ts';

/** Another system whose signature was checked. */
export interface IncomingPeer {
  district: number;
  id: string;
  name: string;
  source: PeerSource;
  /** Path of the subtree it files in; null for the whole district. */
  areaPath: string | null;
}

interface Asking {
  services: Services;
  request: FastifyRequest;
  address: string;
}

/** Lets a signed request in when one of the verbs is granted, and leaves a line in the audit log either way. */
export async function asPeer<A>(
  asking: Asking,
  verbs: readonly PeerVerb[],
  work: (peer: IncomingPeer) => Promise<A>,
): Promise<A> {
  const peer = await admit(asking, verbs);
  try {
    return await work(peer);
  } catch (error) {
    if (error instanceof Refusal) {
      const scope = systemScope(peer.district);
      await inDistrict(asking.services.database.app, scope, (tx) => writeLine(asking, tx, peer, error.code));
    }
    throw error;
  }
}

async function admit(asking: Asking, verbs: readonly PeerVerb[]): Promise<IncomingPeer> {
  const { services, request } = asking;
  const signed = readHeaders(request);
  if (!signed) return refuse('peer.wrong-signature');
  const { district, id } = signed;
  const found = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const peer = await readPeer(services, tx, district, id);
    // For an unknown peer the same work is done with a key that nobody has.
    const fits = isSigned(peerKey(services.crypto, district, id), signed.request, signed.signature);
    // Whoever cannot sign writes nothing, or the audit log could be flooded by anybody.
    if (!peer || !fits) return { refused: 'peer.wrong-signature' as const };
    const refused = await refusalFor(services, tx, peer, verbs, signed.request);
    await writeLine(asking, tx, peer, refused);
    return refused ? { refused } : { peer };
  });
  if ('peer' in found) return found.peer;
  return refuse(found.refused, { minutes: clockMs / 60_000 });
}

interface Signed {
  district: number;
  id: string;
  signature: string;
  request: SignedRequest;
}

function readHeaders(request: FastifyRequest): Signed | null {
  const header = (name: string) => String(request.headers[`x-gezhi-${name}`] ?? '');
  const [, digits = '', id = ''] =
    /^([0-9a-z]{1,6})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(header('key-id')) ?? [];
  const district = Number.parseInt(digits, 36);
  const nonce = header('nonce');
  if (!(district > 0 && district <= 2147483647) || !/^[\w-]{16,64}$/.test(nonce)) return null;
  const { method, url: path } = request;
  const timestamp = header('timestamp');
  return {
    district,
    id,
    signature: header('signature'),
    request: { method, path, timestamp, nonce, bodyHash: bodyHashOf(request) },
  };
}

interface StoredPeer extends IncomingPeer {
  may: readonly string[];
}

/** A peer in force whose key is the derived one; a key written by hand cannot sign. */
async function readPeer(services: Services, tx: Tx, district: number, id: string): Promise<StoredPeer | null> {
  const row = await tx
    .selectFrom('exchange_peers as p')
    .leftJoin('areas as a', (on) => on.onRef('a.id', '=', 'p.area_id').on('a.district_id', '=', district))
    .select(['p.id', 'p.name', 'p.may', 'p.source', 'p.key_hash as keyHash', 'a.path as areaPath'])
    .where('p.district_id', '=', district)
    .where('p.id', '=', id)
    .where('p.ended_at', 'is', null)
    .executeTakeFirst();
  if (!row || !sameBytes(row.keyHash, sha256(peerKey(services.crypto, district, id)))) return null;
  const { name, may, areaPath } = row;
  return { district, id, name, may, areaPath, source: row.source as PeerSource }; // checked by the table
}

async function refusalFor(
  services: Services,
  tx: Tx,
  peer: StoredPeer,
  verbs: readonly PeerVerb[],
  { timestamp, nonce }: SignedRequest,
): Promise<RefusalCode | null> {
  const now = services.clock();
  if (!isOnTime(timestamp, now)) return 'peer.clock-off';
  const fresh = await tx
    .insertInto('exchange_nonces')
    .values({ district_id: peer.district, peer_id: peer.id, nonce, at: now })
    .onConflict((on) => on.columns(['district_id', 'peer_id', 'nonce']).doNothing())
    .returning('nonce')
    .executeTakeFirst();
  if (!fresh) return 'peer.replayed';
  return verbs.some((verb) => peer.may.includes(verb)) ? null : 'peer.may-not';
}

function writeLine(
  { services, request, address }: Asking,
  tx: Tx,
  { district, name }: IncomingPeer,
  refused: RefusalCode | null,
): Promise<void> {
  return audit(tx, services, {
    district,
    accountId: null,
    who: name,
    action: 'exchange.request',
    target: `${request.method} ${request.url}`,
    address,
    outcome: refused ? 'refused' : 'done',
    detail: refused,
  });
}
