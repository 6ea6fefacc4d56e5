import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { weigh } from './budgets.mjs';
import { buildFronts } from './fronts.mjs';
import { environment } from './node24.mjs';
import { root } from './root.mjs';

const scratch = join(root, 'node_modules/.cache/gezhi');
const recordedSql = join(scratch, 'recorded-sql.jsonl');

/** A step answers how many checks passed and failed, and what to show when some did. */
export const steps = [
  { name: 'types', run: () => tool('tsc', ['-p', 'tsconfig.json']) },
  { name: 'lint', run: () => tool('biome', ['check', '--max-diagnostics=50', '.']) },
  { name: 'dead code', run: () => tool('knip', ['--no-progress']) },
  { name: 'unit and database tests', run: unitTests },
  {
    name: 'scale-out rules of all statements',
    run: () => tool('node', ['server/testing/lint-recorded-sql.ts', recordedSql]),
  },
  { name: 'build', run: async () => one(await buildFronts(), 'see above') },
  { name: 'bundle budgets', run: budgets },
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

let current;
/** Ctrl-C ends the tool that runs, not only us. */
export function stopCurrent(signal) {
  current?.kill(signal);
}

function run(command, args, more = {}) {
  return new Promise((resolve) => {
    const parts = [];
    current = spawn(command, args, {
      cwd: root,
      env: environment({ FORCE_COLOR: '0', NO_COLOR: '1', ...more }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [current.stdout, current.stderr]) stream.on('data', (part) => parts.push(part));
    current.on('error', (error) => resolve({ code: 1, output: error.message }));
    current.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString() }));
  });
}
