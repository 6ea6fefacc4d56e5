import { useEffect, useState } from 'react';
import { call } from '#web/api.ts';
import { type District, ownDistrict, setOwnDistrict } from '../device.ts';

let loaded: Promise<District[]> | undefined;

export function districts(): Promise<District[]> {
  loaded ??= call('GET /api/public/districts', {}).then(
    (answer) => answer.rows,
    (error: unknown) => {
      loaded = undefined;
      throw error;
    },
  );
  return loaded;
}

/** From the address (?d=330109107, as printed on a notice board), then from this device, then the first. */
async function wished(): Promise<number | undefined> {
  const asked = Number(new URLSearchParams(location.search).get('d'));
  if (asked > 0) await setOwnDistrict(asked);
  return asked > 0 ? asked : ownDistrict();
}

export async function currentDistrict(): Promise<District | undefined> {
  const [all, wish] = await Promise.all([districts(), wished()]);
  return all.find((district) => district.id === wish) ?? all[0];
}

/** The id alone, for queries: known without the network once it was chosen. */
export async function districtId(): Promise<number | undefined> {
  return (await wished()) ?? (await currentDistrict().catch(() => undefined))?.id;
}

export function useDistrict(): District | undefined {
  const [district, setDistrict] = useState<District>();
  useEffect(() => {
    currentDistrict().then(setDistrict, () => undefined);
  }, []);
  return district;
}
