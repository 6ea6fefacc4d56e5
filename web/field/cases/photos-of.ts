import type { Shown } from '#web/parts/photo-viewer.tsx';
import { ms } from '#web/time.ts';
import type { CaseView } from './commands.ts';
import { t } from './texts.ts';

type Photo = CaseView['photos'][number];

export function shown(photo: Photo): Shown {
  return { ...photo, label: t(photo.kind) };
}

function unique(photos: readonly Photo[]): Photo[] {
  return [...new Map(photos.map((photo) => [photo.id, photo])).values()];
}

export function allPhotos(view: CaseView): Photo[] {
  return unique([...view.photos, ...view.steps.flatMap((step) => step.photos)]);
}

/** The first picture of how it was, and the newest of how it is now. */
export function pairOf(view: CaseView): { before: Shown | null; after: Shown | null } {
  const all = allPhotos(view);
  const before = all.find((photo) => photo.kind === 'before');
  const after = all.filter((photo) => photo.kind === 'after').sort((a, b) => ms(b.at) - ms(a.at))[0];
  return { before: before ? shown(before) : null, after: after ? shown(after) : null };
}
