import type { Fault } from '#web/parts/states.tsx';
import type { Picked } from '#web/parts/use-photos.ts';
import type { MoveAsk } from './commands.ts';
import { type KindOfPhoto, kindsOf, lacking, type wantedPhotos } from './photo-kinds.ts';
import { t } from './texts-moves.ts';

type Wanted = ReturnType<typeof wantedPhotos>;

const idsOf = (photos: readonly Picked[]) => photos.map(({ id }) => id);

/** One fault for each kind of photo that the flow asks for and of which there are too few; `field` mends it. */
export function missingPhotos(
  photos: readonly Picked[],
  wanted: Wanted,
  chosen: KindOfPhoto,
  field = 'move-photos',
): Fault[] {
  return lacking(kindsOf(idsOf(photos), wanted, chosen), wanted).map(({ kind, least }) => ({
    field,
    text: t('missingPhotos', { kind: t(kind), n: least }),
  }));
}

/** As a command carries them. */
export function photosAsked(
  photos: readonly Picked[],
  wanted: Wanted,
  chosen: KindOfPhoto,
): NonNullable<MoveAsk['photos']> {
  return [...kindsOf(idsOf(photos), wanted, chosen)].map(([id, kind]) => ({ id, kind }));
}
