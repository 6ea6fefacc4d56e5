import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  data: T | undefined;
  error: unknown;
  loading: boolean;
  reload: () => void;
  /** Puts an answer that a command returned in place of the loaded one. */
  set: (data: T) => void;
}

/** Loads on `key` and on reload; null waits. The last answer stays while the next one is on its way. */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string | null; data?: T; error?: unknown; loading: boolean }>({
    key,
    loading: key !== null,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what reload() turns.
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    setState((old) => (old.key === key ? { ...old, loading: true } : { key, loading: true }));
    latest.current(stop.signal).then(
      (data) => !stop.signal.aborted && setState({ key, data, loading: false }),
      (error: unknown) => !stop.signal.aborted && setState((old) => ({ ...old, key, error, loading: false })),
    );
    return () => stop.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((data: T) => setState((old) => ({ ...old, data, error: undefined })), []);
  const mine = state.key === key;
  return {
    data: mine ? state.data : undefined,
    error: mine ? state.error : undefined,
    loading: state.loading,
    reload,
    set,
  };
}

/** The present time, renewed every `every` milliseconds so that remaining times stay true on an open screen. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
