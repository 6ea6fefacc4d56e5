import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { checkFlow, type FlowFault } from '#contract/check-flow';
import type { FlowAction, FlowDocument, FlowState } from '#contract/flow-document';

interface History {
  past: readonly FlowDocument[];
  present: FlowDocument;
  future: readonly FlowDocument[];
}
/** More steps back than anybody counts. */
const most = 100;

export interface Editor {
  document: FlowDocument;
  faults: readonly FlowFault[];
  /** Is the document another than the one that was loaded or saved? */
  isChanged: boolean;
  change: (next: FlowDocument) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

/** The document as it is being edited, from what is stored or a copy of it: every change is a step that can be taken back; faults are found at once. */
export function useEditor(loaded: FlowDocument, start = loaded): Editor {
  const [{ past, present, future }, setHistory] = useState<History>({ past: [], present: start, future: [] });
  const change = useCallback(
    (next: FlowDocument) =>
      setHistory((old) => ({ past: [...old.past, old.present].slice(-most), present: next, future: [] })),
    [],
  );
  const undo = () =>
    setHistory((old) => {
      const last = old.past.at(-1);
      return last ? { past: old.past.slice(0, -1), present: last, future: [old.present, ...old.future] } : old;
    });
  const redo = () =>
    setHistory((old) => {
      const [next, ...rest] = old.future;
      return next ? { past: [...old.past, old.present], present: next, future: rest } : old;
    });
  const faults = useMemo(() => faultsOf(present), [present]);
  return {
    document: present,
    faults,
    isChanged: JSON.stringify(present) !== JSON.stringify(loaded),
    change,
    undo: past.length > 0 ? undo : null,
    redo: future.length > 0 ? redo : null,
  };
}

/** Ctrl+Z and Ctrl+Y, but for whoever is typing: there they are the text's own. */
export function useUndoKeys({ undo, redo }: Editor, on: boolean): void {
  const latest = useRef({ undo, redo });
  latest.current = { undo, redo };
  useEffect(() => {
    if (!on) return;
    function press(event: KeyboardEvent): void {
      const key = event.key.toLowerCase();
      const typing = event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (typing || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
      event.preventDefault();
      const act = key === 'y' || event.shiftKey ? latest.current.redo : latest.current.undo;
      act?.();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}

/** A pasted document may be of any shape: what the check cannot read is one fault; the server names the rest. */
function faultsOf(document: FlowDocument): FlowFault[] {
  try {
    return checkFlow(document);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ path: '', zh: `文档结构不完整（${why}）`, en: `The document is not whole (${why})` }];
  }
}

/** The document with one state or action put in its place, at the end where it is new; null takes it out. */
export function withState(document: FlowDocument, code: string, state: FlowState | null): FlowDocument {
  return { ...document, states: put(document.states, code, state) };
}
export function withAction(document: FlowDocument, code: string, action: FlowAction | null): FlowDocument {
  return { ...document, actions: put(document.actions, code, action) };
}

function put<T>(all: Record<string, T>, code: string, value: T | null): Record<string, T> {
  if (value !== null) return { ...all, [code]: value };
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== code));
}

/** The faults of one line: of the state or action itself or of a part of it. */
export function faultsAt(faults: readonly FlowFault[], path: string): FlowFault[] {
  return faults.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
}
