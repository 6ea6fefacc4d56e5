import { useEffect, useSyncExternalStore } from 'react';
import { t } from './texts.ts';

interface Toast {
  id: number;
  text: string;
  undo: (() => void) | undefined;
}

const SHOWN_MS = 4000;
// Undo is offered a little less long than the server keeps it open, so that a press always arrives in time.
const UNDO_SHOWN_MS = 8000;

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function toast(text: string, undo?: () => void): void {
  count += 1;
  set([...toasts.slice(-1), { id: count, text, undo }]);
}

function dismiss(id: number): void {
  set(toasts.filter((one) => one.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function One({ item }: { item: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(item.id), item.undo ? UNDO_SHOWN_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [item]);
  return (
    <div className="toast">
      <span>{item.text}</span>
      {item.undo && (
        <button
          type="button"
          onClick={() => {
            item.undo?.();
            dismiss(item.id);
          }}
        >
          {t('undo')}
        </button>
      )}
    </div>
  );
}

/** Stands once in a front. The region is there before its first text, or readers would miss it. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div role="status" aria-live="polite" className="toasts">
      {shown.map((item) => (
        <One key={item.id} item={item} />
      ))}
    </div>
  );
}
