import type { Belonging } from '#contract/admissions';
import { Refusal } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import type { Fault } from '#web/parts/states.tsx';
import type { Picked } from '#web/parts/use-photos.ts';
import type { PlaceState } from '#web/place/use-place.ts';
import type { ReportBody } from './outbox.ts';
import { t } from './texts.ts';

export interface Words {
  body: string;
  category: string | null;
  /** Where a matter of this category belongs, when it is not the grids'. */
  belongs?: Belonging | null;
  anonymous: boolean;
  name: string;
  phone: string;
}

/** Ids of the parts that mend a fault: the summary's links lead there. */
export const fields = { photos: 'photos', words: 'words', place: 'place', contact: 'contact' } as const;
export const OTHER = 'other';

export function phoneOk(phone: string): boolean {
  return /^1\d{10}$/.test(phone.replace(/[\s-]/g, ''));
}

/** Everything that is missing, in the order of the screen. Only a place and one photo or one sentence are needed. */
export function faultsOf(words: Words, photos: readonly Picked[], place: PlaceState): Fault[] {
  const faults: Fault[] = [];
  if (photos.length === 0 && words.body.trim() === '') faults.push({ field: fields.photos, text: t('faultEmpty') });
  if (words.belongs && !words.belongs.accepted) faults.push({ field: fields.words, text: t('faultBelongs') });
  if (!place.choice) faults.push({ field: fields.place, text: t('faultPlace') });
  else if (place.error instanceof Refusal) faults.push({ field: fields.place, text: t('faultOutside') });
  else if (place.candidates.length > 0 && !place.located) faults.push({ field: fields.place, text: t('faultEdge') });
  if (!words.anonymous && words.phone !== '' && !phoneOk(words.phone))
    faults.push({ field: fields.contact, text: t('faultPhone') });
  return faults;
}

/** A refusal of the server, put beside the field that mends it. */
export function faultOfRefusal(refusal: Refusal): Fault {
  const text = pick(refusal.zh, refusal.en);
  const [part] = refusal.code.split('.');
  const homes: Record<string, string> = {
    place: fields.place,
    area: fields.place,
    address: fields.place,
    photo: fields.photos,
    phone: fields.contact,
  };
  return { field: homes[part ?? ''] ?? fields.words, text };
}

function contactOf(words: Words): Pick<ReportBody, 'contact'> {
  if (words.anonymous || (!words.name && !words.phone)) return {};
  const phone = words.phone.replace(/[\s-]/g, '');
  return { contact: { ...(words.name ? { name: words.name } : {}), ...(phone ? { phone } : {}) } };
}

function seenAt(photos: readonly Picked[], now: number): string {
  const taken = photos.map((photo) => photo.takenAt).filter((at): at is number => at !== null && at <= now);
  return new Date(taken.length > 0 ? Math.min(...taken) : now).toISOString();
}

interface Whole {
  ids: { id: string; commandId: string };
  words: Words;
  photos: readonly Picked[];
  place: PlaceState;
  district: number | undefined;
  locale: 'zh-CN' | 'en';
  now: number;
}

export function bodyOf({ ids, words, photos, place, district, locale, now }: Whole): ReportBody {
  const choice = place.choice ?? { source: 'list' as const };
  const text = choice.text ?? place.located?.address ?? undefined;
  const category = words.category === OTHER ? null : words.category;
  return {
    ...ids,
    ...(district ? { district } : {}),
    body: words.body.trim(),
    place: {
      source: choice.source,
      ...(choice.point ? { point: choice.point } : {}),
      ...(choice.addressId ? { addressId: choice.addressId } : {}),
      ...(choice.areaId ? { areaId: choice.areaId } : {}),
      ...(text ? { text } : {}),
    },
    photos: photos.map((photo) => ({ id: photo.id, kind: 'before' as const })),
    ...(category ? { categoryCode: category } : {}),
    anonymous: words.anonymous,
    ...contactOf(words),
    seenAt: seenAt(photos, now),
    locale,
  };
}
