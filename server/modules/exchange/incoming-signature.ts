import { createHmac } from 'node:crypto';
import { sameText } from '#kernel/crypto';

/** How far the clocks of two systems may differ. */
export const clockMs = 5 * 60_000;
/** A request's time may lie `clockMs` ahead when it comes and be played again until `clockMs` after that time. */
export const nonceMs = 3 * clockMs;

export interface SignedRequest {
  method: string;
  /** With the query, as it was sent. */
  path: string;
  /** Seconds since 1970. */
  timestamp: string;
  nonce: string;
  /** SHA-256 of the body's bytes, hex. */
  bodyHash: string;
}

/** HMAC-SHA-256 over five lines, hex: what must not be changed on the way, and nothing that a proxy rewrites. */
export function signIncoming(key: string, { method, path, timestamp, nonce, bodyHash }: SignedRequest): string {
  return createHmac('sha256', key).update([method, path, timestamp, nonce, bodyHash].join('\n')).digest('hex');
}

export function isSigned(key: string, request: SignedRequest, signature: string): boolean {
  return sameText(signIncoming(key, request), signature.toLowerCase());
}

export function isOnTime(timestamp: string, now: Date): boolean {
  return /^\d{9,11}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now.getTime()) <= clockMs;
}
