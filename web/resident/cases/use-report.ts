import { useEffect, useRef, useState } from 'react';
import { Refusal, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import type { Fault } from '#web/parts/states.tsx';
import { keepable, type Photos, usePhotos } from '#web/parts/use-photos.ts';
import { type PlaceBox, usePlace } from '#web/place/use-place.ts';
import { lang } from '#web/prefs.ts';
import { keep } from '#web/store.ts';
import { isOnline } from '#web/use-online.ts';
import { useSaving } from '#web/use-saving.ts';
import { districtId } from '../areas/district.ts';
import { ownGrid, setOwnGrid } from '../device.ts';
import { type Draft, dropDraft, keepDraft, readDraft, worthKeeping } from './draft.ts';
import { putAside, type ReportBody, type Reported, sendPhoto, sendReport } from './outbox.ts';
import { bodyOf, faultOfRefusal, faultsOf, fields, type Words } from './report-rules.ts';
import { t } from './texts.ts';

const MAX_PHOTOS = 9;
const noWords: Words = { body: '', category: null, anonymous: false, name: '', phone: '' };

/** What the page after sending shows; kept on the device so that a reload shows it again. */
export interface LastSent {
  token: string;
  no: string;
  owner: Reported['owner'];
  minutes: number | null;
  place: Draft['place'];
}
export const LAST_SENT = 'last-sent';
export const HELD = 'held';

function newIds() {
  return { id: newId(), commandId: newId() };
}

/** What is typed, and its survival of reloads, crashes and calls that come in between. */
function useDraft(photos: Photos, place: PlaceBox) {
  const [words, setWords] = useState<Words>(noWords);
  const [touched, setTouched] = useState(false);
  const [restored, setRestored] = useState<'no' | 'empty' | 'draft'>('no');
  const ids = useRef(newIds());
  /** After sending, the draft is gone for good: a late timer must not bring it back. */
  const sealed = useRef(false);

  async function restore(): Promise<void> {
    const draft = await readDraft();
    if (draft) {
      ids.current = { id: draft.id, commandId: draft.commandId };
      const { body, category, anonymous, name, phone } = draft;
      setWords({ body, category, anonymous, name, phone });
      setTouched(category !== null);
      photos.restore(draft.photos);
      if (draft.place) void place.locate(draft.place);
    }
    setRestored(draft && worthKeeping(draft) ? 'draft' : 'empty');
    await place.offerDevice();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens.
  useEffect(() => {
    void restore();
  }, []);

  // Photos change many times a second while they travel; only their number and readiness matter to the draft.
  const photoKey = photos.photos.map((photo) => `${photo.id}${photo.blob ? 1 : 0}`).join();
  async function save(): Promise<void> {
    const own = { ...ids.current, ...words, place: place.choice, photos: await keepable(photos.photos) };
    if (!sealed.current) await (worthKeeping(own) ? keepDraft(own) : dropDraft());
  }
  useSaving(JSON.stringify([words, photoKey, place.choice]), restored !== 'no', () => void save());

  async function clear(): Promise<void> {
    await dropDraft();
    ids.current = newIds();
    photos.clear();
    setWords(noWords);
    setTouched(false);
    setRestored('empty');
  }

  const write = (part: Partial<Words>) => setWords((old) => ({ ...old, ...part }));
  async function finish(): Promise<void> {
    sealed.current = true;
    await dropDraft();
  }
  return { words, write, touched, setTouched, restored, ids, clear, finish };
}

export function useReport(onSent: (token: string) => void) {
  const [attempt, setAttempt] = useState(0);
  const [refused, setRefused] = useState<Fault[]>([]);
  const [sending, setSending] = useState(false);
  const photos = usePhotos(sendPhoto, MAX_PHOTOS);
  const place = usePlace(districtId);
  const draft = useDraft(photos, place);
  const { words, restored } = draft;

  function write(part: Partial<Words>): void {
    setRefused([]);
    draft.write(part);
  }

  // The photo's place is offered once it is read; a place that a person gave outranks it.
  const fromPhoto = photos.photos.find((photo) => photo.place)?.place ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new place of a photo counts.
  useEffect(() => {
    if (fromPhoto && restored !== 'no') place.offer({ source: 'photo', point: fromPhoto });
  }, [fromPhoto?.lon, fromPhoto?.lat, restored]);

  async function submit(): Promise<void> {
    setAttempt((n) => n + 1);
    setRefused([]);
    if (faultsOf(words, photos.photos, place).length > 0) return;
    setSending(true);
    const outcome = await deliver({ words, photos, place, ids: draft.ids.current, finish: draft.finish }).catch(
      faultsFrom,
    );
    setSending(false);
    if (typeof outcome === 'string') return onSent(outcome);
    setRefused(outcome);
    setAttempt((n) => n + 1);
  }

  async function clear(): Promise<void> {
    setAttempt(0);
    await draft.clear();
  }

  const faults = attempt > 0 ? [...faultsOf(words, photos.photos, place), ...refused] : [];
  const { touched, setTouched } = draft;
  return {
    words,
    write,
    touched,
    setTouched,
    photos,
    place,
    fromPhoto,
    faults,
    attempt,
    sending,
    restored,
    submit,
    clear,
  };
}

export type ReportForm = ReturnType<typeof useReport>;
type Sender = Pick<ReportForm, 'words' | 'photos' | 'place'> & {
  ids: { id: string; commandId: string };
  /** The draft has become a report. */
  finish: () => Promise<void>;
};

function faultsFrom(error: unknown): Fault[] {
  return [error instanceof Refusal ? faultOfRefusal(error) : { field: fields.words, text: sayError(error) }];
}

function titleOf(body: string): string {
  return Array.from(body.trim()).slice(0, 24).join('') || t('report');
}

async function hold({ words, photos, finish }: Sender, body: ReportBody): Promise<typeof HELD> {
  await putAside({ body, photos: await keepable(photos.photos), title: titleOf(words.body), at: Date.now() });
  await finish();
  return HELD;
}

/** Who has chosen no micro-grid sees the one of the first report on the start page; another is one press away. */
async function adoptGrid({ located, choice }: PlaceBox): Promise<void> {
  if (!located || (await ownGrid())) return;
  const { areaId, name } = located;
  await setOwnGrid({ areaId, name, lon: choice?.point?.lon ?? null, lat: choice?.point?.lat ?? null });
}

/** Returns the token, 'held' when it waits on this device, or what a person must mend. */
async function deliver(sender: Sender): Promise<string | Fault[]> {
  const { words, photos, place, ids } = sender;
  const district = await districtId();
  const body = bodyOf({ ids, words, photos: photos.photos, place, district, locale: lang(), now: Date.now() });
  if (!isOnline()) return hold(sender, body);
  const arrived = await photos.settle();
  if (!arrived)
    return isOnline() ? [{ field: fields.photos, text: photos.complaint() ?? t('faultPhotos') }] : hold(sender, body);
  const answer = await sendReport(body, titleOf(words.body)).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    return null;
  });
  if (!answer) return hold(sender, body);
  await sender.finish();
  await adoptGrid(place);
  const { token, no, owner } = answer;
  const minutes = place.located?.answerWithinMinutes ?? null;
  await keep(LAST_SENT, { token, no, owner, minutes, place: place.choice } satisfies LastSent);
  return token;
}
