import { useEffect, useRef, useState } from 'react';
import { Refusal } from '../api.ts';
import { askDevice, type DevicePlace, NoDevicePlace, type NoPlace } from './device-place.ts';
import type { DistrictOf } from './district.ts';
import { type Candidate, type Located, locateChoice, type PlaceChoice } from './locate.ts';

export interface PlaceState {
  choice: PlaceChoice | null;
  located: Located | null;
  candidates: Candidate[];
  error: unknown;
  busy: boolean;
  /** The device said where it is, and how surely. */
  device: DevicePlace | null;
  /** Why the device does not say. */
  noDevice: NoPlace | null;
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

/** A place given by a person outranks the photo's, and that one the device's. */
const rank = { address: 3, list: 3, map: 3, photo: 2, device: 1 } as const;

export function mayReplace(old: PlaceChoice | null, next: PlaceChoice): boolean {
  return old === null || rank[next.source] >= rank[old.source];
}

/** Where something is, which micro-grid that is, and who answers there. */
export function usePlace(districtOf: DistrictOf) {
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
      const answer = await locateChoice(districtOf, choice);
      if (mine === round.current) change({ ...answer, busy: false });
    } catch (error) {
      if (mine !== round.current) return;
      // Outside: what was found before no longer holds. No network: the place itself is kept and asked for later.
      change({ error, busy: false, candidates: [], ...(error instanceof Refusal ? { located: null } : {}) });
    }
  }

  function offer(choice: PlaceChoice): void {
    if (mayReplace(now.current.choice, choice)) void locate(choice);
  }

  async function askedDevice(take: (choice: PlaceChoice) => void): Promise<void> {
    try {
      const device = await askDevice();
      change({ device, noDevice: null });
      take({ source: 'device', point: device });
    } catch (error) {
      change({ noDevice: error instanceof NoDevicePlace ? error.why : 'absent' });
    }
  }

  useEffect(
    () => () => {
      round.current = -1;
    },
    [],
  );

  return {
    ...state,
    districtOf,
    /** Takes a place that nobody pressed for, unless a better one stands there. */
    offer,
    locate,
    offerDevice: () => askedDevice(offer),
    /** Pressed for, it replaces whatever was chosen before. */
    fromDevice: () => askedDevice((choice) => void locate(choice)),
    clear: () => change(nowhere),
    retry: () => now.current.choice && void locate(now.current.choice),
  };
}

export type PlaceBox = ReturnType<typeof usePlace>;
