import type { ChatDraft } from '#contract/drafts';
import type { DraftPhoto } from '../cases/drafts.ts';
import { emptyRegistration, isReady, type Registration } from '../cases/registration.ts';

/** One matter of a paste on its way to a case: nothing of it is stored before somebody confirms it. */
export interface Matter {
  n: number;
  draft: ChatDraft;
  form: Registration;
  photos: readonly DraftPhoto[];
  /** The reporter agrees to be named and called. */
  consent: boolean;
  /** What became of it. */
  done: { as: 'filed'; id: string; no: string } | { as: 'joined' } | { as: 'dropped' } | null;
}

/** A guess of the place is taken over where no other building fits as well; else it is only shown. */
export function matterOf(draft: ChatDraft, n: number): Matter {
  const { place, categories } = draft;
  const [first] = categories;
  const form: Registration = {
    ...emptyRegistration(),
    body: draft.body,
    addressText: place?.sure ? place.text : (draft.placeWords ?? ''),
    ...(place?.sure ? { addressId: place.addressId } : {}),
    ...(place?.sure && place.lon !== null && place.lat !== null ? { point: { lon: place.lon, lat: place.lat } } : {}),
    ...(first ? { categoryCode: first.code } : {}),
    ...(draft.saidAt ? { seenAt: draft.saidAt } : {}),
  };
  return { n, draft, form, photos: [], consent: false, done: null };
}

export const isOpen = ({ done }: Matter): boolean => done === null;

export type Missing = 'body' | 'place' | 'consent' | 'photos';

/** What still stands against filing it. */
export function missingOf({ form, consent, photos }: Matter): Missing | null {
  if (!isReady(form)) return form.body.trim() === '' ? 'body' : 'place';
  if ((form.name.trim() !== '' || form.phone.trim() !== '') && !consent) return 'consent';
  return photos.some(({ state }) => state !== 'sent') ? 'photos' : null;
}

/** The matter takes another's words, lines and pictures; its own place and class stay. */
export function mergeInto(matter: Matter, other: Matter): Matter {
  const { draft, form, photos } = matter;
  const body = [form.body.trim(), other.form.body.trim()].filter(Boolean).join('\n').slice(0, 2000);
  return {
    ...matter,
    form: { ...form, body },
    photos: [...photos, ...other.photos].slice(0, 9),
    draft: {
      ...draft,
      messages: draft.messages + other.draft.messages,
      pictures: draft.pictures + other.draft.pictures,
      said: [...draft.said, ...other.draft.said],
    },
  };
}

/** The next one that waits, after `n` first, then from the beginning; null when all are through. */
export function nextOpen(matters: readonly Matter[], n: number): number | null {
  const open = matters.filter(isOpen);
  return (open.find((one) => one.n > n) ?? open[0])?.n ?? null;
}
