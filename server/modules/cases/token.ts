import { createHash } from 'node:crypto';
import type { Crypto } from '#kernel/crypto';
import { refuse } from '#kernel/refuse';

/**
 * A tracking token is `<district in base 36>-<32 characters>`. It is derived from the contact's id, so that a resent
 * report is answered with the same token although only its hash is stored.
 */
export function trackingToken(crypto: Crypto, district: number, contactId: string): string {
  return `${district.toString(36)}-${crypto.sign(`track ${district} ${contactId}`).slice(0, 32)}`;
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The district a token names; refuses what cannot be a token. */
export function tokenDistrict(token: string): number {
  const [, digits] = /^([0-9a-z]{1,6})-[A-Za-z0-9_-]{32}$/.exec(token) ?? [];
  const district = Number.parseInt(digits ?? '', 36);
  return Number.isInteger(district) && district > 0 && district <= 2147483647 ? district : refuse('case.unknown');
}
