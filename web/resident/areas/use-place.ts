import { useEffect, useRef, useState } from 'react';
import type { Answer, Ask } from '#contract/api';
import { call, Refusal } from '#web/api.ts';
import type { LonLat } from '#web/map/project.ts';
import { districtId } from './district.ts';

export type Located = NonNullable<Answer<'POST /api/public/locate'>['located']>;
export type Candidate = Answer<'POST /api/public/locate'>['candidates'][number];
type Question = Ask<'POST /api/public/locate'>['body'];

export interface PlaceChoice {
  source: 'device' | 'map' | 'photo' | 'address' | 'list';
  point?: LonLat & { accuracy?: number };
  addressId?: string;
  /** A micro-grid that a person chose. */
  areaId?: string;
  text?: string;
}

export interface PlaceState {
  choice: PlaceChoice | null;
  located: Located | null;
  candidates: Candidate[];
  error: unknown;
  busy: boolean;
  /** The device said where it is, and how surely. */
  device: (LonLat & { accuracy: number }) | null;
  /** Why the device does not say. */
  noDevice: 'denied' | 'absent' | null;
}

const nowhere: PlaceState = {
  choice: null,
  located: null,
  candidates: [],
  error: null,
  busy: false,
  device: null,
  noDevice: null,
};

// Longer than this and a person would rather choose from the list; a stand-still answer of a minute ago is good enough.
const PATIENCE_MS = 8000;
const FRESH_MS = 60_000;
/** Six decimals are ten centimetres: more digits say nothing and tell too much. */
const DIGITS = 6;

const rounded = (n: number) => Number(n.toFixed(DIGITS));

// GeolocationPositionError.PERMISSION_DENIED; older kernels do not have the name.
const DENIED = 1;

export function askDevice(): Promise<LonLat & { accuracy: number }> {
  return new Promise((done, fail) => {
    if (!('geolocation' in navigator) || !isSecureContext) {
      fail(new Error('absent'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        done({ lon: rounded(coords.longitude), lat: rounded(coords.latitude), accuracy: Math.round(coords.accuracy) }),
      (error) => fail(new Error(error.code === DENIED ? 'denied' : 'absent')),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}

async function question(choice: PlaceChoice): Promise<Question> {
  const district = await districtId();
  const { point, addressId, areaId } = choice;
  return {
    ...(district ? { district } : {}),
    ...(addressId ? { addressId } : {}),
    ...(areaId ? { areaId } : {}),
    ...(point ? { point } : {}),
  };
}

/** A place given by a person outranks the photo's, and that one the device's. */
const rank = { address: 3, list: 3, map: 3, photo: 2, device: 1 } as const;

export function mayReplace(old: PlaceChoice | null, next: PlaceChoice): boolean {
  return old === null || rank[next.source] >= rank[old.source];
}

export function usePlace() {
  const [state, setState] = useState<PlaceState>(nowhere);
  const now = useRef(state);
  const round = useRef(0);

  function change(part: Partial<PlaceState>): void {
    now.current = { ...now.current, ...part };
    setState(now.current);
  }

  async function locate(choice: PlaceChoice): Promise<void> {
    const mine = ++round.current;
    change({ choice, busy: true, error: null });
    try {
      const answer = await call('POST /api/public/locate', { body: await question(choice) }, { idempotent: true });
      if (mine === round.current) change({ ...answer, busy: false });
    } catch (error) {
      if (mine !== round.current) return;
      // Outside: what was found before no longer holds. No network: the place itself is kept and asked for later.
      change({ error, busy: false, candidates: [], ...(error instanceof Refusal ? { located: null } : {}) });
    }
  }

  function set(choice: PlaceChoice): void {
    if (mayReplace(now.current.choice, choice)) void locate(choice);
  }

  async function fromDevice(): Promise<void> {
    try {
      const device = await askDevice();
      change({ device, noDevice: null });
      set({ source: 'device', point: device });
    } catch (error) {
      change({ noDevice: (error as Error).message === 'denied' ? 'denied' : 'absent' });
    }
  }

  useEffect(
    () => () => {
      round.current = -1;
    },
    [],
  );

  return { ...state, set, locate, fromDevice, retry: () => now.current.choice && void locate(now.current.choice) };
}

export type PlaceBox = ReturnType<typeof usePlace>;
