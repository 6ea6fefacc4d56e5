import { expect, test } from 'vitest';
import { archiveOf } from './pmtiles.test-data.ts';
import { openPmtiles, type ReadRange, tileIdOf } from './pmtiles.ts';

const sea = Buffer.from('sea');
const town = Buffer.from('the town');

/** Root with one direct entry (a run of three equal tiles) and one leaf directory behind it. */
const archive = () =>
  archiveOf({
    root: [{ id: 1, offset: 0, length: sea.length, run: 3 }],
    leaf: [{ id: tileIdOf(3, 5, 2), offset: sea.length, length: town.length, run: 1 }],
    leafFrom: 21,
    tiles: [sea, town],
    maxZoom: 3,
  });

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
