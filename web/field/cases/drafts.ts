import { useEffect, useState } from 'react';
import type { KeptPhoto } from '#web/parts/use-photos.ts';
import { dropOwn, keepOwn, keptOwn } from '../on-device.ts';

/** What is begun and not sent: listed on the first screen, opened again where it was left. */
export interface DraftLine {
  key: string;
  /** What it is about: the case's title or the first words. */
  title: string;
  kind: 'finish' | 'report' | 'move';
  href: string;
  at: number;
  bytes: number;
}

const LINES = 'drafts';
const changes = new EventTarget();
let editing: Promise<unknown> = Promise.resolve();

function editLines(edit: (all: DraftLine[]) => DraftLine[]): Promise<void> {
  const next = editing.then(async () => {
    await keepOwn(LINES, edit((await keptOwn<DraftLine[]>(LINES)) ?? []));
    changes.dispatchEvent(new Event('change'));
  });
  editing = next.catch(() => undefined);
  return next;
}

export function bytesOf(photos: readonly KeptPhoto[]): number {
  return photos.reduce((sum, photo) => sum + photo.bytes.byteLength, 0);
}

export async function keepDraft(line: DraftLine, content: unknown): Promise<void> {
  await keepOwn(`draft.${line.key}`, content);
  await editLines((all) => [line, ...all.filter((one) => one.key !== line.key)]);
}

export const keptDraft = <T>(key: string) => keptOwn<T>(`draft.${key}`);

export async function dropDraft(key: string): Promise<void> {
  await dropOwn(`draft.${key}`);
  await editLines((all) => all.filter((one) => one.key !== key));
}

export function useDraftLines(): DraftLine[] {
  const [lines, setLines] = useState<DraftLine[]>([]);
  useEffect(() => {
    let gone = false;
    const read = () => void keptOwn<DraftLine[]>(LINES).then((found) => !gone && setLines(found ?? []));
    read();
    changes.addEventListener('change', read);
    return () => {
      gone = true;
      changes.removeEventListener('change', read);
    };
  }, []);
  return lines;
}
