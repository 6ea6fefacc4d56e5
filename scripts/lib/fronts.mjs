import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { environment, node24 } from './node24.mjs';
import { root, say } from './root.mjs';

export const fronts = ['greeting', 'resident', 'field', 'desk', 'wall'];
const stampFile = join(root, 'dist/.stamp');

/** Builds the fronts whose sources changed since their last build, two at a time. False when one failed. */
export async function buildFronts({ all = false } = {}) {
  const stamps = readStamps();
  const stale = fronts
    .map((front) => ({ front, hash: sourcesOf(front) }))
    .filter(({ front, hash }) => all || stamps[front] !== hash || !existsSync(join(root, 'dist', front, 'index.html')));
  if (stale.length === 0) return true;
  say(`Building ${stale.map(({ front }) => front).join(', ')} ...`);
  let done = 0;
  let failed = 0;
  const waiting = [...stale];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const began = Date.now();
      const { ok, output } = await build(next.front);
      if (ok) {
        stamps[next.front] = next.hash;
        done += 1;
        say(`  ${next.front} built in ${((Date.now() - began) / 1000).toFixed(1)} s (${done} of ${stale.length})`);
      } else {
        failed += 1;
        say(`  ${next.front} FAILED\n${output}`);
      }
    }
  };
  await Promise.all([lane(), lane()]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify(stamps, null, 2)}\n`);
  return failed === 0;
}

function build(front) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const words = [vite, 'build', '--config', `web/${front}/vite.config.ts`, '--logLevel', 'warn'];
  return new Promise((resolve) => {
    const child = spawn(node24(), words, {
      cwd: root,
      env: environment({ NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' }),
    });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: firstLines(Buffer.concat(parts).toString()) }));
  });
}

function firstLines(text) {
  const lines = stripVTControlCharacters(text).trimEnd().split('\n');
  return lines.slice(0, 40).join('\n') + (lines.length > 40 ? `\n... ${lines.length - 40} more lines` : '');
}

/** What a front is made of: its folder, what all fronts share, the contract and the versions of the tools. */
function sourcesOf(front) {
  const hash = createHash('sha256');
  const others = fronts.filter((other) => other !== front).map((other) => `web/${other}`);
  for (const file of ['package-lock.json', ...filesUnder('contract', []), ...filesUnder('web', others)]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesUnder(folder, leftOut) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return names.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (leftOut.includes(path)) return [];
    return entry.isDirectory() ? filesUnder(path, leftOut) : [path];
  });
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}
