import { useCallback, useSyncExternalStore } from 'react';

// The area stands in the address, so that back, reload and a bookmark on the wall's computer work.
const watchers = new Set<() => void>();

function tell(): void {
  for (const watcher of watchers) watcher();
}

function subscribe(watcher: () => void): () => void {
  if (watchers.size === 0) addEventListener('popstate', tell);
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) removeEventListener('popstate', tell);
  };
}

function areaInAddress(): string | null {
  return new URLSearchParams(location.search).get('area');
}

/** The area on the wall (null = the reader's own) and how to go to another. */
export function usePlace(): [string | null, (areaId: string | null) => void] {
  const areaId = useSyncExternalStore(subscribe, areaInAddress);
  const go = useCallback((next: string | null) => {
    const search = new URLSearchParams(location.search);
    if (next) search.set('area', next);
    else search.delete('area');
    const text = search.toString();
    history.pushState(null, '', text ? `?${text}` : location.pathname);
    tell();
  }, []);
  return [areaId, go];
}
