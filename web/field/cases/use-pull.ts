import { useEffect, useRef, useState } from 'react';

// A finger draws about twice as far as the list follows; from 64 px on, letting go refreshes.
const ENOUGH_PX = 64;
const FOLLOW = 0.5;

/** Pulling the page down at its top refreshes it. The refresh button is the same for everyone else. */
export function usePull(onPull: () => void): { pulled: number; ready: boolean } {
  const [pulled, setPulled] = useState(0);
  const latest = useRef(onPull);
  latest.current = onPull;
  useEffect(() => {
    let from: number | null = null;
    let far = 0;
    const start = (event: TouchEvent) => {
      const inDialog = (event.target as Element).closest('dialog, .map-active') !== null;
      from = scrollY <= 0 && event.touches.length === 1 && !inDialog ? (event.touches[0]?.clientY ?? null) : null;
    };
    const move = (event: TouchEvent) => {
      if (from === null) return;
      far = Math.max(0, ((event.touches[0]?.clientY ?? from) - from) * FOLLOW);
      setPulled(Math.min(far, ENOUGH_PX * 1.3));
    };
    const end = () => {
      if (from !== null && far >= ENOUGH_PX) latest.current();
      from = null;
      far = 0;
      setPulled(0);
    };
    addEventListener('touchstart', start, { passive: true });
    addEventListener('touchmove', move, { passive: true });
    addEventListener('touchend', end);
    addEventListener('touchcancel', end);
    return () => {
      removeEventListener('touchstart', start);
      removeEventListener('touchmove', move);
      removeEventListener('touchend', end);
      removeEventListener('touchcancel', end);
    };
  }, []);
  return { pulled, ready: pulled >= ENOUGH_PX };
}
