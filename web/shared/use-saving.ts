import { useEffect, useRef } from 'react';

const PAUSE_MS = 500;

/**
 * Calls `save` half a second after the last change of `watch`, and at once when the page is hidden, closed or left with a
 * change not yet written: a phone may end a hidden page without another word. What stands there when `on` becomes true
 * has been read from the device and is no change.
 */
export function useSaving(watch: string, on: boolean, save: () => void): void {
  const latest = useRef({ watch, save });
  latest.current = { watch, save };
  const written = useRef<string | null>(null);
  // Set while drawing, not after it: a page may go before an effect has run.
  if (on) written.current ??= watch;

  const flush = useRef(() => {
    if (written.current === null || written.current === latest.current.watch) return;
    written.current = latest.current.watch;
    latest.current.save();
  }).current;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the pause anew.
  useEffect(() => {
    const timer = setTimeout(flush, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [watch, on]);

  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', hidden);
    addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
}
