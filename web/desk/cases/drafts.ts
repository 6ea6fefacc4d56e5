import type { PartFields } from '#contract/case-parts';
import type { Move, Need, PartNeed } from '#contract/lifecycle';
import { newId } from '#web/ids.ts';
import { partFilled } from '#web/part-needs.ts';

export interface DraftPhoto {
  id: string;
  kind: 'before' | 'after' | 'check' | 'extra';
  url: string;
  file: Blob;
  share: number;
  state: 'sending' | 'sent' | 'failed';
}

export interface Draft {
  /** One command, however often it is sent: a repeated press after a lost answer does nothing twice. */
  commandId: string;
  note: string;
  unitId?: string;
  areaId?: string;
  targetId?: string;
  /** Day as YYYY-MM-DD; the clock runs to its end. */
  until?: string;
  categoryCode?: string;
  conditionCode?: string;
  /** What the parts of handling bring (part-fields.tsx). */
  parts?: PartFields;
  photos: readonly DraftPhoto[];
  /** What the case's flow asks for besides, by the code of the line. */
  lines?: Readonly<Record<string, string>>;
}

// What was typed survives another case, a refresh of this one and a refusal; it ends with the page.
const drafts = new Map<string, Draft>();
const key = (caseId: string, move: Move) => `${caseId} ${move}`;

export function draftOf(caseId: string, move: Move): Draft {
  return drafts.get(key(caseId, move)) ?? { commandId: newId(), note: '', photos: [] };
}

export function keepDraft(caseId: string, move: Move, draft: Draft): void {
  drafts.set(key(caseId, move), draft);
}

export function dropDraft(caseId: string, move: Move): void {
  for (const photo of drafts.get(key(caseId, move))?.photos ?? []) URL.revokeObjectURL(photo.url);
  drafts.delete(key(caseId, move));
}

const filled: Partial<Record<Need, (draft: Draft) => boolean>> = {
  note: (draft) => draft.note.trim() !== '',
  unit: (draft) => draft.unitId !== undefined,
  area: (draft) => draft.areaId !== undefined,
  until: (draft) => draft.until !== undefined,
  target: (draft) => draft.targetId !== undefined,
  category: (draft) => draft.categoryCode !== undefined,
  'after-photo': (draft) => draft.photos.some((photo) => photo.kind === 'after' && photo.state === 'sent'),
};

/** The lines of the flow's form as a command carries them. */
export function filledLines(lines: Draft['lines'] = {}): { fields?: Record<string, string> } {
  const filled = Object.entries(lines).filter(([, value]) => value.trim() !== '');
  return filled.length > 0 ? { fields: Object.fromEntries(filled) } : {};
}

/** What the move still needs; 'other-person' and 'not-closer' are the server's to say (abilities leave such moves out). */
export function missingOf(needs: readonly Need[], draft: Draft): Need[] {
  const parts = draft.parts ?? {};
  return needs.filter((need) => filled[need]?.(draft) === false || partFilled[need as PartNeed]?.(parts) === false);
}
