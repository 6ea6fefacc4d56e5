import { lazy, type ReactNode, Suspense, useState } from 'react';
import { sayError } from '#web/api.ts';
import { useGo } from '#web/go.ts';
import { toast } from '#web/parts/toast.tsx';
import type { CaseView, Move } from './commands.ts';
import { linesOf } from './flow-lines.ts';
import { type MoveEnd, useMove } from './use-move.ts';
import { actionOf, finishes, isClassified, needsOf } from './wording.ts';

// Opened by a press only: the list itself stays light.
const MoveSheet = lazy(() => import('./move-sheet.tsx').then((m) => ({ default: m.MoveSheet })));
const ArriveSheet = lazy(() => import('./arrive-sheet.tsx').then((m) => ({ default: m.ArriveSheet })));

/** One press is enough: nothing to bring along, and nothing a checker would add. */
function isPlain(view: CaseView, move: Move): boolean {
  const asks = needsOf(move, view).length + linesOf(view, move).length + (actionOf(view, move)?.photos.length ?? 0);
  return asks === 0 && move !== 'arrive' && move !== 'pass';
}

export interface Moves {
  start: (move: Move) => void;
  busy: boolean;
  sheet: ReactNode;
}

/** Starts a move in the way that suits it: at once, on its own screen, or in a sheet. */
export function useMoves(view: CaseView, end: MoveEnd, first: Move | null = null): Moves {
  const go = useGo();
  const [open, setOpen] = useState<Move | null>(first);
  const [then, setThen] = useState<Move | null>(null);
  const plain = useMove(view, end);

  function finish(move: Move): void {
    go(`/case/${view.id}/finish/${move}`);
  }

  function start(move: Move): void {
    if (isPlain(view, move)) void plain.make(move).then((fault) => fault && toast(sayError(fault)));
    else if (!finishes(move)) setOpen(move);
    else if (isClassified(view.categoryCode) || !view.abilities.includes('classify')) finish(move);
    else {
      // Without a class the server would refuse at the very end: ask first.
      setThen(move);
      setOpen('classify');
    }
  }

  function close(): void {
    setOpen(null);
    setThen(null);
  }

  function done(next: CaseView): void {
    close();
    end.onDone(next);
    if (then) finish(then);
  }

  const inner = { onDone: done, onMovedOn: end.onMovedOn };
  const sheet = open && (
    <Suspense fallback={null}>
      {open === 'arrive' ? (
        <ArriveSheet view={view} end={inner} onClose={close} />
      ) : (
        <MoveSheet key={open} view={view} move={open} end={inner} onClose={close} forFinish={then !== null} />
      )}
    </Suspense>
  );
  return { start, busy: plain.busy, sheet };
}
