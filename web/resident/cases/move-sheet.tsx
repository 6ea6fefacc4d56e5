import { useRef, useState } from 'react';
import { sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { Button } from '#web/parts/basics.tsx';
import { RadioGroup, TextArea } from '#web/parts/fields.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { toast } from '#web/parts/toast.tsx';
import { usePhotos } from '#web/parts/use-photos.ts';
import type { Track } from '../device.ts';
import { sendPhoto } from './outbox.ts';
import { t } from './texts.ts';
import { isMovedOn, makeMove } from './track-moves.ts';

export type Kind = 'rate' | 'contest' | 'answer' | 'remark';
type Rating = NonNullable<Track['rating']>;

const wordsOf = {
  rate: { title: 'rateTitle', label: 'rateWords', send: 'rateSend', said: 'rated' },
  contest: { title: 'contestTitle', label: 'contestWords', send: 'contestSend', said: 'contested' },
  answer: { title: 'question', label: 'answerWords', send: 'answerSend', said: 'answered' },
  remark: { title: 'remarkTitle', label: 'remarkWords', send: 'answerSend', said: 'remarked' },
} as const;

interface MoveFormProps {
  kind: Kind;
  token: string;
  track: Track;
  onDone: (track: Track) => void;
  onMovedOn: () => void;
}

/** Words, photos and, for a rating, one of three; only "not solved", answers and remarks need a sentence. */
function useMove({ kind, token, track, onDone, onMovedOn }: MoveFormProps) {
  const [note, setNote] = useState('');
  const [rating, setRating] = useState<Rating>('satisfied');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const photos = usePhotos(sendPhoto, 9);
  const commandId = useRef(newId());

  async function make(): Promise<void> {
    if (!(await photos.settle())) return setFault(t('faultPhotos'));
    const own = photos.photos.map((photo) => ({ id: photo.id, kind: 'extra' as const }));
    const said = note.trim() ? { note: note.trim() } : {};
    const judged = kind === 'rate' ? { rating } : {};
    const body = { commandId: commandId.current, move: kind, seq: track.seq, photos: own, ...said, ...judged };
    onDone(await makeMove(token, body));
    toast(t(wordsOf[kind].said));
  }

  async function send(): Promise<void> {
    if (kind !== 'rate' && note.trim() === '') {
      setFault(t('needWords'));
      document.getElementById('move-words')?.focus();
      return;
    }
    setBusy(true);
    await make().catch((error: unknown) => {
      setFault(sayError(error));
      commandId.current = newId();
      if (isMovedOn(error)) onMovedOn();
    });
    setBusy(false);
  }

  function write(text: string): void {
    setFault(undefined);
    setNote(text);
  }

  return { note, write, rating, setRating, busy, fault, photos, send };
}

export function MoveForm(props: MoveFormProps) {
  const { note, write, rating, setRating, busy, fault, photos, send } = useMove(props);
  const { kind } = props;
  const texts = wordsOf[kind];
  const rates = kind === 'rate';
  return (
    <div className="stack">
      {kind === 'contest' && <p className="hint">{t('contestWhy')}</p>}
      {rates && (
        <RadioGroup<Rating>
          label={t('rateTitle')}
          value={rating}
          onChange={(value) => value && setRating(value)}
          choices={(['satisfied', 'fair', 'dissatisfied'] as const).map((value) => ({ value, label: t(value) }))}
        />
      )}
      <TextArea
        id="move-words"
        label={t(texts.label)}
        optional={rates}
        rows={3}
        maxLength={1000}
        value={note}
        error={fault}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {!rates && (
        <div className="move-photos">
          <PhotoPicker id="move-photos" photos={photos} label={t('addPhotos')} hint=" " />
        </div>
      )}
      <Button look="main" wide busy={busy} onClick={() => void send()}>
        {t(texts.send)}
      </Button>
    </div>
  );
}

export function MoveSheet({ open, onClose, ...form }: MoveFormProps & { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title={t(wordsOf[form.kind].title)} onClose={onClose}>
      <MoveForm {...form} />
    </Sheet>
  );
}
