import type { Answer } from '#contract/api';
import { newId } from '#web/ids.ts';
import { t } from './texts.ts';

export interface LineForm {
  id: string;
  matter: string;
  responsible: string;
  postId: string | null;
  /** Empty: no day was set. */
  dueOn: string;
}
export interface MeetingForm {
  id: string;
  title: string;
  heldOn: string;
  areaId: string | undefined;
  text: string;
  lines: readonly LineForm[];
}

export const today = (): string => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
export const emptyLine = (): LineForm => ({ id: newId(), matter: '', responsible: '', postId: null, dueOn: '' });
export const emptyMeeting = (): MeetingForm => ({
  id: newId(),
  title: '',
  heldOn: today(),
  areaId: undefined,
  text: '',
  lines: [],
});

type Proposed = Answer<'POST /api/minutes/split'>['rows'];
export const linesFrom = (rows: Proposed): LineForm[] =>
  rows.map(({ matter, responsible, dueOn }) => ({ ...emptyLine(), matter, responsible, dueOn: dueOn ?? '' }));

/** What is still missing, with its place; null when it can be saved. */
export function missingOf({ title, areaId, lines }: MeetingForm): string | null {
  if (title.trim() === '') return t('missingTitle');
  if (!areaId) return t('missingArea');
  if (lines.length === 0) return t('missingLines');
  const empty = lines.findIndex(({ matter }) => matter.trim() === '');
  if (empty !== -1) return t('missingMatter', { n: empty + 1 });
  const nobody = lines.findIndex(({ responsible, postId }) => responsible.trim() === '' && postId === null);
  return nobody === -1 ? null : t('missingWho', { n: nobody + 1 });
}
