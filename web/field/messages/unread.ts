import { useSyncExternalStore } from 'react';
import { ask } from '../accounts/session.ts';

const listeners = new Set<() => void>();
let count = 0;
let asking = false;

export function setUnread(n: number): void {
  if (count === n) return;
  count = n;
  for (const listener of listeners) listener();
}

/** Asks for the number alone; that it fails once is no news: the next live event asks again. */
export async function askUnread(): Promise<void> {
  if (asking) return;
  asking = true;
  await ask('GET /api/inbox', { query: { limit: 1 } })
    .then((answer) => setUnread(answer.unread))
    .catch(() => undefined);
  asking = false;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useUnread(): number {
  return useSyncExternalStore(subscribe, () => count);
}
