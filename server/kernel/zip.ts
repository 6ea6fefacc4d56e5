import { crc32, createInflateRaw } from 'node:zlib';

/** What a zip of a stranger may be: in bytes and numbers of files. */
export interface ZipLimits {
  /** The archive itself. */
  bytes: number;
  entries: number;
  /** All files together, by what the directory says and by what really comes out. */
  inflated: number;
}

/** Why the archive is not opened: too much of something, or not an archive that we know. */
export class ZipFault extends Error {
  readonly kind: 'large' | 'broken';

  constructor(kind: 'large' | 'broken', detail: string) {
    super(detail);
    this.name = 'ZipFault';
    this.kind = kind;
  }
}

export interface Zip {
  names: readonly string[];
  /** The pieces of one file, in order; throws a ZipFault when more comes out than was announced or the sum is wrong. */
  read(name: string): AsyncIterable<Buffer>;
}

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;

/**
 * Opens an archive that nobody vouches for, without trusting a word of it: the directory is read first and refused when
 * it announces too much; a file that holds more than announced is cut off while it is inflated. Nothing is written to
 * disk, so names cannot lead anywhere. Zip64, encryption and several volumes are not read: no office file needs them.
 */
export function openZip(bytes: Buffer, limits: ZipLimits): Zip {
  if (bytes.length > limits.bytes) throw new ZipFault('large', `${bytes.length} > ${limits.bytes} B`);
  const entries = new Map<string, Entry>();
  for (const entry of directoryOf(bytes, limits)) {
    if (entries.has(entry.name)) throw new ZipFault('broken', `${entry.name} × 2`);
    entries.set(entry.name, entry);
  }
  const sum = [...entries.values()].reduce((total, { size }) => total + size, 0);
  if (sum > limits.inflated) throw new ZipFault('large', `${sum} > ${limits.inflated} B`);
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (!entry) throw new ZipFault('broken', name);
      return inflate(bytes, entry);
    },
  };
}

function* directoryOf(bytes: Buffer, limits: ZipLimits): Iterable<Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries) throw new ZipFault('large', `${count} > ${limits.entries}`);
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY) throw new ZipFault('broken', 'zip');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if ((bytes.readUInt16LE(at + 8) & 1) !== 0) throw new ZipFault('broken', 'encrypted');
    yield {
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** The end record stands last; only a comment of at most 65,535 bytes may follow. */
function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - 0xffff);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  throw new ZipFault('broken', 'zip');
}

async function* inflate(bytes: Buffer, entry: Entry): AsyncIterable<Buffer> {
  const packed = packedBytes(bytes, entry);
  let size = 0;
  let crc = 0;
  for await (const piece of entry.method === STORED ? [packed] : inflated(packed)) {
    size += piece.length;
    if (size > entry.size) throw new ZipFault('large', `${entry.name} > ${entry.size} B`);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw new ZipFault('broken', entry.name);
}

function packedBytes(bytes: Buffer, { name, method, packed, at }: Entry): Buffer {
  if (method !== STORED && method !== DEFLATED) throw new ZipFault('broken', name);
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) throw new ZipFault('broken', name);
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw new ZipFault('broken', name);
  return bytes.subarray(from, from + packed);
}

/** In pieces of 64 KB, so that other work comes in between; a reader who stops early stops the inflating. */
async function* inflated(packed: Buffer): AsyncIterable<Buffer> {
  const stream = createInflateRaw({ chunkSize: 64 * 1024 });
  stream.end(packed);
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    throw new ZipFault('broken', (error as Error).message);
  } finally {
    stream.destroy();
  }
}
