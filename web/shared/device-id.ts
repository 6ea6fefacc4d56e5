import { newId } from './ids.ts';

const KEY = 'gezhi.device';
let own = '';

/**
 * A random number for this browser, so that the server's limits count phones: hundreds of them share the one address of
 * a town's network. It says nothing else and goes when the browser's data goes.
 */
export function deviceId(): string {
  if (own) return own;
  own = newId();
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) own = kept;
    else localStorage.setItem(KEY, own);
  } catch {
    // Private windows of old kernels throw; the number then lasts for this page only.
  }
  return own;
}

/** Part of "delete everything from this phone": the next request is made by a stranger. */
export function forgetDevice(): void {
  own = '';
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept: see deviceId().
  }
}
