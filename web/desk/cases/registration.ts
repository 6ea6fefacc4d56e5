import type { ReportCase, Source } from '#contract/cases';
import { newId } from '#web/ids.ts';
import type { Lang } from '#web/prefs.ts';
import type { DraftPhoto } from './drafts.ts';

export const registerSources = ['operator', 'hotline', 'platform'] as const satisfies readonly Source[];
export type RegisterSource = (typeof registerSources)[number];

/** What is typed while somebody speaks. Ids are made at once: a repeated press registers one case. */
export interface Registration {
  id: string;
  commandId: string;
  source: RegisterSource;
  name: string;
  phone: string;
  anonymous: boolean;
  title: string;
  body: string;
  categoryCode?: string;
  addressText: string;
  addressId?: string;
  areaId?: string;
  point?: { lon: number; lat: number };
  /** When it was said or seen, where that is known. */
  seenAt?: string;
}

export type SetForm = (part: Partial<Registration> | ((old: Registration) => Registration)) => void;

export function emptyRegistration(): Registration {
  return {
    id: newId(),
    commandId: newId(),
    source: 'operator',
    name: '',
    phone: '',
    anonymous: false,
    title: '',
    body: '',
    addressText: '',
  };
}

const KEY = 'gezhi.desk.registration';

/** Kept in this tab while it lives: names and phones do not stay on the machine. */
export function keptRegistration(): Registration | null {
  try {
    const text = sessionStorage.getItem(KEY);
    return text ? (JSON.parse(text) as Registration) : null;
  } catch {
    return null; // A full or locked storage keeps nothing; the form begins empty.
  }
}

export function keepRegistration(registration: Registration | null): void {
  try {
    if (registration) sessionStorage.setItem(KEY, JSON.stringify(registration));
    else sessionStorage.removeItem(KEY);
  } catch {
    // See keptRegistration().
  }
}

export function hasPlace(form: Registration): boolean {
  return form.addressId !== undefined || form.areaId !== undefined || form.point !== undefined;
}

export function isReady(form: Registration): boolean {
  return form.body.trim() !== '' && hasPlace(form);
}

type Place = ReportCase['place'];

function placeSource(form: Registration): NonNullable<Place['source']> {
  if (form.addressId) return 'address';
  return form.point ? 'map' : 'list';
}

export function placeOf(form: Registration): Place {
  const text = form.addressText.trim();
  return {
    ...(form.point ? { point: form.point } : {}),
    ...(form.addressId ? { addressId: form.addressId } : {}),
    ...(form.areaId ? { areaId: form.areaId } : {}),
    ...(text ? { text } : {}),
    source: placeSource(form),
  };
}

export function contactOf(form: Registration): NonNullable<ReportCase['contact']> {
  const name = form.name.trim();
  const phone = form.phone.replace(/[\s-]/g, '');
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}) };
}

export function reportOf(form: Registration, photos: readonly DraftPhoto[], locale: Lang): ReportCase {
  const title = form.title.trim();
  const report = {
    id: form.id,
    commandId: form.commandId,
    body: form.body.trim(),
    place: placeOf(form),
    photos: photos.filter((photo) => photo.state === 'sent').map(({ id }) => ({ id, kind: 'before' as const })),
    ...(title ? { title } : {}),
    ...(form.categoryCode ? { categoryCode: form.categoryCode } : {}),
    ...(form.seenAt ? { seenAt: form.seenAt } : {}),
    anonymous: form.anonymous,
    contact: contactOf(form),
    source: form.source,
    locale,
  };
  return report as ReportCase;
}
