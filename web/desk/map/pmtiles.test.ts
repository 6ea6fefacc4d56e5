import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openPmtiles, type ReadRange, tileIdOf } from './pmtiles.ts';

interface Stored {
  id: number;
  offset: number;
  length: number;
  run: number;
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

/** Root with one direct entry (a run of three equal tiles) and one leaf directory behind it. */
function archive(): Buffer {
  const sea = Buffer.from('sea');
  const town = Buffer.from('the town');
  const leaf = directory([{ id: tileIdOf(3, 5, 2), offset: sea.length, length: town.length, run: 1 }]);
  const root = directory([
    { id: 1, offset: 0, length: sea.length, run: 3 },
    { id: 21, offset: 0, length: leaf.length, run: 0 },
  ]);
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
  head.writeUInt8(3, 101);
  return Buffer.concat([head, root, leaf, sea, town]);
}

function readerOf(bytes: Buffer): { read: ReadRange; ranges: string[] } {
  const ranges: string[] = [];
  const read: ReadRange = async (offset, length) => {
    ranges.push(`${offset}+${length}`);
    return new Uint8Array(bytes.subarray(offset, offset + length));
  };
  return { read, ranges };
}

const text = (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString() : null);

test('tile ids follow the curve of the specification', () => {
  expect([tileIdOf(0, 0, 0), tileIdOf(1, 0, 0), tileIdOf(1, 0, 1), tileIdOf(1, 1, 1), tileIdOf(1, 1, 0)]).toEqual([
    0, 1, 2, 3, 4,
  ]);
  expect(tileIdOf(2, 0, 0)).toBe(5);
  const ids = new Set<number>();
  for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) ids.add(tileIdOf(4, x, y));
  expect(ids.size).toBe(256);
  expect(Math.min(...ids)).toBe(85);
  expect(Math.max(...ids)).toBe(340);
});

test('finds tiles in the root, in a run, in a leaf directory, and says when there is none', async () => {
  const { read, ranges } = readerOf(archive());
  const tiles = openPmtiles(read);
  expect(await tiles.zooms()).toEqual({ minZoom: 0, maxZoom: 3 });
  expect(text(await tiles.tile(1, 0, 0))).toBe('sea');
  expect(text(await tiles.tile(1, 1, 1))).toBe('sea');
  expect(await tiles.tile(1, 1, 0)).toBeNull();
  expect(await tiles.tile(0, 0, 0)).toBeNull();
  expect(text(await tiles.tile(3, 5, 2))).toBe('the town');
  const before = ranges.length;
  await tiles.tile(3, 5, 2);
  expect(ranges.length, 'directories are read once').toBe(before + 1);
});

test('refuses what is not an archive', async () => {
  const { read } = readerOf(Buffer.alloc(200));
  await expect(openPmtiles(read).tile(0, 0, 0)).rejects.toThrow('not a PMTiles v3 archive');
});
