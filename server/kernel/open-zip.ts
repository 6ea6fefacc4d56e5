import { inflateRawSync } from 'node:zlib';

/** What a zip may be; beyond it nothing is read. */
export interface ZipLimits {
  entries: number;
  /** Of all entries together when inflated. */
  bytes: number;
}

export class BadZip extends Error {}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record is 22 bytes and a comment of at most 65,535. */
const endSearch = 65_557;

interface Entry {
  name: string;
  method: number;
  packed: number;
  at: number;
}

/**
 * Inflates every entry, never past the limit whatever the directory says of its size. Refused with `BadZip`: what is no zip,
 * zip64, encrypted, doubled or unknown parts, and bombs. Who reads the file afterwards meets no surprise.
 */
export function openZip(bytes: Buffer, limits: ZipLimits): Map<string, Buffer> {
  const entries = directoryOf(bytes, limits);
  const parts = new Map<string, Buffer>();
  let left = limits.bytes;
  for (const entry of entries) {
    if (parts.has(entry.name)) throw new BadZip('the same part twice');
    const part = inflate(bytes, entry, left);
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}

/** Where the end record stands: it is looked for from the end, behind a comment of unknown length. */
function endOf(bytes: Buffer): number {
  const stop = Math.max(0, bytes.length - endSearch);
  let end = bytes.length - 22;
  while (end >= stop && bytes.readUInt32LE(end) !== END) end -= 1;
  return end < stop ? badZip('no zip') : end;
}

function directoryOf(bytes: Buffer, limits: ZipLimits): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries) badZip('too many parts');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) badZip('a broken directory');
    const { entry, next } = entryAt(bytes, at);
    entries.push(entry);
    at = next;
  }
  return entries;
}

function entryAt(bytes: Buffer, at: number): { entry: Entry; next: number } {
  if (bytes.readUInt16LE(at + 8) & 1) badZip('encrypted');
  const name = at + 46 + bytes.readUInt16LE(at + 28);
  const entry = {
    name: bytes.toString('utf8', at + 46, name),
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    at: bytes.readUInt32LE(at + 42),
  };
  return { entry, next: name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32) };
}

function badZip(why: string): never {
  throw new BadZip(why);
}

function inflate(bytes: Buffer, { at, method, packed }: Entry, left: number): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) throw new BadZip('a broken part');
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw new BadZip('a part that is cut off');
  const raw = bytes.subarray(from, from + packed);
  if (method === 0 && raw.length <= left) return raw;
  if (method !== 8 || left <= 0) throw new BadZip('too large');
  try {
    return inflateRawSync(raw, { maxOutputLength: left });
  } catch {
    throw new BadZip('too large or broken');
  }
}
