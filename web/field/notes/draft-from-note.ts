import { keepDraft, keptDraft } from '../cases/drafts.ts';
import { noWords } from '../cases/report-rules.ts';
import type { LocalNote } from './merge-notes.ts';

const KEY = 'report';

/** Begins a report with the words and place of a note; false where another report is begun and not sent. */
export async function draftFromNote({ id, body, point }: LocalNote): Promise<boolean> {
  if ((await keptDraft(KEY)) !== undefined) return false;
  const line = { key: KEY, title: Array.from(body).slice(0, 20).join(''), kind: 'report' as const, href: '/report' };
  await keepDraft(
    { ...line, at: Date.now(), bytes: 0 },
    {
      words: { ...noWords, body, noteId: id },
      place: point ? { source: 'device', point } : null,
      photos: [],
      afterIds: [],
      plan: null,
    },
  );
  return true;
}
