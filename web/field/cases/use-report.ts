import { useEffect, useRef, useState } from 'react';
import { Refusal } from '#web/api.ts';
import type { Fault } from '#web/parts/states.tsx';
import { type KeptPhoto, keepable, usePhotos } from '#web/parts/use-photos.ts';
import type { PlaceChoice } from '#web/place/locate.ts';
import { usePlace } from '#web/place/use-place.ts';
import { lang } from '#web/prefs.ts';
import { can, isUnreachable, useMe } from '../accounts/session.ts';
import { districtId } from '../areas/district.ts';
import { noteBecame } from '../notes/notes-store.ts';
import { type Reported, sendMove, sendReport, usePhotoSender } from './commands.ts';
import {
  faultOfRefusal,
  faultsOf,
  fields,
  noWords,
  type Plan,
  planOf,
  renewRefused,
  type Words,
} from './report-rules.ts';
import { t } from './texts-report.ts';
import { useDraft } from './use-draft.ts';

interface Kept {
  words: Words;
  place: PlaceChoice | null;
  /** Both kinds; `afterIds` says which show the result. */
  photos: KeptPhoto[];
  afterIds: string[];
  plan: Plan | null;
}

export interface Chain {
  /** Steps finished, the report itself being the first. */
  done: number;
  total: number;
  failed: boolean;
}

/** May this person settle what is here? Only who answers for the place; the server decides again. */
function useMaySettle(ownerPostId: string | undefined): boolean {
  const { posts } = useMe();
  const own = posts.some((post) => post.id === ownerPostId);
  return own && can('case.accept') && can('case.settle');
}

const photoKey = (photos: readonly { id: string; blob: Blob | null }[]) =>
  photos.map((photo) => `${photo.id}${photo.blob ? 1 : 0}`).join();

function titleOf(words: Words): string {
  return Array.from(words.body.trim()).slice(0, 20).join('') || t('report');
}

function useReportState() {
  const send = usePhotoSender();
  const [words, setWords] = useState<Words>(noWords);
  const photos = usePhotos(send, 9);
  const after = usePhotos(send, 9);
  const place = usePlace(districtId);
  const plan = useRef<Plan | null>(null);
  const [attempt, setAttempt] = useState(0);
  const draft = useDraft<Kept>({
    line: { key: 'report', title: titleOf(words), kind: 'report', href: '/report' },
    watch: JSON.stringify([words, place.choice, photoKey(photos.photos), photoKey(after.photos), attempt]),
    worth: words.body.trim() !== '' || photos.photos.length > 0 || after.photos.length > 0 || words.phone !== '',
    content: async () => ({
      words,
      place: place.choice,
      photos: [...(await keepable(photos.photos)), ...(await keepable(after.photos))],
      afterIds: after.photos.map((photo) => photo.id),
      plan: plan.current,
    }),
    restore: (found) => {
      setWords(found.words);
      photos.restore(found.photos.filter((photo) => !found.afterIds.includes(photo.id)));
      after.restore(found.photos.filter((photo) => found.afterIds.includes(photo.id)));
      plan.current = found.plan;
      if (found.place) void place.locate(found.place);
    },
  });
  return { words, setWords, photos, after, place, plan, attempt, setAttempt, draft };
}

/** Where things come from before anyone types: the phone, then the photo. A place that a person gave outranks both. */
function useOfferedPlace({ photos, place, draft }: ReturnType<typeof useReportState>) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the device is asked once, after the draft was put back.
  useEffect(() => {
    if (draft.ready) void place.offerDevice();
  }, [draft.ready]);
  const fromPhoto = photos.photos.find((photo) => photo.place)?.place ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new place of a photo counts.
  useEffect(() => {
    if (fromPhoto && draft.ready) place.offer({ source: 'photo', point: fromPhoto });
  }, [fromPhoto?.lon, fromPhoto?.lat, draft.ready]);
  return fromPhoto;
}

/** Report, accept, arrive, settle: one after another, each answered before the next. */
async function carryOut(plan: Plan, step: (next: Plan) => void): Promise<Plan> {
  let next = plan;
  step(next);
  if (!next.reported) {
    next = { ...next, reported: await sendReport(next.report) };
    step(next);
  }
  for (const body of next.moves.slice(next.done)) {
    await sendMove(next.report.id, body);
    next = { ...next, done: next.done + 1 };
    step(next);
  }
  return next;
}

type Sent = { reported: Reported; settled: boolean };

/** How the sending stands. */
function useSending() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Fault[]>([]);
  const [lost, setLost] = useState(false);
  const [chain, setChain] = useState<Chain | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);

  function step({ moves, reported, done }: Plan): void {
    if (moves.length === 0) return;
    setChain({ done: (reported ? 1 : 0) + done, total: moves.length + 1, failed: false });
  }
  /** null: a photo did not arrive. */
  function failed(error: unknown): void {
    const away = error === null ? !navigator.onLine : isUnreachable(error);
    setLost(away);
    if (!away) setRefused([error ? faultOfRefusal(error) : { field: fields.photos, text: t('faultPhotos') }]);
    setChain((old) => old && { ...old, failed: true });
  }
  function clear(): void {
    setRefused([]);
    setLost(false);
    setSent(null);
    setChain(null);
  }
  return { busy, setBusy, refused, setRefused, lost, chain, setChain, sent, setSent, step, failed, clear };
}

export function useReport() {
  const state = useReportState();
  const { words, setWords, photos, after, place, plan, attempt, setAttempt, draft } = state;
  const fromPhoto = useOfferedPlace(state);
  const { district } = useMe();
  const sending = useSending();
  const maySettle = useMaySettle(place.located?.owner?.postId);
  const onSpot = words.onSpot && maySettle;
  const filled = { words: { ...words, onSpot }, photos: photos.photos, after: onSpot ? after.photos : [], place };

  function write(part: Partial<Words>): void {
    sending.setRefused([]);
    setWords((old) => ({ ...old, ...part }));
  }

  async function send(): Promise<void> {
    const arrived = (await photos.settle()) && (!onSpot || (await after.settle()));
    if (!arrived) return failed(null);
    const own = planOf({ filled, last: plan.current, locale: lang(), district, now: Date.now() });
    await carryOut(own, (next) => {
      plan.current = next;
      sending.step(next);
    }).then(finish, failed);
  }

  async function submit(): Promise<void> {
    setAttempt((n) => n + 1);
    sending.clear();
    if (faultsOf(filled).length > 0) return;
    sending.setBusy(true);
    await send();
    sending.setBusy(false);
  }

  async function finish({ reported, moves }: Plan): Promise<void> {
    await draft.finish();
    sending.setChain(null);
    if (reported && words.noteId) void noteBecame(words.noteId, reported);
    if (reported) sending.setSent({ reported, settled: moves.length > 0 });
  }

  function failed(error: unknown): void {
    if (error instanceof Refusal && plan.current) plan.current = renewRefused(plan.current, Date.now());
    sending.failed(error);
    setAttempt((n) => n + 1);
  }

  /** Another one, or from the start; the place may stay. */
  async function clear(keepPlace: boolean): Promise<void> {
    await draft.finish();
    draft.seal(false);
    plan.current = null;
    photos.clear();
    after.clear();
    setWords(noWords);
    setAttempt(0);
    sending.clear();
    if (!keepPlace) place.clear();
  }

  const { busy, lost, chain, sent } = sending;
  const faults = attempt > 0 ? [...faultsOf(filled), ...sending.refused] : [];
  const shown = { busy, lost, chain, sent, faults, attempt, restored: draft.restored };
  const typed = { words, write, photos, after, place, fromPhoto, maySettle, onSpot };
  const reported = plan.current?.reported ?? null;
  return { ...shown, ...typed, reported, closeChain: () => sending.setChain(null), submit, clear };
}

export type ReportForm = ReturnType<typeof useReport>;
