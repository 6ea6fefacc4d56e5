import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './root.mjs';

/** What a front may send before its first screen, in kB (1,000 bytes) after gzip. Why these: docs, "Weight". */
const budgets = [
  { front: 'resident', kind: 'js', limit: 100 },
  { front: 'field', kind: 'js', limit: 110 },
  { front: 'desk', kind: 'js', limit: 420 },
  { front: 'wall', kind: 'js', limit: 330 },
  { front: 'resident', kind: 'css', limit: 8 },
];

/** One line a budget; the first load is what index.html itself names (scripts, module preloads, style sheets). */
export function weigh() {
  return budgets.map(({ front, kind, limit }) => {
    const page = join(root, 'dist', front, 'index.html');
    if (!existsSync(page)) return { ok: false, line: `${front} is not built` };
    const named = [...readFileSync(page, 'utf8').matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)"/g)];
    const files = new Set(named.map(([, url]) => url).filter((url) => url.endsWith(`.${kind}`)));
    const bytes = [...files].reduce(
      (sum, url) => sum + gzipSync(readFileSync(fileOf(front, url)), { level: 9 }).length,
      0,
    );
    const kB = bytes / 1000;
    const ok = kB <= limit && (kind === 'css' || files.size > 0);
    return { ok, line: `${front} ${kind} ${kB.toFixed(1)} of ${limit} kB` };
  });
}

function fileOf(front, url) {
  const path = url.split('?')[0];
  const inside = path.startsWith(`/${front}/`) ? path.slice(front.length + 2) : path.replace(/^\.?\//, '');
  return join(root, 'dist', front, inside);
}
