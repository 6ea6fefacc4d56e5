import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { weigh } from './budgets.mjs';
import { buildFronts } from './fronts.mjs';
import { environment } from './node24.mjs';
import { root } from './root.mjs';

const scratch = join(root, 'node_modules/.cache/gezhi');
/** What Node made of our sources: the tests start the program some hundred times, each time a third cheaper with this. */
const compiled = join(scratch, 'compiled');
const recordedSql = join(scratch, 'recorded-sql.jsonl');

/**
 * A step answers how many checks passed and failed, and what to show when some did. Those with a `lane` run first, one lane
 * beside the other. Two checkers: each more infers the contract's types once more (four took 135 s of processor, two 116).
 */
export const steps = [
  { name: 'types', lane: 'types', run: () => tool('tsc', ['-p', 'tsconfig.json', '--checkers', '2']) },
  { name: 'lint', lane: 'sources', run: () => tool('biome', ['check', '--max-diagnostics=50', '.']) },
  { name: 'dead code', lane: 'sources', run: () => tool('knip', ['--no-progress']) },
  { name: 'build', lane: 'sources', run: async () => one(await buildFronts(), 'see above') },
  { name: 'bundle budgets', lane: 'sources', run: budgets },
  { name: 'unit and database tests', run: unitTests },
  {
    name: 'scale-out rules of all statements',
    run: () => tool('node', ['server/testing/lint-recorded-sql.ts', recordedSql]),
  },
  { name: 'browser tests', run: browserTests, needs: 'CHROMIUM_PATH' },
];

async function tool(command, args) {
  const { code, output } = await run(command, args);
  return one(code === 0, output, code === 0 ? '' : output);
}

function one(ok, report) {
  return ok ? { passed: 1, failed: 0, report: '' } : { passed: 0, failed: 1, report };
}

function budgets() {
  const weights = weigh();
  const lines = weights.map(({ ok, line }) => `${line}${ok ? '' : '  OVER'}`);
  return {
    ...one(
      weights.every(({ ok }) => ok),
      lines.join('\n'),
    ),
    note: lines.join(', '),
  };
}

async function unitTests() {
  const file = freshFile('vitest.json');
  const { code, output } = await run('vitest', ['run', '--reporter=json', `--outputFile=${file}`], {
    GEZHI_RECORDED_SQL: recordedSql,
  });
  const result = readJson(file);
  if (!result) return one(false, output);
  const broken = result.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed),
  );
  const failed = result.numFailedTests + broken.length;
  const report = [
    ...broken.map(({ name, message }) => `${name}\n${message}`),
    ...result.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(isFailed).map((test) => `${name} > ${test.fullName}\n${test.failureMessages.join('\n')}`),
    ),
  ];
  // A run may fail without a failed test: an unhandled rejection, a hook after the last one.
  if (code !== 0 && failed === 0) return { passed: result.numPassedTests, failed: 1, report: output };
  return { passed: result.numPassedTests, failed, report: report.join('\n\n'), note: skipped(result.numPendingTests) };
}

async function browserTests() {
  const file = freshFile('playwright.json');
  const { code, output } = await run('playwright', ['test', '--reporter=json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const result = readJson(file);
  if (!result?.stats) return one(false, output);
  const { expected, unexpected, flaky, skipped: left } = result.stats;
  const errors = result.errors.map(({ message }) => message);
  const report = [...errors, ...result.suites.flatMap((suite) => failures(suite, suite.file))].join('\n\n');
  // Not a test but the run itself failed, mostly the server; what it said stands in the output.
  if (code !== 0 && unexpected === 0) return { passed: expected + flaky, failed: 1, report: `${report}\n${output}` };
  return {
    passed: expected + flaky,
    failed: unexpected,
    report,
    note: [skipped(left), flaky ? `${flaky} only on a second try` : ''].filter(Boolean).join(', '),
  };
}

function failures(suite, path) {
  const own = (suite.specs ?? [])
    .filter(({ ok }) => !ok)
    .map((spec) => {
      const errors = spec.tests.flatMap(({ results }) =>
        results.flatMap((result) => (result.errors ?? []).map(({ message }) => message)),
      );
      return `${path}:${spec.line} > ${spec.title}\n${errors.join('\n')}`;
    });
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failures(inner, path))];
}

const isFailed = ({ status }) => status === 'failed';
const skipped = (count) => (count > 0 ? `${count} skipped` : '');

function freshFile(name) {
  mkdirSync(scratch, { recursive: true });
  const file = join(scratch, name);
  rmSync(file, { force: true });
  return file;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const running = new Set();
/** Ctrl-C ends the tools that run, not only us. */
export function stopCurrent(signal) {
  for (const child of running) child.kill(signal);
}

function run(command, args, more = {}) {
  return new Promise((resolve) => {
    const parts = [];
    const child = spawn(command, args, {
      cwd: root,
      env: environment({ FORCE_COLOR: '0', NO_COLOR: '1', NODE_COMPILE_CACHE: compiled, ...more }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const end = (result) => {
      running.delete(child);
      resolve(result);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
    child.on('error', (error) => end({ code: 1, output: error.message }));
    child.on('close', (code) => end({ code: code ?? 1, output: Buffer.concat(parts).toString() }));
  });
}
