import { useState } from 'react';
import { type Move, reasons } from '#contract/lifecycle';
import { Refusal, sayError } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { Button } from '#web/parts/basics.tsx';
import { RadioGroup, TextArea, TextField } from '#web/parts/fields.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { ErrorSummary, type Fault } from '#web/parts/states.tsx';
import { keepable, type KeptPhoto, usePhotos } from '#web/parts/use-photos.ts';
import { isUnreachable } from '../accounts/session.ts';
import { usePosition } from '../areas/device-place.ts';
import { type CaseView, type MoveAsk, type Prepared, usePhotoSender } from './commands.ts';
import { MovedOn, useSeen } from './moved-on.tsx';
import { AreaPicker, CategoryPicker, type Chosen, TargetPicker, UnitPicker } from './move-pickers.tsx';
import { t as ownT } from './texts.ts';
import { t } from './texts-moves.ts';
import { useDraft } from './use-draft.ts';
import { type MoveEnd, useMove } from './use-move.ts';
import { isPublic, moveText, needsOf } from './wording.ts';

interface Kept {
  note: string;
  until: string;
  chosen: Chosen | null;
  photos: KeptPhoto[];
  prepared: Prepared | null;
}

const photoKinds: Partial<Record<Move, 'check' | 'extra'>> = {
  pass: 'check',
  rework: 'check',
  note: 'extra',
  tell: 'extra',
  return: 'extra',
  whistle: 'extra',
};
const pickers = { area: AreaPicker, unit: UnitPicker, category: CategoryPicker, target: TargetPicker } as const;
type Picked = keyof typeof pickers;

function pickedNeed(move: Move): Picked | null {
  return (Object.keys(pickers) as Picked[]).find((need) => needsOf(move).includes(need)) ?? null;
}

/** The field of the command that a picker fills. */
function chosenAs(need: Picked | null, id: string): Partial<MoveAsk> {
  if (need === 'area') return { areaId: id };
  if (need === 'unit') return { unitId: id };
  if (need === 'category') return { categoryCode: id };
  return need === 'target' ? { targetId: id } : {};
}

const missing = { area: 'missingArea', unit: 'missingUnit', category: 'missingCategory', target: 'missingTarget' } as const;

interface MoveSheetProps {
  view: CaseView;
  move: Move;
  end: MoveEnd;
  onClose: () => void;
  /** Classifying as a step on the way to finishing: says so. */
  forFinish: boolean;
}

function useMoveForm({ view, move, end }: MoveSheetProps) {
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [attempt, setAttempt] = useState(0);
  const photos = usePhotos(usePhotoSender(), 9);
  const { place } = usePosition();
  const own = useMove(view, end);
  const need = pickedNeed(move);
  const photoKind = photoKinds[move];
  const needs = needsOf(move);

  const draft = useDraft<Kept>({
    line: { key: `${view.id}.${move}`, title: view.title, kind: 'move', href: `/case/${view.id}/do/${move}` },
    watch: `${note}|${until}|${chosen?.id ?? ''}|${photos.photos.map((photo) => `${photo.id}${photo.blob ? 1 : 0}`).join()}|${attempt}`,
    worth: note.trim() !== '' || photos.photos.length > 0,
    content: async () => ({ note, until, chosen, photos: await keepable(photos.photos), prepared: own.prepared() }),
    restore: (found) => {
      setNote(found.note);
      setUntil(found.until);
      setChosen(found.chosen);
      photos.restore(found.photos);
      own.restore(found.prepared);
    },
  });

  function faults(): Fault[] {
    const all: Fault[] = [];
    if (need && !chosen) all.push({ field: 'move-choice', text: t(missing[need]) });
    if (needs.includes('until') && !until) all.push({ field: 'move-until', text: t('missingUntil') });
    if (needs.includes('note') && note.trim() === '') all.push({ field: 'move-note', text: t('missingNote') });
    return all;
  }

  async function send(): Promise<void> {
    setAttempt((n) => n + 1);
    if (faults().length > 0) return;
    if (!(await photos.settle())) return;
    draft.seal(true);
    const ids = photos.photos.map(({ id }) => ({ id, kind: photoKind ?? ('extra' as const) }));
    const fault = await own.make(move, {
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(chosen ? chosenAs(need, chosen.id) : {}),
      // Until the end of that day, in the one zone of the towns.
      ...(until ? { until: `${until}T23:59:59+08:00` } : {}),
      ...(ids.length > 0 ? { photos: ids } : {}),
      ...(place && photoKind === 'check' ? { point: place } : {}),
    });
    if (!fault) return draft.finish();
    draft.seal(false);
    setAttempt((n) => n + 1);
  }

  const unsent = photos.photos.some((photo) => photo.status === 'failed');
  const said = unsent ? t('photosFailed') : own.fault ? sayError(own.fault) : '';
  const refused: Fault[] = attempt > 0 && said ? [{ field: need ? 'move-choice' : 'move-note', text: said }] : [];
  return {
    note,
    setNote,
    until,
    setUntil,
    chosen,
    setChosen,
    photos,
    photoKind,
    need,
    needs,
    attempt,
    draft,
    faults: attempt > 0 ? [...faults(), ...refused] : [],
    lost: isUnreachable(own.fault) && !(own.fault instanceof Refusal),
    busy: own.busy,
    send,
  };
}

function Reasons({ move, note, onPick }: { move: Move; note: string; onPick: (text: string) => void }) {
  const list = reasons[move as keyof typeof reasons];
  if (!list) return null;
  const texts = list.map((one) => pick(one.zh, one.en));
  return (
    <RadioGroup
      label={t('reasons')}
      value={texts.find((text) => note.startsWith(text)) ?? null}
      onChange={(text) => text && onPick(text)}
      choices={texts.map((text) => ({ value: text, label: text }))}
    />
  );
}

function tomorrow(): string {
  return new Date(Date.now() + 32 * 3600_000).toISOString().slice(0, 10);
}

/** One form for every move that needs something: what it needs, the contract says. */
export function MoveSheet(props: MoveSheetProps) {
  const { view, move, onClose, forFinish } = props;
  const form = useMoveForm(props);
  const seen = useSeen(view);
  const Picker = form.need ? pickers[form.need] : null;
  const wantsNote = form.needs.includes('note') || move !== 'classify';
  return (
    <Sheet
      open
      title={moveText(move)}
      onClose={onClose}
      look={Picker ? 'full' : 'bottom'}
      foot={
        <Button look="main" wide busy={form.busy} onClick={() => void form.send()}>
          {moveText(move)}
        </Button>
      }
    >
      <MovedOn view={view} seen={seen} move={move} note={form.note} />
      {forFinish && <p className="notice">{ownT('classifyWhy')}</p>}
      {form.lost && <p className="notice">{t('offlineKept')}</p>}
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {form.draft.restored && (
        <p className="hint" role="status">
          {t('draftBack')}
        </p>
      )}
      {Picker && (
        <div id="move-choice" tabIndex={-1} className="stack">
          <Picker view={view} chosen={form.chosen} onChoose={form.setChosen} />
        </div>
      )}
      {form.needs.includes('until') && (
        <TextField
          id="move-until"
          label={t('until')}
          type="date"
          min={tomorrow()}
          value={form.until}
          onChange={(event) => form.setUntil(event.currentTarget.value)}
        />
      )}
      <Reasons move={move} note={form.note} onPick={form.setNote} />
      {wantsNote && (
        <TextArea
          id="move-note"
          label={t('words')}
          hint={isPublic(move) ? t('wordsPublic') : t('wordsInternal')}
          optional={!form.needs.includes('note')}
          rows={3}
          maxLength={1000}
          value={form.note}
          onChange={(event) => form.setNote(event.currentTarget.value)}
        />
      )}
      {form.photoKind && (
        <div className="small-photos">
          <PhotoPicker
            id="move-photos"
            photos={form.photos}
            label={form.photoKind === 'check' ? t('photosCheck') : t('photosExtra')}
            hint={t('photosOptional')}
          />
        </div>
      )}
    </Sheet>
  );
}
