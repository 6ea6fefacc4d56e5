import { useEffect, useState } from 'react';
import type { Answer } from '#contract/api';
import { forgetDevice } from '#web/device-id.ts';
import type { LonLat } from '#web/map/project.ts';
import { drop, dropAll, keep, kept } from '#web/store.ts';

export type Track = Answer<'GET /api/public/track/:token'>;
export type District = Answer<'GET /api/public/district'>;

/** A report that this device may follow: whoever has the token may. */
export interface OwnReport {
  token: string;
  id: string;
  no: string;
  title: string;
  at: string;
  role: 'mine' | 'joined';
  /** The last answer, for reading without a network, and when it came. */
  last?: Track;
  lastAt?: number;
}

export interface OwnGrid {
  areaId: string;
  name: string;
  lon: number | null;
  lat: number | null;
}

const REPORTS = 'reports';
const GRID = 'grid';
const DISTRICT = 'district';

/** Screens that show something kept on this device hear when it changes. */
const changes = new EventTarget();

async function put(key: string, value: unknown): Promise<void> {
  await keep(key, value);
  changes.dispatchEvent(new Event('change'));
}

export async function ownReports(): Promise<OwnReport[]> {
  return (await kept<OwnReport[]>(REPORTS)) ?? [];
}

// Two answers may arrive together; each edit waits for the one before, or one report would be lost.
let editing: Promise<unknown> = Promise.resolve();

function editReports(edit: (all: OwnReport[]) => OwnReport[]): Promise<void> {
  const next = editing.then(async () => put(REPORTS, edit(await ownReports())));
  editing = next.catch(() => undefined);
  return next;
}

export function addReport(report: OwnReport): Promise<void> {
  return editReports((all) => [report, ...all.filter((one) => one.id !== report.id)]);
}

export function rememberTrack(token: string, track: Track): Promise<void> {
  return editReports((all) =>
    all.map((one) => (one.token === token ? { ...one, title: track.title, last: track, lastAt: Date.now() } : one)),
  );
}

export function forgetReport(token: string): Promise<void> {
  return editReports((all) => all.filter((one) => one.token !== token));
}

export async function ownTokens(): Promise<string[]> {
  // The server takes 50 at most; the newest are those that may still be open.
  return (await ownReports()).slice(0, 50).map((report) => report.token);
}

export const ownGrid = () => kept<OwnGrid>(GRID);
export const setOwnGrid = (grid: OwnGrid) => put(GRID, grid);
/** Where the own micro-grid was first needed: a map may begin there. */
export function useGridPoint(): LonLat | null {
  const grid = useKept(ownGrid).value;
  return grid && grid.lon !== null && grid.lat !== null ? { lon: grid.lon, lat: grid.lat } : null;
}

export const ownDistrict = () => kept<number>(DISTRICT);
export const setOwnDistrict = (id: number) => put(DISTRICT, id);

export async function forgetGrid(): Promise<void> {
  await drop(GRID);
  changes.dispatchEvent(new Event('change'));
}

export async function forgetEverything(): Promise<void> {
  await dropAll();
  forgetDevice();
  changes.dispatchEvent(new Event('change'));
}

/** What `read` finds on this device, read again whenever something there changes; undefined until the first reading. */
export function useKept<T>(read: () => Promise<T>): { value: T | undefined; ready: boolean } {
  const [state, setState] = useState<{ value: T | undefined; ready: boolean }>({ value: undefined, ready: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is a module's function or one written in place; both read the same.
  useEffect(() => {
    let gone = false;
    const again = () => void read().then((value) => !gone && setState({ value, ready: true }));
    again();
    changes.addEventListener('change', again);
    return () => {
      gone = true;
      changes.removeEventListener('change', again);
    };
  }, []);
  return state;
}

export function announce(): void {
  changes.dispatchEvent(new Event('change'));
}
