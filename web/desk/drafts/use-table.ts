import { useState } from 'react';
import type { TableAnswer } from '#contract/drafts';
import { call, sayError } from '#web/api.ts';
import { refresh } from '../shell/query.ts';
import { t } from './texts.ts';

const mostBytes = 4 * 1024 * 1024;

async function asBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export type Progress = 'checking' | 'ready' | 'done' | number;

/** A table on its way: checked by a dry run, then filed by slices. What was filed before an outage is answered the same again. */
export function useTable() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [content, setContent] = useState('');
  const [checked, setChecked] = useState<TableAnswer | null>(null);
  const [results, setResults] = useState<TableAnswer['results']>([]);
  const [progress, setProgress] = useState<Progress>('ready');
  const [error, setError] = useState<string | null>(null);

  async function check(picked: File | undefined): Promise<void> {
    if (!picked) return;
    setChosen(picked.name);
    setChecked(null);
    setResults([]);
    if (picked.size > mostBytes) return setError(t('tooBig'));
    setProgress('checking');
    setError(null);
    try {
      const read = await asBase64(picked);
      setContent(read);
      setChecked(await call('POST /api/drafts/table', { body: { dryRun: true, content: read } }));
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setProgress('ready');
    }
  }

  async function file(): Promise<void> {
    setError(null);
    setResults([]);
    const rows: TableAnswer['results'] = [];
    try {
      for (let from: number | null = 0; from !== null; ) {
        setProgress(from);
        // The same slice again is answered the same: it may be sent again without harm.
        const answer: TableAnswer = await call(
          'POST /api/drafts/table',
          { body: { dryRun: false, content, from } },
          { idempotent: true },
        );
        rows.push(...answer.results);
        setResults([...rows]);
        from = answer.next;
      }
      setProgress('done');
      void refresh('GET /api/cases', 'GET /api/cases/counts');
    } catch (failure) {
      setError(`${sayError(failure)} ${t('stopped')}`);
      setProgress('ready');
    }
  }
  return { chosen, checked, results, progress, error, check, file };
}
