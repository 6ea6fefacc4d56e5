import { useSyncExternalStore } from 'react';
import { ask } from '../accounts/session.ts';

type Heard = (more: boolean) => void;

const listeners = new Set<Heard>();
let count = 0;
let asking = false;

export function setUnread(n: number): void {
  if (count === n) return;
  const more = n > count;
  count = n;
  for (const listener of listeners) listener(more);
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

/** Hears whenever the number changes, and whether it grew. */
export function onUnread(hear: Heard): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

export function useUnread(): number {
  return useSyncExternalStore(onUnread, () => count);
}
