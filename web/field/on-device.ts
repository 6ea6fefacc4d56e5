import { useEffect, useState } from 'react';
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

// An answer usually comes within this; a weak signal takes many times longer.
const PATIENCE_MS = 800;

/** While the server is slow, what this phone still knows: better than a blank screen in a stairwell. */
export function useEarly<T>(waiting: boolean, read: () => Promise<Cached<T> | undefined>): Cached<T> | undefined {
  const [early, setEarly] = useState<Cached<T>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each wait; `read` is written in place.
  useEffect(() => {
    if (!waiting) {
      setEarly(undefined);
      return;
    }
    let gone = false;
    const timer = setTimeout(() => void read().then((found) => !gone && setEarly(found)), PATIENCE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [waiting]);
  return early;
}
