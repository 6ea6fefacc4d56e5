import { useEffect, useState, useSyncExternalStore } from 'react';
import { type LonLat, metresBetween } from '../map/project.ts';

export type DevicePlace = LonLat & { accuracy: number };
export type NoPlace = 'denied' | 'absent';

export class NoDevicePlace extends Error {
  readonly why: NoPlace;
  constructor(why: NoPlace) {
    super(why);
    this.why = why;
  }
}

// Longer than this and a person would rather go on without; an answer of half a minute ago is good enough on foot.
const PATIENCE_MS = 8000;
const FRESH_MS = 30_000;
// GeolocationPositionError.PERMISSION_DENIED; older kernels do not have the name.
const DENIED = 1;
/** Six decimals are ten centimetres: more digits say nothing and tell too much. */
const rounded = (n: number) => Number(n.toFixed(6));

export function askDevice(): Promise<DevicePlace> {
  return new Promise((done, fail) => {
    if (!('geolocation' in navigator) || !isSecureContext) {
      fail(new NoDevicePlace('absent'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        done({ lon: rounded(coords.longitude), lat: rounded(coords.latitude), accuracy: Math.round(coords.accuracy) }),
      (error) => fail(new NoDevicePlace(error.code === DENIED ? 'denied' : 'absent')),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}

interface Position {
  place: DevicePlace | null;
  why: NoPlace | null;
  busy: boolean;
}

const listeners = new Set<() => void>();
let now: Position = { place: null, why: null, busy: false };

function set(next: Position): void {
  now = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function renewPosition(): Promise<DevicePlace | null> {
  set({ ...now, busy: true });
  try {
    const place = await askDevice();
    set({ place, why: null, busy: false });
    return place;
  } catch (error) {
    set({ place: null, why: error instanceof NoDevicePlace ? error.why : 'absent', busy: false });
    return null;
  }
}

/** Where the person is, for distances. Never asks by itself: only when it was allowed before. */
export function usePosition(): Position {
  return useSyncExternalStore(subscribe, () => now);
}

export type Permission = 'granted' | 'prompt' | 'denied' | 'unknown';

async function permission(): Promise<Permission> {
  if (!('geolocation' in navigator) || !isSecureContext) return 'denied';
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state;
  } catch {
    return 'unknown'; // Older WebKit knows no such question: the person may press the button.
  }
}

/** Reads the position once when it was allowed before; tells whether a press would have to ask. */
export function usePositionIfAllowed(): { position: Position; mayAsk: boolean } {
  const position = usePosition();
  const [allowed, setAllowed] = useState<Permission | null>(null);
  useEffect(() => {
    void permission().then((state) => {
      setAllowed(state);
      if (state === 'granted') void renewPosition();
    });
  }, []);
  const open = allowed === 'prompt' || allowed === 'unknown';
  return { position, mayAsk: open && position.place === null && position.why === null };
}

interface Somewhere {
  lon: number | null;
  lat: number | null;
}

export function metresTo(from: LonLat | null, to: Somewhere): number | null {
  if (!from || to.lon === null || to.lat === null) return null;
  return metresBetween(from, { lon: to.lon, lat: to.lat });
}
