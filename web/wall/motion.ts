/** ?still (screenshots, projectors) or the system's wish: nothing moves by itself. */
export function isStill(): boolean {
  return new URLSearchParams(location.search).has('still') || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** ?kiosk: a screen without a keyboard. It stays signed in and awake, and shows no sign-out. */
export function isKiosk(): boolean {
  return new URLSearchParams(location.search).has('kiosk');
}
