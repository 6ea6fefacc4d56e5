import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveEvent } from '#contract/live-event';
import { type LiveState, openLive } from '#web/live.ts';
import { askUnread } from './messages/unread.ts';

/** null: a gap in the stream; everything shown must be read again. */
type Heard = LiveEvent | null;

const hearers = new Set<(event: Heard) => void>();
const watchers = new Set<() => void>();
let state: LiveState = 'connecting';
let unreadTimer: ReturnType<typeof setTimeout> | undefined;
// Messages are written by a job just after the change: asked at once, the number would be the old one.
const MESSAGE_MS = 1500;

function heard(event: Heard): void {
  for (const hear of hearers) hear(event);
  clearTimeout(unreadTimer);
  unreadTimer = setTimeout(() => void askUnread(), MESSAGE_MS);
}

/** One stream for the whole front while someone is signed in. */
export function startLive(): () => void {
  void askUnread();
  const stop = openLive('/api/live', {
    types: ['case'],
    onEvent: ({ type, data }) => heard(type === 'case' ? (data as LiveEvent) : null),
    onState: (next) => {
      state = next;
      for (const watch of watchers) watch();
    },
  });
  return () => {
    clearTimeout(unreadTimer);
    stop();
  };
}

/** Hears every change that this person may see. */
export function useLive(hear: (event: Heard) => void): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const own = (event: Heard) => latest.current(event);
    hearers.add(own);
    return () => {
      hearers.delete(own);
    };
  }, []);
}

function subscribe(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}
