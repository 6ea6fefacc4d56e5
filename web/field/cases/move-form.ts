import { useState } from 'react';
import type { PartFields } from '#contract/case-parts';
import { sayError } from '#web/api.ts';
import type { Fault } from '#web/parts/states.tsx';
import { type KeptPhoto, keepable, type Picked, usePhotos } from '#web/parts/use-photos.ts';
import { type DevicePlace, usePosition } from '#web/place/device-place.ts';
import { isUnreachable } from '../accounts/session.ts';
import { type CaseView, type Move, type MoveAsk, type Prepared, usePhotoSender } from './commands.ts';
import { filledFields, missingFields } from './flow-lines.ts';
import type { Chosen } from './move-pickers.tsx';
import { lacksPart } from './part-needs.ts';
import { type KindOfPhoto, wantedPhotos } from './photo-kinds.ts';
import { missingPhotos, photosAsked } from './photo-needs.ts';
import { t } from './texts-moves.ts';
import { t as partT } from './texts-parts.ts';
import { useDraft } from './use-draft.ts';
import { type MoveEnd, useMove } from './use-move.ts';
import { needsOf } from './wording.ts';

/** Ids of the parts that mend a fault: the summary's links lead there. */
export const moveFields = {
  choice: 'move-choice',
  until: 'move-until',
  note: 'move-note',
  parts: 'move-parts',
  photos: 'move-photos',
} as const;

interface Typed {
  note: string;
  parts: PartFields;
  until: string;
  chosen: Chosen | null;
  /** Lines that the case's flow asks for besides. */
  fields: Record<string, string>;
  /** Of the chosen class: which of its filing conditions holds. */
  condition: string | null;
  /** What a photo shows, where it was chosen. */
  kinds: KindOfPhoto;
}

interface Kept extends Typed {
  photos: KeptPhoto[];
  prepared: Prepared | null;
}

export interface MoveFormProps {
  view: CaseView;
  move: Move;
  end: MoveEnd;
}

const photoKinds: Partial<Record<Move, 'check' | 'extra'>> = {
  pass: 'check',
  rework: 'check',
  note: 'extra',
  tell: 'extra',
  return: 'extra',
  whistle: 'extra',
  reportTask: 'extra',
  answerVerify: 'check',
};

/** The flow's kinds in place of the move's own, which may be left out; none: the move takes no photo. */
function photosFor(view: CaseView, move: Move): ReturnType<typeof wantedPhotos> {
  const asked = wantedPhotos(view, move, null);
  const own = photoKinds[move];
  return asked.length === 0 && own ? [{ kind: own, least: 0 }] : asked;
}

/** What a list of choices fills, and what is said when it is missing. */
const picked = {
  area: { text: 'missingArea', as: (id: string): Partial<MoveAsk> => ({ areaId: id }) },
  unit: { text: 'missingUnit', as: (id: string): Partial<MoveAsk> => ({ unitId: id }) },
  category: { text: 'missingCategory', as: (id: string): Partial<MoveAsk> => ({ categoryCode: id }) },
  target: { text: 'missingTarget', as: (id: string): Partial<MoveAsk> => ({ targetId: id }) },
} as const;
type PickedNeed = keyof typeof picked;

function pickedNeed(view: CaseView, move: Move): PickedNeed | null {
  return (Object.keys(picked) as PickedNeed[]).find((need) => needsOf(move, view).includes(need)) ?? null;
}

function missing(
  view: CaseView,
  move: Move,
  { note, until, chosen, fields, parts, kinds }: Typed,
  photos: readonly Picked[],
): Fault[] {
  const needs = needsOf(move, view);
  const need = pickedNeed(view, move);
  const all: Fault[] = [];
  if (need && !chosen) all.push({ field: moveFields.choice, text: t(picked[need].text) });
  if (lacksPart(needs, parts)) all.push({ field: moveFields.parts, text: partT('missing') });
  if (needs.includes('until') && !until) all.push({ field: moveFields.until, text: t('missingUntil') });
  if (needs.includes('note') && note.trim() === '') all.push({ field: moveFields.note, text: t('missingNote') });
  return [...all, ...missingFields(view, move, fields), ...missingPhotos(photos, photosFor(view, move), kinds)];
}

function askOf(
  view: CaseView,
  move: Move,
  typed: Typed,
  photos: readonly Picked[],
  place: DevicePlace | null,
): Partial<MoveAsk> {
  const { note, until, chosen, condition, parts, kinds } = typed;
  const need = pickedNeed(view, move);
  const wanted = photosFor(view, move);
  return {
    ...parts,
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(need && chosen ? picked[need].as(chosen.id) : {}),
    ...(condition && need === 'category' ? { conditionCode: condition } : {}),
    // Until the end of that day, in the one zone of the towns.
    ...(until ? { until: `${until}T23:59:59+08:00` } : {}),
    ...(photos.length > 0 ? { photos: photosAsked(photos, wanted, kinds) } : {}),
    ...filledFields(typed.fields),
    ...(place && wanted.some(({ kind }) => kind === 'check') ? { point: place } : {}),
  };
}

const nothing: Typed = { note: '', until: '', chosen: null, condition: null, fields: {}, parts: {}, kinds: {} };

/** What a move needs, says the contract; what was typed for it outlives a refusal, a reload and a lost network. */
export function useMoveForm({ view, move, end }: MoveFormProps) {
  const [typed, setTyped] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const photos = usePhotos(usePhotoSender(), 9);
  const { place } = usePosition();
  const own = useMove(view, end);
  const draft = useDraft<Kept>({
    line: { key: `${view.id}.${move}`, title: view.title, kind: 'move', href: `/case/${view.id}/do/${move}` },
    watch: JSON.stringify([typed, photos.photos.map((photo) => [photo.id, photo.blob !== null]), attempt]),
    worth: typed.note.trim() !== '' || photos.photos.length > 0,
    content: async () => ({ ...typed, photos: await keepable(photos.photos), prepared: own.prepared() }),
    // A draft of an earlier release has neither condition nor lines.
    restore: ({ condition = null, fields = {}, parts = {}, kinds = {}, photos: found, prepared, ...rest }) => {
      const { note, until, chosen } = rest;
      setTyped({ note, until, chosen, condition, fields, parts, kinds });
      photos.restore(found);
      own.restore(prepared);
    },
  });

  async function send(): Promise<void> {
    setAttempt((n) => n + 1);
    if (missing(view, move, typed, photos.photos).length > 0 || !(await photos.settle())) return;
    draft.seal(true);
    const fault = await own.make(move, askOf(view, move, typed, photos.photos, place));
    if (!fault) return draft.finish();
    draft.seal(false);
    setAttempt((n) => n + 1);
  }

  const unsent = photos.photos.some((photo) => photo.status === 'failed');
  const said = own.fault ? sayError(own.fault) : unsent ? t('photosFailed') : '';
  const refused: Fault[] = said
    ? [{ field: pickedNeed(view, move) ? moveFields.choice : moveFields.note, text: said }]
    : [];
  const write = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }));
  return {
    ...typed,
    write,
    photos,
    view,
    wanted: photosFor(view, move),
    need: pickedNeed(view, move),
    needs: needsOf(move, view),
    attempt,
    restored: draft.restored,
    faults: attempt > 0 ? [...missing(view, move, typed, photos.photos), ...refused] : [],
    lost: isUnreachable(own.fault),
    busy: own.busy,
    send,
  };
}

export type MoveForm = ReturnType<typeof useMoveForm>;
