import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from '../browser.mjs';
import { give, say } from './root.mjs';

const OVERALL_MS = 300_000;

/** A Chromium for the browser tests, installed on Debian when we are root. Undefined, with a sentence, when there is none. */
export function ensureChromium() {
  if (process.env.CHROMIUM_PATH && !existsSync(process.env.CHROMIUM_PATH))
    give(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not exist.`);
  let path = chromiumPath();
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (mayInstall && !(path && hasChineseFont())) {
    say('Installing Chromium and a Chinese font for the browser tests (about half a minute) ...');
    install(path ? ['fonts-noto-cjk'] : ['chromium', 'fonts-noto-cjk']);
    path = chromiumPath();
  }
  if (!path)
    say(
      'The browser tests are left out: there is no Chromium here; install one (on Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH.',
    );
  else if (!hasChineseFont())
    say('There is no Chinese font here; the browser tests run, but their pictures show boxes.');
  return path;
}

function install(packages) {
  const until = Date.now() + OVERALL_MS;
  const apt = (...words) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3', '-qq', ...words], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: Math.max(1, until - Date.now()),
      encoding: 'utf8',
    });
  // The lock of the package lists, unlike dpkg's, does not wait: try again.
  for (let attempt = 0; attempt < 4 && Date.now() < until; attempt += 1) {
    if (apt('update').status === 0) break;
    spawnSync('sleep', ['5']);
  }
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', ...packages);
  if (status !== 0)
    say(`apt-get could not install ${packages.join(' and ')}: ${(stderr ?? '').trim().split('\n').at(-1)}`);
}

function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}
