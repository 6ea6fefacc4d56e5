import { refuse } from './refuse.ts';

type Part = string | number | boolean | null;

/** Where the next page begins: the sort values of the last row, as an opaque text. */
export function cursorOf(parts: readonly (Part | Date)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What a sort value may be; everything else would be a fault of PostgreSQL instead of a refusal. */
const kinds = {
  text: (part: unknown) => typeof part === 'string',
  instant: (part: unknown) => typeof part === 'string' && instantShape.test(part) && !Number.isNaN(Date.parse(part)),
  id: (part: unknown) => typeof part === 'string' && idShape.test(part),
  number: (part: unknown) => typeof part === 'number',
} satisfies Record<string, (part: unknown) => boolean>;
type Kind = keyof typeof kinds;
type Values<Shape extends readonly Kind[]> = { [K in keyof Shape]: Shape[K] extends 'number' ? number : string };

/** Reads a cursor back; null for the first page. Refuses what is not one, or has other kinds of values than `shape`. */
export function readCursor<const Shape extends readonly Kind[]>(
  cursor: string | undefined,
  shape: Shape,
): Values<Shape> | null {
  if (cursor === undefined || cursor === '') return null;
  const parts = parse(cursor);
  const fits = Array.isArray(parts) && parts.length === shape.length && shape.every((kind, i) => kinds[kind](parts[i]));
  // `fits` has looked at every part.
  return fits ? (parts as unknown as Values<Shape>) : refuse('list.bad-cursor');
}

function parse(cursor: string): unknown {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    return text.includes('\u0000') ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cuts a page from `limit + 1` rows that were read. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (Part | Date)[],
): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null };
}
