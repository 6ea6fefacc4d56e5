import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { give, root, say } from './root.mjs';

/** Installs what package-lock.json names, unless it is there already. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  say('Installing dependencies (once, one to two minutes) ...');
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const ticking = setInterval(() => say(`  still installing, ${seconds()} s`), 15_000);
  const code = await npmCi();
  clearInterval(ticking);
  if (code !== 0)
    give(
      'The dependencies could not be installed (npm says why above); without a network, connect this machine or point npm at a registry it can reach, then try again.',
    );
  say(`  installed in ${seconds()} s`);
}

/** npm writes node_modules/.package-lock.json last, so after an interrupted installation it is missing or old. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    // Packages of other platforms are optional and stay away.
    return present[path] ? present[path].version === version : optional === true;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

function npmCi() {
  const [command, first] = npm();
  // Not the warnings: under Node 20 they are a page about Node 24, which is only then on its way.
  const words = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
      shell: process.platform === 'win32',
    });
    child.on('error', (error) =>
      give(`npm could not be started (${error.message}); install Node with npm and try again.`),
    );
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The npm that started us, else the one on the path. */
function npm() {
  const own = process.env.npm_execpath;
  return own && /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
}
