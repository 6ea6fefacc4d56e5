import { useEffect, useState } from 'react';

/** Renders each second, on the second, as long as the screen is up. */
export function useSecond(skewMs: number): number {
  const [now, setNow] = useState(() => Date.now() + skewMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = Date.now() + skewMs;
      setNow(at);
      timer = setTimeout(tick, 1000 - (at % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [skewMs]);
  return now;
}

// ux.md: figures older than two minutes turn grey and say since when.
export const STALE_MS = 2 * 60_000;

/** Did the last answer come more than two minutes ago? */
export function useStale(receivedAt: number | null): boolean {
  const [stale, setStale] = useState(false);
  useEffect(() => {
    setStale(false);
    if (receivedAt === null) return;
    const timer = setTimeout(() => setStale(true), receivedAt + STALE_MS - performance.now());
    return () => clearTimeout(timer);
  }, [receivedAt]);
  return stale;
}
