import { useEffect, useRef, useState } from 'react';
import type { Answer } from '#contract/api';
import { call, Refusal } from '#web/api.ts';
import type { LonLat } from '#web/map/project.ts';
import { useMe } from '../accounts/session.ts';
import { askDevice, type DevicePlace, NoDevicePlace, type NoPlace } from './device-place.ts';

type LocateAnswer = Answer<'POST /api/public/locate'>;
export type Located = NonNullable<LocateAnswer['located']>;
type Candidate = LocateAnswer['candidates'][number];

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
  device: DevicePlace | null;
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

function questionOf({ point, addressId, areaId }: PlaceChoice, district: number) {
  return {
    district,
    ...(addressId ? { addressId } : {}),
    ...(areaId ? { areaId } : {}),
    ...(point ? { point } : {}),
  };
}

/** Where something is, which micro-grid that is, and who answers there. */
export function usePlace() {
  const { district } = useMe();
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
      const body = questionOf(choice, district);
      const answer = await call('POST /api/public/locate', { body }, { idempotent: true });
      if (mine === round.current) change({ ...answer, busy: false });
    } catch (error) {
      if (mine !== round.current) return;
      // Outside: what was found before no longer holds. No network: the place is kept and asked for later.
      change({ error, busy: false, candidates: [], ...(error instanceof Refusal ? { located: null } : {}) });
    }
  }

  function set(choice: PlaceChoice): void {
    const old = now.current.choice;
    if (old === null || rank[choice.source] >= rank[old.source]) void locate(choice);
  }

  async function fromDevice(): Promise<void> {
    try {
      const device = await askDevice();
      change({ device, noDevice: null });
      set({ source: 'device', point: device });
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

  const clear = () => change(nowhere);
  return {
    ...state,
    set,
    locate,
    fromDevice,
    clear,
    retry: () => now.current.choice && void locate(now.current.choice),
  };
}

export type PlaceBox = ReturnType<typeof usePlace>;
