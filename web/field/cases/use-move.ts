import { useRef, useState } from 'react';
import { Refusal, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { toast } from '#web/parts/toast.tsx';
import { type CaseView, isMovedOn, type Move, type MoveAsk, type Prepared, prepare, sendMove } from './commands.ts';
import { t } from './texts.ts';
import { actionText } from './wording.ts';

export interface MoveEnd {
  onDone: (next: CaseView) => void;
  /** Someone else was faster: the case must be read again. */
  onMovedOn: () => void;
}

export async function undoMove(view: CaseView, { onDone, onMovedOn }: MoveEnd): Promise<void> {
  try {
    onDone(await sendMove(view.id, { commandId: newId(), move: 'undo', seq: view.seq }));
    toast(t('undone'));
  } catch (error) {
    toast(sayError(error));
    if (error instanceof Refusal) onMovedOn();
  }
}

function tell(next: CaseView, named: string, end: MoveEnd): void {
  const undo = next.undoUntil ? () => void undoMove(next, end) : undefined;
  toast(t('done', { move: named }), undo);
}

/** Makes moves on one case. A press after a lost answer sends the same command again. Gives back what went wrong. */
export function useMove(view: CaseView, end: MoveEnd) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const last = useRef<Prepared | null>(null);

  async function make(move: Move, asked: Omit<MoveAsk, 'move' | 'seq'> = {}): Promise<unknown> {
    setBusy(true);
    setFault(null);
    last.current = prepare(last.current, { ...asked, move, seq: view.seq }, Date.now());
    try {
      const next = await sendMove(view.id, last.current.body);
      last.current = null;
      setBusy(false);
      tell(next, actionText(view, move), end);
      end.onDone(next);
      return null;
    } catch (error) {
      // What the server refused was not stored: the next press is another command.
      if (error instanceof Refusal) last.current = null;
      setFault(error);
      setBusy(false);
      if (isMovedOn(error)) end.onMovedOn();
      return error;
    }
  }

  const restore = (prepared: Prepared | null) => {
    last.current = prepared;
  };
  return { make, busy, fault, clear: () => setFault(null), prepared: () => last.current, restore };
}
