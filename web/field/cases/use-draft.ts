import { useEffect, useRef, useState } from 'react';
import type { KeptPhoto } from '#web/parts/use-photos.ts';
import { useSaving } from '#web/use-saving.ts';
import { bytesOf, type DraftLine, dropDraft, keepDraft, keptDraft } from './drafts.ts';

interface Drafted<T> {
  line: Omit<DraftLine, 'at' | 'bytes'>;
  /** Changes whenever the content does: a short text that stands for it. */
  watch: string;
  worth: boolean;
  content: () => Promise<T>;
  restore: (found: T) => void;
}

async function save<T extends { photos: KeptPhoto[] }>({ line, worth, content }: Drafted<T>): Promise<void> {
  if (!worth) return dropDraft(line.key);
  const own = await content();
  await keepDraft({ ...line, at: Date.now(), bytes: bytesOf(own.photos) }, own);
}

/** What is typed survives reloads, calls that come in between, an ended session and a flat battery. */
export function useDraft<T extends { photos: KeptPhoto[] }>(drafted: Drafted<T>) {
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const latest = useRef(drafted);
  latest.current = drafted;
  // After sending, the draft is gone for good: a late timer must not bring it back.
  const sealed = useRef(false);
  useSaving(drafted.watch, ready, () => {
    if (!sealed.current) void save(latest.current);
  });

  useEffect(() => {
    void keptDraft<T>(drafted.line.key).then((found) => {
      if (found) latest.current.restore(found);
      setRestored(found !== undefined);
      setReady(true);
    });
  }, [drafted.line.key]);

  /** Closed while a command is under way: leaving the screen then must not write the draft again. */
  const seal = (on: boolean) => {
    sealed.current = on;
  };
  async function finish(): Promise<void> {
    sealed.current = true;
    await dropDraft(drafted.line.key);
  }

  return { ready, restored, seal, finish };
}
