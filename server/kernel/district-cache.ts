import type { Database } from './database.ts';

interface Kept<T> {
  listening: Promise<unknown> | null;
  byDistrict: Map<number, Promise<T>>;
}

/**
 * What is read often and changed seldom, kept in the process for each district until any process says on `channel` that it
 * changed: nothing is kept before this process hears of changes, and all is forgotten when the ear was cut.
 */
export function districtCache<T>(channel: string, read: (database: Database, district: number) => Promise<T>) {
  const caches = new WeakMap<Database, Kept<T>>();
  const of = (database: Database): Kept<T> => {
    const known = caches.get(database) ?? { listening: null, byDistrict: new Map() };
    caches.set(database, known);
    return known;
  };
  const listen = (database: Database, cache: Kept<T>): Promise<unknown> => {
    cache.listening ??= database
      .listen(
        channel,
        (district) => cache.byDistrict.delete(Number(district)),
        () => cache.byDistrict.clear(),
      )
      .catch((error: unknown) => {
        cache.listening = null;
        throw error;
      });
    return cache.listening;
  };
  return {
    async get({ database }: { database: Database }, district: number): Promise<T> {
      const cache = of(database);
      await listen(database, cache);
      const known = cache.byDistrict.get(district);
      if (known) return known;
      const reading = read(database, district);
      cache.byDistrict.set(district, reading);
      reading.catch(() => {
        if (cache.byDistrict.get(district) === reading) cache.byDistrict.delete(district);
      });
      return reading;
    },
    /** After an own change: the notification arrives a moment later, and whoever changed something reads it at once. */
    forget({ database }: { database: Database }, district: number): void {
      of(database).byDistrict.delete(district);
    },
  };
}
