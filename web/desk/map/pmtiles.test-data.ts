import { gzipSync } from 'node:zlib';

/** One entry of a directory: `run` equal tiles from `id` on. */
export interface Stored {
  id: number;
  offset: number;
  length: number;
  run: number;
}

/** A PMTiles v3 archive as the specification lays it out, directories packed with gzip, tiles as they are. */
export function archiveOf(given: {
  root: readonly Stored[];
  leaf?: readonly Stored[];
  /** First tile id that the leaf directory answers for. */
  leafFrom?: number;
  tiles: readonly Buffer[];
  maxZoom: number;
}): Buffer {
  const leaf = given.leaf ? directory(given.leaf) : Buffer.alloc(0);
  const pointer = given.leaf ? [{ id: given.leafFrom ?? 0, offset: 0, length: leaf.length, run: 0 }] : [];
  const root = directory([...given.root, ...pointer]);
  const head = Buffer.alloc(127);
  head.write('PMTiles');
  head.writeUInt8(3, 7);
  const long = (at: number, value: number) => head.writeBigUInt64LE(BigInt(value), at);
  long(8, 127);
  long(16, root.length);
  long(40, 127 + root.length);
  long(48, leaf.length);
  long(56, 127 + root.length + leaf.length);
  head.writeUInt8(2, 97);
  head.writeUInt8(1, 98);
  head.writeUInt8(0, 100);
  head.writeUInt8(given.maxZoom, 101);
  return Buffer.concat([head, root, leaf, ...given.tiles]);
}

function directory(entries: readonly Stored[]): Buffer {
  const deltas = entries.map((entry, i) => entry.id - (entries[i - 1]?.id ?? 0));
  const column = (values: number[]) => values.flatMap(varint);
  return gzipSync(
    Buffer.from([
      ...varint(entries.length),
      ...column(deltas),
      ...column(entries.map((entry) => entry.run)),
      ...column(entries.map((entry) => entry.length)),
      ...column(entries.map((entry) => entry.offset + 1)),
    ]),
  );
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}
