import { useSyncExternalStore } from 'react';
import type { Answer } from '#contract/api';
import { Refusal, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { ask, me } from '../accounts/session.ts';
import { keepOwn, keptOwn } from '../on-device.ts';
import { type LocalNote, merged, toBring } from './merge-notes.ts';

const KEY = 'notes';
const listeners = new Set<() => void>();
/** Of the person who is signed in; another one on this phone reads the own again. */
let now: { of: string; notes: readonly LocalNote[] } = { of: '', notes: [] };
let syncing: Promise<void> | null = null;

function set(notes: readonly LocalNote[]): void {
  now = { of: me()?.accountId ?? '', notes };
  void keepOwn(KEY, notes);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useNotes = (): readonly LocalNote[] => useSyncExternalStore(subscribe, () => now.notes);

async function load(): Promise<void> {
  const of = me()?.accountId ?? '';
  if (now.of === of) return;
  const found = (await keptOwn<LocalNote[]>(KEY)) ?? [];
  now = { of, notes: found };
  for (const listener of listeners) listener();
}

export async function writeNote(body: string, point: LocalNote['point']): Promise<void> {
  await load();
  const at = new Date().toISOString();
  const note: LocalNote = {
    id: newId(),
    body,
    notedAt: at,
    changedAt: at,
    point,
    caseId: null,
    caseNo: null,
    sync: 'waiting',
  };
  set([note, ...now.notes]);
  void syncNotes();
}

async function change(id: string, part: Partial<LocalNote>): Promise<void> {
  await load();
  const changedAt = new Date().toISOString();
  set(now.notes.map((note) => (note.id === id ? { ...note, ...part, changedAt, sync: 'waiting', why: null } : note)));
  void syncNotes();
}

export const rewriteNote = (id: string, body: string): Promise<void> => change(id, { body });
export const dropNote = (id: string): Promise<void> => change(id, { gone: true });
/** Called when its report was filed: from then on the note leads to the case. */
export const noteBecame = (id: string, reported: { id: string; no: string }): Promise<void> =>
  change(id, { caseId: reported.id, caseNo: reported.no });

/** Brings what waits to the server, one after another, and takes over what other phones of the same person wrote. */
export function syncNotes(): Promise<void> {
  syncing ??= run().finally(() => {
    syncing = null;
  });
  return syncing;
}

async function run(): Promise<void> {
  await load();
  try {
    for (const note of toBring(now.notes)) await bring(note);
    const { rows } = await ask('GET /api/notes', {});
    set(merged(now.notes, rows));
  } catch {
    // No network or no session: everything stays on the phone, and the next occasion tries again.
  }
}

async function bring(note: LocalNote): Promise<void> {
  const params = { id: note.id };
  try {
    if (note.gone) {
      await ask('DELETE /api/notes/:id', { params });
      set(now.notes.filter(({ id }) => id !== note.id));
      return;
    }
    const { body, notedAt, changedAt, point, caseId } = note;
    const sent: Answer<'PUT /api/notes/:id'> = await ask(
      'PUT /api/notes/:id',
      { params, body: { body, notedAt, changedAt, ...(point ? { point } : {}), ...(caseId ? { caseId } : {}) } },
      { idempotent: true },
    );
    // Written again in the meantime: then that version still waits.
    set(
      now.notes.map((one) =>
        one.id === note.id && one.changedAt === changedAt ? { ...one, ...sent, sync: 'sent' } : one,
      ),
    );
  } catch (error) {
    // What the server refuses is shown with its reason; everything else ends this run.
    if (!(error instanceof Refusal) || error.status < 400 || error.status >= 500 || error.status === 401) throw error;
    const why = sayError(error);
    set(now.notes.map((one) => (one.id === note.id ? { ...one, sync: 'refused', why } : one)));
  }
}
