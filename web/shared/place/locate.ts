import type { Answer } from '#contract/api';
import { call } from '../api.ts';
import type { LonLat } from '../map/project.ts';
import { type DistrictOf, inDistrict } from './district.ts';

type LocateAnswer = Answer<'POST /api/public/locate'>;
export type Located = NonNullable<LocateAnswer['located']>;
export type Candidate = LocateAnswer['candidates'][number];

export interface PlaceChoice {
  source: 'device' | 'map' | 'photo' | 'address' | 'list';
  point?: LonLat & { accuracy?: number };
  addressId?: string;
  /** A micro-grid that a person chose. */
  areaId?: string;
  text?: string;
}

function askedOf({ point, addressId, areaId }: PlaceChoice) {
  return { ...(addressId ? { addressId } : {}), ...(areaId ? { areaId } : {}), ...(point ? { point } : {}) };
}

/** Whose a place is: its micro-grid and who answers there, or the micro-grids to choose from at an edge. */
export async function locateChoice(districtOf: DistrictOf, choice: PlaceChoice): Promise<LocateAnswer> {
  const body = { ...(await inDistrict(districtOf)), ...askedOf(choice) };
  return call('POST /api/public/locate', { body }, { idempotent: true });
}
