import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Flat } from './project.ts';

export interface View {
  center: Flat;
  /** Metres per pixel. */
  perPixel: number;
}

export interface Size {
  width: number;
  height: number;
}

// A house fills the screen at 0.15 m per pixel; a county fits at 120.
const CLOSEST = 0.15;
const FARTHEST = 120;
const TAP_PX = 6;

export function useSize(box: RefObject<Element | null>): Size {
  const [size, setSize] = useState<Size>({ width: 360, height: 160 });
  useEffect(() => {
    const own = box.current;
    if (!own) return;
    const watch = new ResizeObserver(([entry]) => {
      const room = entry?.contentRect;
      if (room && room.width > 0) setSize({ width: room.width, height: room.height });
    });
    watch.observe(own);
    return () => watch.disconnect();
  }, [box]);
  return size;
}

export function zoomed(view: View, factor: number, at: Flat = view.center): View {
  const perPixel = Math.min(FARTHEST, Math.max(CLOSEST, view.perPixel * factor));
  const share = perPixel / view.perPixel;
  return {
    perPixel,
    center: { x: at.x + (view.center.x - at.x) * share, y: at.y + (view.center.y - at.y) * share },
  };
}

interface Gestures {
  box: RefObject<SVGSVGElement | null>;
  view: View;
  setView: (view: View) => void;
  active: boolean;
  onTap: (at: Flat) => void;
  /** Called while the pin is dragged; `done` on release. */
  onDrag: (at: Flat, done: boolean) => void;
}

type Mode = { kind: 'pan' | 'pin' | 'pinch'; moved: number };

/** One finger pans, taps or drags the pin; two fingers or the wheel zoom. */
export function usePanZoom({ box, view, setView, active, onTap, onDrag }: Gestures) {
  const pointers = useRef(new Map<number, Flat>());
  const mode = useRef<Mode>({ kind: 'pan', moved: 0 });
  const latest = useRef(view);
  latest.current = view;

  function onPlane(client: Flat): Flat {
    const room = box.current?.getBoundingClientRect();
    if (!room) return latest.current.center;
    const { center, perPixel } = latest.current;
    return {
      x: center.x + (client.x - room.left - room.width / 2) * perPixel,
      y: center.y + (client.y - room.top - room.height / 2) * perPixel,
    };
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the listener reads refs; only `active` decides whether it is there.
  useEffect(() => {
    const own = box.current;
    if (!own || !active) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      setView(
        zoomed(latest.current, event.deltaY > 0 ? 1.2 : 1 / 1.2, onPlane({ x: event.clientX, y: event.clientY })),
      );
    };
    own.addEventListener('wheel', wheel, { passive: false });
    return () => own.removeEventListener('wheel', wheel);
  }, [active]);

  function pinch(before: Flat, now: Flat, other: Flat): void {
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(now.x - other.x, now.y - other.y);
    if (is > 0)
      setView(zoomed(latest.current, was / is, onPlane({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })));
  }

  function down(event: PointerEvent): void {
    const onPin = (event.target as Element).closest('[data-pin]') !== null;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    box.current?.setPointerCapture(event.pointerId);
    const kind = pointers.current.size > 1 ? 'pinch' : onPin ? 'pin' : 'pan';
    mode.current = { kind, moved: 0 };
  }

  function move(event: PointerEvent): void {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    pointers.current.set(event.pointerId, now);
    mode.current.moved += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (mode.current.kind === 'pinch' && other) pinch(before, now, other);
    else if (mode.current.kind === 'pin') onDrag(onPlane(now), false);
    else if (mode.current.kind === 'pan' && mode.current.moved > TAP_PX) {
      const { center, perPixel } = latest.current;
      setView({
        perPixel,
        center: { x: center.x - (now.x - before.x) * perPixel, y: center.y - (now.y - before.y) * perPixel },
      });
    }
  }

  function up(event: PointerEvent): void {
    if (!pointers.current.delete(event.pointerId)) return;
    const at = onPlane({ x: event.clientX, y: event.clientY });
    const { kind, moved } = mode.current;
    if (kind === 'pin') onDrag(at, true);
    if (kind === 'pan' && moved <= TAP_PX) onTap(at);
    if (pointers.current.size > 0) mode.current = { kind: 'pan', moved: TAP_PX + 1 };
  }

  function cancel(event: PointerEvent): void {
    pointers.current.delete(event.pointerId);
  }

  return active ? { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: cancel } : {};
}
