import type { Answer } from '#contract/api';

/** One fault of a catalogue file, in both languages; the line counts from 1 as an editor shows it. */
export type ImportFault = Answer<'POST /api/categories/import'>['faults'][number];

export const fault = (line: number | null, zh: string, en: string): ImportFault => ({ line, zh, en });
