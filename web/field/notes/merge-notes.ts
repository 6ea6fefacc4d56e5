import type { QuickNote } from '#contract/notes';

/** A note as this phone has it. */
export interface LocalNote extends QuickNote {
  sync: 'waiting' | 'sent' | 'refused';
  /** Why the server refused it. */
  why?: string | null;
  /** Thrown away here, and the server does not know yet. */
  gone?: true;
}

/** What the server does not have as it stands here: also what it refused, for there may be room now. */
export const toBring = (notes: readonly LocalNote[]): LocalNote[] => notes.filter(({ sync }) => sync !== 'sent');

/**
 * The phone's notes with the server's: what waits here stays as it is; of the others the server's version counts, and what
 * the server no longer has was thrown away on another phone.
 */
export function merged(local: readonly LocalNote[], server: readonly QuickNote[]): LocalNote[] {
  const own = new Map(local.filter(({ sync }) => sync !== 'sent').map((note) => [note.id, note]));
  const known = server.filter(({ id }) => !own.has(id)).map((note): LocalNote => ({ ...note, sync: 'sent' }));
  return [...own.values(), ...known].sort((one, two) => (one.notedAt < two.notedAt ? 1 : -1));
}
