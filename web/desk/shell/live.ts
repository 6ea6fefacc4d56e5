import { useEffect, useRef, useSyncExternalStore } from 'react';
import { partMoves } from '#contract/lifecycle-parts';
import type { LiveEvent } from '#contract/live-event';
import { type LiveState, openLive } from '#web/live.ts';
import { queries, refresh } from './query.ts';

// Counts are asked again at most every 2 s however many cases move at once.
const COUNTS_MS = 2000;

interface Stream {
  state: LiveState;
  /** When the stream broke; null while it is whole. */
  lostAt: number | null;
}

let stream: Stream = { state: 'connecting', lostAt: null };
const watchers = new Set<() => void>();
const hearers = new Set<(event: LiveEvent) => void>();
let counting = false;
let tasksToo = false;

/** Steps after which somebody may have another task than before. */
const ofTasks: ReadonlySet<string> = new Set([...Object.keys(partMoves), 'dispatch', 'conclude', 'handle', 'merge']);

function change(state: LiveState): void {
  const back = state === 'open' && stream.lostAt !== null;
  const broken = state === 'lost' || (state === 'connecting' && stream.lostAt !== null);
  stream = { state, lostAt: broken ? (stream.lostAt ?? Date.now()) : null };
  for (const watcher of watchers) watcher();
  // The stream resumes without loss, but what was asked over the broken line may have failed.
  if (back) void refresh('GET /api/cases/counts', 'GET /api/cases/:id', 'GET /api/inbox', 'GET /api/tasks');
}

function isLiveEvent(data: unknown): data is LiveEvent {
  return typeof data === 'object' && data !== null && 'caseId' in data && 'seq' in data;
}

function hear(data: unknown): void {
  if (!isLiveEvent(data)) return;
  for (const hearer of hearers) hearer(data);
  tasksToo ||= ofTasks.has(data.move);
  if (counting) return;
  counting = true;
  setTimeout(() => {
    counting = false;
    void refresh('GET /api/cases/counts', 'GET /api/inbox', ...(tasksToo ? (['GET /api/tasks'] as const) : []));
    tasksToo = false;
  }, COUNTS_MS);
}

/** The server says that too much was missed to tell one by one. */
function refreshAll(): void {
  void queries.invalidateQueries();
}

/** Opens the one stream of the desk as long as somebody is signed in who may see cases. */
export function useLiveStream(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    return openLive('/api/live', {
      types: ['case', 'reset'],
      onEvent: (event) => (event.type === 'reset' ? refreshAll() : hear(event.data)),
      onState: change,
    });
  }, [on]);
}

export function useLiveState(): Stream {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => stream,
  );
}

/** Calls `act` for every change of a case that this person may see. */
export function useLiveEvents(act: (event: LiveEvent) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const hearer = (event: LiveEvent) => latest.current(event);
    hearers.add(hearer);
    return () => void hearers.delete(hearer);
  }, []);
}
