/**
 * Reads one tile out of a PMTiles v3 archive (spec: protomaps/PMTiles, spec/v3) by HTTP ranges: a 127-byte header, a root
 * directory, leaf directories on demand. Raster tiles only; the district's own lines are drawn by us. Written out because
 * the part needed is this small.
 */
interface Header {
  rootOffset: number;
  rootLength: number;
  leafOffset: number;
  dataOffset: number;
  /** 1 none, 2 gzip; brotli and zstd are not understood by browsers' DecompressionStream everywhere. */
  directoryCompression: number;
  tileCompression: number;
  minZoom: number;
  maxZoom: number;
}

interface Entry {
  tileId: number;
  offset: number;
  length: number;
  /** 0 = the entry points to a leaf directory. */
  run: number;
}

export type ReadRange = (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;

const HEADER_BYTES = 127;
// Root, leaf, and one more: the specification advises against deeper trees.
const MAX_DEPTH = 4;

export function rangesOf(url: string): ReadRange {
  return async (offset, length) => {
    const answer = await fetch(url, { headers: { range: `bytes=${offset}-${offset + length - 1}` } });
    if (answer.status !== 206) throw new Error(`no ranges from ${url}: HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
}

function readHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0, true) !== 0x4d50 || view.getUint8(7) !== 3) throw new Error('not a PMTiles v3 archive');
  const long = (at: number) => Number(view.getBigUint64(at, true));
  return {
    rootOffset: long(8),
    rootLength: long(16),
    leafOffset: long(40),
    dataOffset: long(56),
    directoryCompression: view.getUint8(97),
    tileCompression: view.getUint8(98),
    minZoom: view.getUint8(100),
    maxZoom: view.getUint8(101),
  };
}

async function unpack(bytes: Uint8Array<ArrayBuffer>, compression: number): Promise<Uint8Array<ArrayBuffer>> {
  if (compression <= 1) return bytes;
  if (compression !== 2) throw new Error(`compression ${compression} is not supported`);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function readEntries(bytes: Uint8Array): Entry[] {
  let at = 0;
  function varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  }
  const count = varint();
  const column = () => Array.from({ length: count }, varint);
  const [deltas, runs, lengths, offsets] = [column(), column(), column(), column()];
  const entries: Entry[] = [];
  let tileId = 0;
  let end = 0;
  for (let i = 0; i < count; i++) {
    tileId += deltas[i] ?? 0;
    const stored = offsets[i] ?? 0;
    const length = lengths[i] ?? 0;
    // 0 means "right after the one before".
    const offset = stored === 0 ? end : stored - 1;
    end = offset + length;
    entries.push({ tileId, offset, length, run: runs[i] ?? 0 });
  }
  return entries;
}

/** Position on the Hilbert curve, counted over all zooms from 0. */
export function tileIdOf(z: number, x: number, y: number): number {
  let id = (4 ** z - 1) / 3;
  let tx = x;
  let ty = y;
  for (let level = z - 1; level >= 0; level--) {
    const size = 2 ** level;
    const rx = (tx & size) > 0 ? 1 : 0;
    const ry = (ty & size) > 0 ? 1 : 0;
    id += size * size * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) [tx, ty] = [size - 1 - tx, size - 1 - ty];
      [tx, ty] = [ty, tx];
    }
  }
  return id;
}

/** The entry that holds `id`, or the leaf directory in which it would be. */
function find(entries: readonly Entry[], id: number): Entry | undefined {
  const last = entries.findLast((entry) => entry.tileId <= id);
  if (!last || last.run === 0) return last;
  return id < last.tileId + last.run ? last : undefined;
}

export function openPmtiles(read: ReadRange) {
  const header = read(0, HEADER_BYTES).then(readHeader);
  const directories = new Map<number, Promise<Entry[]>>();

  function directory(head: Header, offset: number, length: number): Promise<Entry[]> {
    const known = directories.get(offset);
    if (known) return known;
    const reading = read(offset, length)
      .then((bytes) => unpack(bytes, head.directoryCompression))
      .then(readEntries);
    directories.set(offset, reading);
    return reading;
  }

  return {
    zooms: () => header.then(({ minZoom, maxZoom }) => ({ minZoom, maxZoom })),
    /** Bytes of one tile as stored (PNG, JPEG or WebP); null where the archive has none. */
    async tile(z: number, x: number, y: number): Promise<Uint8Array<ArrayBuffer> | null> {
      const head = await header;
      const id = tileIdOf(z, x, y);
      let [offset, length] = [head.rootOffset, head.rootLength];
      for (let depth = 0; depth < MAX_DEPTH; depth++) {
        const entry = find(await directory(head, offset, length), id);
        if (!entry) return null;
        if (entry.run > 0)
          return unpack(await read(head.dataOffset + entry.offset, entry.length), head.tileCompression);
        [offset, length] = [head.leafOffset + entry.offset, entry.length];
      }
      return null;
    },
  };
}
