import type { Answer } from '#contract/api';
import { type Cached, dropOwn, keepOwn, keptOwn } from '../on-device.ts';

type CaseView = Answer<'GET /api/cases/:id'>;
export type CaseRow = Answer<'GET /api/cases'>['rows'][number];

// The number changes with what a view holds: an older one is not shown.
const CASES = 'cases.2';
const TODAY = 'today';
// A day's work of a busy worker; each view is about 10 kB without its photos.
const MOST = 30;

type Views = Cached<CaseView>[];

// Two answers may arrive together; each edit waits for the one before.
let editing: Promise<unknown> = Promise.resolve();

/** Keeps what was opened for reading without a network, the newest thirty. */
export function keepCase(view: CaseView): Promise<void> {
  const next = editing.then(async () => {
    const others = ((await keptOwn<Views>(CASES)) ?? []).filter((one) => one.value.id !== view.id);
    await keepOwn(CASES, [{ value: view, at: Date.now() }, ...others].slice(0, MOST));
  });
  editing = next.catch(() => undefined);
  return next;
}

export async function keptCase(id: string): Promise<Cached<CaseView> | undefined> {
  return (await keptOwn<Views>(CASES))?.find((one) => one.value.id === id);
}

export const keepToday = (rows: readonly CaseRow[]) => keepOwn(TODAY, { value: rows, at: Date.now() });
export const keptToday = () => keptOwn<Cached<CaseRow[]>>(TODAY);

export async function forgetCases(): Promise<void> {
  await dropOwn(CASES);
  await dropOwn(TODAY);
}
