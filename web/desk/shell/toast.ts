export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'wrong';
  /** What takes it back, and until when; after that the toast goes. */
  undo: { run: () => void; until: number } | null;
  until: number;
}

const SHOWN_MS = 5000;
const WRONG_MS = 9000;
// ux.md §9.6: eight seconds, a little less than the server keeps it open, so that a late press still arrives in time.
export const UNDO_MS = 8000;

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

function show(toast: Omit<Toast, 'id'>): void {
  count += 1;
  const id = count;
  set([...toasts.filter((one) => !one.undo || !toast.undo).slice(-2), { ...toast, id }]);
  setTimeout(() => dismissToast(id), toast.until - Date.now());
}

export function say(text: string): void {
  show({ text, tone: 'done', undo: null, until: Date.now() + SHOWN_MS });
}

export function sayWrong(text: string): void {
  show({ text, tone: 'wrong', undo: null, until: Date.now() + WRONG_MS });
}

export function sayWithUndo(text: string, run: () => void, serverUntil: number): void {
  const until = Math.min(Date.now() + UNDO_MS, serverUntil);
  show({ text, tone: 'done', undo: { run, until }, until });
}

/** The newest thing that can still be taken back, for the key Z. */
export function undoLast(): boolean {
  const last = toasts.findLast((toast) => toast.undo);
  if (!last?.undo) return false;
  dismissToast(last.id);
  last.undo.run();
  return true;
}
