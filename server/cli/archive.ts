import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { SetupFault } from '#kernel/setup-fault';

// A gzipped tar (POSIX ustar), so that `tar tzf` and `sha256sum -c` can look into a backup without Gezhi.

const block = 512;
/** A member is held in memory while it is read; the largest written are photos of 21 MB and parts of 8 MB. */
export const largestMember = 64 * 1024 * 1024;

export interface Member {
  name: string;
  bytes: Buffer;
}

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** Ends the file, makes it durable and gives it its name; until then only `FILE.part` exists. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

export function writeArchive(path: string, at: Date): ArchiveWriter {
  const part = `${path}.part`;
  const tar = new PassThrough();
  // Photos do not shrink and text does at any level: a higher one costs minutes for a few percent.
  const stop = new AbortController();
  const file = createWriteStream(part, { mode: 0o600 });
  const written = pipeline(tar, createGzip({ level: 3 }), file, { signal: stop.signal });
  written.catch(() => undefined); // thrown where somebody waits: in `add` or `finish`
  const put = async (bytes: Uint8Array) => {
    if (tar.write(bytes)) return;
    await Promise.race([new Promise((resolve) => tar.once('drain', resolve)), written]);
  };
  const guarded = <T>(work: Promise<T>) => work.catch((error: unknown) => Promise.reject(writeFault(error, path)));
  return {
    add: (name, bytes) =>
      guarded(
        (async () => {
          await put(headerOf(name, bytes.length, at));
          await put(bytes);
          await put(Buffer.alloc((block - (bytes.length % block)) % block));
        })(),
      ),
    finish: () =>
      guarded(
        (async () => {
          tar.end(Buffer.alloc(2 * block));
          await written;
          const done = await open(part, 'r+');
          await done.sync().finally(() => done.close());
          await rename(part, path);
        })(),
      ),
    async abandon() {
      stop.abort();
      await written.catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

/** No room, no right, no folder: one sentence each. */
function writeFault(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new SetupFault(
      `There is no room left to write ${path}; nothing was kept. Free some space or choose another disk.`,
    );
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new SetupFault(`The file ${path} may not be written by this user; choose another place.`);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new SetupFault(`The folder of ${path} does not exist; create it first.`);
  return error;
}

function headerOf(name: string, size: number, at: Date): Buffer {
  const head = Buffer.alloc(block);
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for a tar header.`);
  const octal = (value: number, offset: number, length: number) =>
    head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, length, 'latin1');
  head.write(name, 0, 100, 'utf8');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(at.getTime() / 1000), 136, 12);
  head.write('        ', 148, 8, 'latin1');
  head.write('0', 156, 1, 'latin1');
  head.write('ustar\0' + '00', 257, 8, 'latin1');
  head.write(`${sumOf(head).toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  return head;
}

/** The checksum of a header, its own eight bytes taken as blanks. */
function sumOf(head: Buffer): number {
  return head.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

/** The members in their order. A file that is cut, damaged or no archive ends in one sentence. */
export async function* readArchive(path: string): AsyncGenerator<Member> {
  const unpacked = createGunzip();
  const done = pipeline(createReadStream(path), unpacked);
  done.catch(() => undefined); // the same error comes out of `unpacked`
  try {
    const take = taker(unpacked);
    for (;;) {
      const head = await take(block);
      if (head.every((byte) => byte === 0)) return;
      const size = sizeOf(head, path);
      const bytes = await take(size);
      await take((block - (size % block)) % block);
      yield { name: head.toString('utf8', 0, 100).replace(/\0.*$/s, ''), bytes };
    }
  } catch (error) {
    throw readFault(error, path);
  } finally {
    unpacked.destroy();
  }
}

function sizeOf(head: Buffer, path: string): number {
  const told = Number.parseInt(head.toString('latin1', 148, 154), 8);
  const size = Number.parseInt(head.toString('latin1', 124, 135), 8);
  if (told !== sumOf(head) || !(size <= largestMember)) throw damaged(path);
  return size;
}

/** Takes exactly so many bytes off a stream. */
function taker(stream: AsyncIterable<Buffer>): (length: number) => Promise<Buffer> {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  return async (length) => {
    while (size < length) {
      const { value, done } = await chunks.next();
      if (done) throw Object.assign(new Error('unexpected end of file'), { code: 'Z_BUF_ERROR' });
      held.push(value);
      size += value.length;
    }
    const all = held.length === 1 ? (held[0] ?? Buffer.alloc(0)) : Buffer.concat(held);
    held = [all.subarray(length)];
    size -= length;
    return all.subarray(0, length);
  };
}

export function damaged(path: string): SetupFault {
  return new SetupFault(`${path} is damaged or no backup of Gezhi; nothing was changed. Take another copy of it.`);
}

function readFault(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR')
    return new SetupFault(`${path} is cut off: its end is missing; nothing was changed. Copy the whole file again.`);
  if (code?.startsWith('Z_')) return damaged(path);
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new SetupFault(`The file ${path} cannot be read.`);
  return error;
}
