import { systemScope } from './actor.ts';
import { type Database, inDistrict, type Tx } from './database.ts';

/** What is read once a district and kept in the process until any process says, by NOTIFY, that it has changed. */
export interface KeptByDistrict<T> {
  read(services: { database: Database }, district: number): Promise<T>;
  /** After an own change: the notification arrives a moment later, and whoever changed something reads it at once. */
  forget(services: { database: Database }, district: number): void;
}

interface Cache<T> {
  listening: Promise<unknown> | null;
  byDistrict: Map<number, Promise<T>>;
}

export function keptByDistrict<T>(channel: string, read: (tx: Tx, district: number) => Promise<T>): KeptByDistrict<T> {
  const caches = new WeakMap<Database, Cache<T>>();
  const cacheOf = (database: Database): Cache<T> => {
    const cache = caches.get(database) ?? { listening: null, byDistrict: new Map<number, Promise<T>>() };
    caches.set(database, cache);
    return cache;
  };
  return {
    forget: ({ database }, district) => void cacheOf(database).byDistrict.delete(district),
    async read({ database }, district) {
      const cache = cacheOf(database);
      await listen(channel, database, cache);
      const known = cache.byDistrict.get(district);
      if (known) return known;
      // The owner's pool: asked from inside transactions, the application's own could be full of those who ask.
      const reading = inDistrict(database.owner, systemScope(district), (tx) => read(tx, district));
      cache.byDistrict.set(district, reading);
      reading.catch(() => {
        if (cache.byDistrict.get(district) === reading) cache.byDistrict.delete(district);
      });
      return reading;
    },
  };
}

/** Nothing is kept before this process hears of changes; what was sent while the ear was cut is lost, so all is forgotten. */
function listen<T>(channel: string, database: Database, cache: Cache<T>): Promise<unknown> {
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
}
