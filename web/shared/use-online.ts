import { useSyncExternalStore } from 'react';

// navigator.onLine stays true behind a dead router; the client reports what its last request met.
const listeners = new Set<() => void>();
let reached = true;

function tell(): void {
  for (const listener of listeners) listener();
}

export function reportReach(ok: boolean): void {
  if (reached === ok) return;
  reached = ok;
  tell();
}

function back(): void {
  reached = true;
  tell();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    addEventListener('online', back);
    addEventListener('offline', tell);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    removeEventListener('online', back);
    removeEventListener('offline', tell);
  };
}

export function isOnline(): boolean {
  return navigator.onLine && reached;
}

export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, isOnline);
}
