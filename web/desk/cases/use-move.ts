import { useCallback, useState } from 'react';
import type { CaseView, MoveCase, Step } from '#contract/cases';
import { type Move, type MoveRule, moves, type State, states } from '#contract/lifecycle';
import { call, Refusal, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { actionText, stateNameOf } from '../shell/case-names.ts';
import { refresh } from '../shell/query.ts';
import { say, sayWithUndo, sayWrong } from '../shell/toast.ts';
import { type Draft, dropDraft, filledLines, keepDraft } from './drafts.ts';
import { t } from './texts-detail.ts';
import { patchRows, putCase, reloadCase } from './use-cases.ts';

export interface MovedOn {
  state: string;
  /** Steps that came after what the screen had seen. */
  steps: Step[];
}

function bodyOf(view: CaseView, move: Move, draft: Draft): MoveCase {
  const note = draft.note.trim();
  return {
    commandId: draft.commandId,
    move,
    seq: view.seq,
    ...(note ? { note } : {}),
    ...(draft.unitId ? { unitId: draft.unitId } : {}),
    ...(draft.areaId ? { areaId: draft.areaId } : {}),
    ...(draft.targetId ? { targetId: draft.targetId } : {}),
    // Towns of the product live on UTC+8: a day ends there, wherever the desk stands.
    ...(draft.until ? { until: new Date(`${draft.until}T23:59:59+08:00`).toISOString() } : {}),
    ...(draft.categoryCode ? { categoryCode: draft.categoryCode } : {}),
    ...filledLines(draft.lines),
    ...(draft.conditionCode ? { conditionCode: draft.conditionCode } : {}),
    ...draft.parts,
    ...(draft.photos.length > 0
      ? { photos: draft.photos.filter((one) => one.state === 'sent').map(({ id, kind }) => ({ id, kind })) }
      : {}),
  };
}

export function sendMove(view: CaseView, move: Move, draft: Draft): Promise<CaseView> {
  return call('POST /api/cases/:id/moves', { params: { id: view.id }, body: bodyOf(view, move, draft) });
}

export async function undoMove(id: string): Promise<void> {
  try {
    const view = await call('POST /api/cases/:id/moves', {
      params: { id },
      body: { commandId: newId(), move: 'undo' },
    });
    putCase(view);
    say(t('undone', { no: view.no, state: stateNameOf(view) }));
    await refresh('GET /api/cases/counts', 'GET /api/cases/points');
  } catch (error) {
    sayWrong(sayError(error));
  }
}

function tell(view: CaseView, move: Move, named: string): void {
  const words =
    move === 'dispatch' && view.unitName
      ? t('doneUnit', { no: view.no, unit: view.unitName })
      : t('done_', { no: view.no, move: named });
  const rule: MoveRule = moves[move];
  if (rule.undoable && view.undoUntil) {
    sayWithUndo(words, () => void undoMove(view.id), new Date(view.undoUntil).getTime());
  } else {
    say(words);
  }
}

/** The state a move leads to where the life cycle alone says it; others are known by the answer only. */
function expectedState(move: Move): State | null {
  const { to } = moves[move];
  return to in states ? (to as State) : null;
}

/** The list shows the expected state at once; the answer, or the refusal, then says how it is. */
function expect(view: CaseView, move: Move): void {
  const state = expectedState(move);
  // Where a flow of one's own leads, and what it calls it there, the answer says.
  if (!state || view.stateName.zh !== states[view.state].zh) return;
  const { zh, en } = states[state];
  patchRows({ ...view, state, stateName: { zh, en } });
}

/** Sends a move; what became of the case is put everywhere at once. A case that moved on is shown with its news. */
export function useMove(view: CaseView) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [movedOn, setMovedOn] = useState<MovedOn | null>(null);

  const run = useCallback(
    async (move: Move, draft: Draft): Promise<boolean> => {
      setBusy(true);
      setError(null);
      expect(view, move);
      try {
        const after = await sendMove(view, move, draft);
        dropDraft(view.id, move);
        setMovedOn(null);
        putCase(after);
        tell(after, move, actionText(view, move));
        void refresh('GET /api/cases/counts', 'GET /api/cases/points', 'GET /api/tasks');
        return true;
      } catch (failure) {
        patchRows(view);
        // A refused command may be corrected and sent as a new one; an unanswered one keeps its id.
        if (failure instanceof Refusal) keepDraft(view.id, move, { ...draft, commandId: newId() });
        if (failure instanceof Refusal && failure.code === 'case.moved-on') {
          const fresh = await reloadCase(view.id);
          const steps = fresh.steps.filter((step) => step.seq > view.seq);
          setMovedOn({ state: stateNameOf(fresh), steps });
        } else {
          setError(sayError(failure));
        }
        return false;
      } finally {
        setBusy(false);
      }
    },
    [view],
  );
  const forget = useCallback(() => {
    setError(null);
    setMovedOn(null);
  }, []);
  return { run, busy, error, movedOn, forget };
}
