import type { Limit } from './routes.ts';

interface Bucket {
  used: number;
  until: number;
}

/**
 * Fixed windows in memory, one set per process: a shield against floods, not an account. Returns the seconds to wait
 * when a window is full, else 0.
 */
export function rateLimiter(clock: () => number, most = 100_000) {
  const buckets = new Map<string, Bucket>();

  const take = (key: string, allowed: number, seconds: number): number => {
    const now = clock();
    const found = buckets.get(key);
    // A window that ends later than it could is from before the clock was set back: nobody waits for an hour for that.
    if (!found || found.until <= now || found.until > now + seconds * 1000) {
      if (buckets.size >= most) sweep(now);
      buckets.set(key, { used: 1, until: now + seconds * 1000 });
      return 0;
    }
    found.used += 1;
    return found.used > allowed ? Math.ceil((found.until - now) / 1000) : 0;
  };

  const sweep = (now: number): void => {
    for (const [key, bucket] of buckets) if (bucket.until <= now) buckets.delete(key);
    // Still full: a flood of made-up devices. Forgetting all is better than growing without end.
    if (buckets.size >= most) buckets.clear();
  };

  return {
    /** One use of one key, whatever it stands for. */
    takeOne: take,
    take(route: string, limit: Limit, device: string, address: string): number {
      const byAddress = take(`a ${route} ${address}`, limit.perAddress, limit.seconds);
      return byAddress || take(`d ${route} ${device}`, limit.perDevice, limit.seconds);
    },
  };
}
