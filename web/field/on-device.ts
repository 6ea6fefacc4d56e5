import { drop, keep, kept } from '#web/store.ts';
import { me } from './accounts/session.ts';

/**
 * What this front keeps on the phone, apart for each account: another person on the same phone sees nothing of it, and
 * finds the own things again.
 */
function own(key: string): string {
  return `field.${me()?.accountId ?? 'nobody'}.${key}`;
}

export const keepOwn = (key: string, value: unknown) => keep(own(key), value);
export const keptOwn = <T>(key: string) => kept<T>(own(key));
export const dropOwn = (key: string) => drop(own(key));

/** An answer for reading without a network, and when it came. */
export interface Cached<T> {
  value: T;
  at: number;
}
