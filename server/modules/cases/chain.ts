import { createHash } from 'node:crypto';

/** What a step's hash covers: everything a reader could be told wrongly. */
export interface ChainedStep {
  district: number;
  caseId: string;
  seq: number;
  id: string;
  at: Date;
  doneAt: Date | null;
  move: string;
  state: string;
  actorAccount: string | null;
  actorPost: string | null;
  actorKind: string;
  actorName: string;
  actorTitle: string | null;
  note: string | null;
  internal: boolean;
  lon: number | null;
  lat: number | null;
  /** Whole metres: a single-precision column gives them back exactly. */
  accuracy: number | null;
  photos: unknown;
  data: unknown;
}

/** The hash "before" the first step. */
export const genesis: Buffer = Buffer.alloc(32);

/** SHA-256 over the previous hash and the step as JSON with sorted keys, so that jsonb's own order does not matter. */
export function stepHash(previous: Uint8Array, step: ChainedStep): Buffer {
  const { at, doneAt, ...rest } = step;
  const text = canonical({ ...rest, at: at.toISOString(), doneAt: doneAt?.toISOString() ?? null });
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value);
}
