import type { KeptPhoto } from '#web/parts/use-photos.ts';
import type { PlaceChoice } from '#web/place/locate.ts';
import { drop, keep, kept } from '#web/store.ts';

export interface Draft {
  id: string;
  commandId: string;
  body: string;
  category: string | null;
  anonymous: boolean;
  name: string;
  phone: string;
  place: PlaceChoice | null;
  photos: KeptPhoto[];
}

const KEY = 'draft';

export const readDraft = () => kept<Draft>(KEY);
export const keepDraft = (draft: Draft) => keep(KEY, draft);
export const dropDraft = () => drop(KEY);

export function worthKeeping(draft: Pick<Draft, 'body' | 'photos' | 'phone'>): boolean {
  return draft.body.trim() !== '' || draft.photos.length > 0 || draft.phone !== '';
}
