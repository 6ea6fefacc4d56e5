// `npm run check`: every check, one line each; goes on after a failure so that one run shows all.
// `npm run check -- types lint` runs only the steps whose names begin so.
import { ensureDependencies } from './lib/install.mjs';
import { say } from './lib/root.mjs';
import { steps, stopCurrent } from './lib/steps.mjs';

await ensureDependencies();
const wanted = process.argv.slice(2);
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopped = true;
    stopCurrent(signal);
  });
}

let passed = 0;
let failed = 0;
const lanes = new Map();
const ahead = new Map();
for (const step of chosen.filter(({ lane }) => lane)) {
  const before = lanes.get(step.lane) ?? Promise.resolve();
  ahead.set(
    step,
    before.then(() => timed(step)),
  );
  lanes.set(step.lane, ahead.get(step));
}
// What is told stands in the order of the steps, whichever ends first.
for (const step of chosen) {
  if (stopped) break;
  const { name, needs } = step;
  if (needs && !(await available(needs))) continue;
  const result = await (ahead.get(step) ?? timed(step));
  passed += result.passed;
  failed += result.failed;
  const seconds = (result.ms / 1000).toFixed(1);
  const counts = result.passed + result.failed > 1 ? ` (${result.passed} passed, ${result.failed} failed)` : '';
  say(`${result.failed > 0 ? 'FAIL' : 'ok  '} ${name}${counts} ${seconds} s${result.note ? `: ${result.note}` : ''}`);
  if (result.failed > 0) say(indent(result.report));
}
if (stopped) failed += 1;
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function timed({ run }) {
  if (stopped) return { passed: 0, failed: 0, ms: 0 };
  const began = Date.now();
  const result = await run();
  return { ...result, ms: Date.now() - began };
}

/** On a machine of its own (CI) nothing may be left out unseen. */
async function available(variable) {
  if (process.env[variable]) return true;
  const { chromiumPath } = await import('./browser.mjs');
  process.env[variable] = chromiumPath() ?? '';
  if (process.env[variable]) return true;
  say('left out: browser tests, there is no Chromium');
  if (process.env.CI) failed += 1;
  return false;
}

function indent(text) {
  const lines = String(text).trim().split('\n');
  const shown = lines.length > 200 ? [...lines.slice(0, 200), `... ${lines.length - 200} more lines`] : lines;
  return shown.map((line) => `     ${line}`).join('\n');
}
