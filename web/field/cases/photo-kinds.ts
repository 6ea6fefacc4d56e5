import type { CaseView, Move } from './commands.ts';
import { actionOf } from './wording.ts';

export type PhotoKind = CaseView['actions'][number]['photos'][number]['kind'];
export type KindOfPhoto = Readonly<Record<string, PhotoKind>>;
interface Wanted {
  kind: PhotoKind;
  /** So many of them are needed; 0: they may be left out. */
  least: number;
}

/** The kinds of photo that a move takes: the flow's, and `own`, the kind that the move needs in any case. */
export function wantedPhotos(view: CaseView, move: Move, own: PhotoKind | null): Wanted[] {
  const asked = actionOf(view, move)?.photos ?? [];
  return own === null || asked.some(({ kind }) => kind === own) ? asked : [{ kind: own, least: 1 }, ...asked];
}

/** What each photo shows: as chosen, else the first kind of which more are wanted, else the first kind of all. */
export function kindsOf(
  ids: readonly string[],
  wanted: readonly Wanted[],
  chosen: KindOfPhoto,
): Map<string, PhotoKind> {
  const kinds = new Map(
    ids.flatMap((id) => {
      const kind = chosen[id];
      return kind && wanted.some((one) => one.kind === kind) ? [[id, kind] as const] : [];
    }),
  );
  for (const id of ids) {
    if (kinds.has(id)) continue;
    const kind = lacking(kinds, wanted)[0]?.kind ?? wanted[0]?.kind;
    if (kind) kinds.set(id, kind);
  }
  return new Map(ids.flatMap((id) => [[id, kinds.get(id) ?? 'extra'] as const]));
}

/** The kinds of which there are too few. */
export function lacking(kinds: ReadonlyMap<string, PhotoKind>, wanted: readonly Wanted[]): Wanted[] {
  const counted = [...kinds.values()];
  return wanted.filter(({ kind, least }) => counted.filter((one) => one === kind).length < least);
}
