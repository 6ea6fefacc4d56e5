import { hash } from 'node:crypto';

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
  let text = '{';
  for (const name of fields) text += `${text.length > 1 ? ',' : ''}"${name}":${canonical(step[name])}`;
  // At once, without an object that is fed piece by piece: a district has ten million of them to verify.
  return hash('sha256', Buffer.concat([previous, Buffer.from(`${text}}`, 'utf8')]), 'buffer');
}

/** The fields in the order of their names, so that sorting is done once and not for each of a million steps. */
const fields = [
  'accuracy',
  'actorAccount',
  'actorKind',
  'actorName',
  'actorPost',
  'actorTitle',
  'at',
  'caseId',
  'data',
  'district',
  'doneAt',
  'id',
  'internal',
  'lat',
  'lon',
  'move',
  'note',
  'photos',
  'seq',
  'state',
] as const satisfies readonly (keyof ChainedStep)[];

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keyed = value as Record<string, unknown>;
  let parts = '';
  for (const key of Object.keys(keyed).sort()) {
    if (keyed[key] === undefined) continue;
    parts += `${parts === '' ? '' : ','}${JSON.stringify(key)}:${canonical(keyed[key])}`;
  }
  return `{${parts}}`;
}
