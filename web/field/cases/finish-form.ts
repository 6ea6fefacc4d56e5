import { useState } from 'react';
import { sayError } from '#web/api.ts';
import type { Fault } from '#web/parts/states.tsx';
import { type KeptPhoto, keepable, type Picked, usePhotos } from '#web/parts/use-photos.ts';
import { usePosition } from '#web/place/device-place.ts';
import { isUnreachable } from '../accounts/session.ts';
import { type CaseView, type Move, type Prepared, usePhotoSender } from './commands.ts';
import { filledFields, missingFields } from './flow-lines.ts';
import { type KindOfPhoto, wantedPhotos } from './photo-kinds.ts';
import { missingPhotos, photosAsked } from './photo-needs.ts';
import { t } from './texts-moves.ts';
import { useDraft } from './use-draft.ts';
import { type MoveEnd, useMove } from './use-move.ts';
import { isClassified } from './wording.ts';

export type Finish = Extract<Move, 'settle' | 'handle'>;

interface Kept {
  note: string;
  fields?: Record<string, string>;
  photos: KeptPhoto[];
  kinds?: KindOfPhoto;
  prepared: Prepared | null;
}

/** The parts that mend a fault: the summary's links lead there. */
export const fields = { photos: 'after-photos', note: 'after-note', category: 'after-category' } as const;

interface Typed {
  note: string;
  lines: Record<string, string>;
  kinds: KindOfPhoto;
  photos: readonly Picked[];
}

function missing(view: CaseView, move: Move, { note, lines, kinds, photos }: Typed): Fault[] {
  const all: Fault[] = [];
  if (!isClassified(view.categoryCode)) all.push({ field: fields.category, text: t('missingCategory') });
  if (photos.length === 0) all.push({ field: fields.photos, text: t('missingAfter') });
  else all.push(...missingPhotos(photos, wantedPhotos(view, move, 'after'), kinds, fields.photos));
  if (note.trim() === '') all.push({ field: fields.note, text: t('missingResult') });
  return [...all, ...missingFields(view, move, lines)];
}

/** What the server or the network stood against; nothing where all waits for the network. */
function refusedOf(unsent: boolean, lost: boolean, fault: unknown): Fault[] {
  if (lost) return [];
  return [
    ...(unsent ? [{ field: fields.photos, text: t('photosFailed') }] : []),
    ...(fault ? [{ field: fields.note, text: sayError(fault) }] : []),
  ];
}

/** After photos, a sentence, the place; kept on the phone until the server has them. */
export function useFinish(view: CaseView, move: Finish, end: MoveEnd) {
  const [note, setNote] = useState('');
  const [lines, setLines] = useState<Record<string, string>>({});
  const [kinds, setKinds] = useState<KindOfPhoto>({});
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const photos = usePhotos(usePhotoSender(), 9);
  const { place } = usePosition();
  const own = useMove(view, end);
  const wanted = wantedPhotos(view, move, 'after');
  const draft = useDraft<Kept>({
    line: { key: `${view.id}.${move}`, title: view.title, kind: 'finish', href: `/case/${view.id}/finish/${move}` },
    watch: `${note}|${JSON.stringify([lines, kinds])}|${photos.photos.map((photo) => `${photo.id}${photo.blob ? 1 : 0}`).join()}|${attempt}`,
    worth: note.trim() !== '' || photos.photos.length > 0,
    content: async () => ({
      note,
      fields: lines,
      kinds,
      photos: await keepable(photos.photos),
      prepared: own.prepared(),
    }),
    restore: (found) => {
      setNote(found.note);
      setLines(found.fields ?? {});
      setKinds(found.kinds ?? {});
      photos.restore(found.photos);
      own.restore(found.prepared);
    },
  });

  async function submit(): Promise<void> {
    setAttempt((n) => n + 1);
    if (missing(view, move, typed).length > 0) return;
    setBusy(true);
    const arrived = await photos.settle();
    const fault = arrived ? await send() : true;
    setBusy(false);
    if (fault) setAttempt((n) => n + 1);
  }

  async function send(): Promise<unknown> {
    draft.seal(true);
    const fault = await own.make(move, {
      note: note.trim(),
      photos: photosAsked(photos.photos, wanted, kinds),
      ...filledFields(lines),
      ...(place ? { point: place } : {}),
    });
    if (!fault) await draft.finish();
    else draft.seal(false);
    return fault;
  }

  const unsent = photos.photos.some((photo) => photo.status === 'failed');
  const lost = isUnreachable(own.fault) || (unsent && !navigator.onLine);
  const typed = { note, lines, kinds, photos: photos.photos };
  return {
    note,
    setNote,
    lines,
    setLines,
    kinds,
    setKinds,
    photos,
    attempt,
    faults: attempt > 0 ? [...missing(view, move, typed), ...refusedOf(unsent, lost, own.fault)] : [],
    lost: lost && attempt > 0,
    busy: busy || own.busy,
    restored: draft.restored,
    submit,
  };
}

export type FinishForm = ReturnType<typeof useFinish>;
