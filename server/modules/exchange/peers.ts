import type { Selectable } from 'kysely';
import type { Peer, PeerSource, PeerVerb } from '#contract/exchange';
import { type Crypto, sameBytes, sha256 } from '#kernel/crypto';
import { inDistrict } from '#kernel/database';
import type { Services } from '#kernel/services';
import type { Tables } from '../../migrations/tables.ts';

/** The system behind a key that is in force. */
export interface KnownPeer {
  district: number;
  id: string;
  name: string;
  may: readonly PeerVerb[];
  /** What its cases are counted as. */
  source: PeerSource;
  /** It files in this subtree only; null for the whole district. */
  areaPath: string | null;
}

/**
 * A key is `<district in base 36>-<32 characters>`, derived from the peer's id like a tracking token (decision 0008): a
 * resent command shows the same key although only its hash is stored.
 */
export function peerKey(crypto: Crypto, district: number, id: string): string {
  return `${district.toString(36)}-${crypto.sign(`peer ${district} ${id.toLowerCase()}`).slice(0, 32)}`;
}

/** What a peer names itself by when it signs: `<district in base 36>-<its id>`. */
export function keyIdOf(district: number, id: string): string {
  return `${district.toString(36)}-${id}`;
}

/** What is stored of a key. */
export function keyColumns(key: string): { key_hash: Buffer; key_hint: string } {
  return { key_hash: sha256(key), key_hint: key.slice(-4) };
}

/** The district that a key names; 0, where nobody lives, for what cannot be a key. */
function keyDistrict(key: string): number {
  const [, digits] = /^([0-9a-z]{1,6})-[\w-]{16,64}$/.exec(key) ?? [];
  const district = Number.parseInt(digits ?? '', 36);
  return district > 0 && district <= 2147483647 ? district : 0;
}

/** Whose key this is; null when it is nobody's or was ended. One hash and one look-up whatever was shown. */
export async function findPeer(services: Pick<Services, 'database'>, key: string): Promise<KnownPeer | null> {
  const district = keyDistrict(key);
  const hash = sha256(key);
  const row = await inDistrict(services.database.app, { district, areas: [], units: [], cases: [] }, (tx) =>
    tx
      .selectFrom('exchange_peers as p')
      .leftJoin('areas as a', (on) => on.on('a.district_id', '=', district).onRef('a.id', '=', 'p.area_id'))
      .select(['p.id', 'p.name', 'p.may', 'p.source', 'p.key_hash', 'p.ended_at', 'a.path'])
      .where('p.district_id', '=', district)
      .where('p.key_hash', '=', hash)
      .executeTakeFirst(),
  );
  if (!row || row.ended_at !== null || !sameBytes(row.key_hash, hash)) return null;
  const { id, name, path } = row;
  // The checks of the table let no other words in.
  return { district, id, name, may: row.may as PeerVerb[], source: row.source as PeerSource, areaPath: path };
}

export function toPeer(row: Selectable<Tables['exchange_peers']>, areaName: string | null): Peer {
  return {
    id: row.id,
    name: row.name,
    keyHint: row.key_hint,
    may: row.may as PeerVerb[], // the check of the table lets no other words in
    keyId: keyIdOf(row.district_id, row.id),
    source: row.source as PeerSource, // likewise
    areaId: row.area_id,
    areaName,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
