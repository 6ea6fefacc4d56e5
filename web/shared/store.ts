import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface Kept extends DBSchema {
  things: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;
// Private windows of old kernels have no IndexedDB: things are then kept as long as the page lives.
const memory = new Map<string, unknown>();

function database(): Promise<IDBPDatabase<Kept>> {
  // One store a front: what a resident forgets on this phone is not what a worker keeps on it.
  opened ??= openDB<Kept>(`gezhi ${location.pathname.split('/')[1] ?? ''}`, 1, {
    upgrade: (db) => void db.createObjectStore('things'),
  });
  return opened;
}

/** What stays on this device: drafts and tracking tokens. Photos are kept as ArrayBuffer (iOS drops large Blobs). */
export async function keep(key: string, value: unknown): Promise<void> {
  memory.set(key, value);
  await database()
    .then((db) => {
      const change = db.transaction('things', 'readwrite');
      // Committed at once, not when the browser finds out that nothing follows: a page being closed has no later. Safari
      // before 15 has no such call.
      return Promise.all([change.store.put(value, key), change.commit?.(), change.done]);
    })
    .catch(() => undefined);
}

export async function kept<T>(key: string): Promise<T | undefined> {
  const found = await database()
    .then((db) => db.get('things', key))
    .catch(() => undefined);
  return (found ?? memory.get(key)) as T | undefined;
}

export async function drop(key: string): Promise<void> {
  memory.delete(key);
  await database()
    .then((db) => db.delete('things', key))
    .catch(() => undefined);
}

export async function dropAll(): Promise<void> {
  memory.clear();
  await database()
    .then((db) => db.clear('things'))
    .catch(() => undefined);
}
