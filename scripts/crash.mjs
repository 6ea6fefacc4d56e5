// `node scripts/crash.mjs [--kills 20] [--seed N]`: kills the running program with -9 and writes docs/crash-report.md.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/install.mjs';
import { environment, node24 } from './lib/node24.mjs';
import { root } from './lib/root.mjs';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '20261122' } },
});
await ensureDependencies();
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const settings = { GEZHI_CRASH_KILLS: values.kills, GEZHI_CRASH_SEED: values.seed, GEZHI_CRASH_REPORT: 'yes' };
const child = spawn(node24(), [vitest, 'run', 'server/crash.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: environment(settings),
});
child.on('exit', (code) => process.exit(code ?? 1));
