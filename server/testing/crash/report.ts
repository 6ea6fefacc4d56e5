import { writeFile } from 'node:fs/promises';
import { arch, cpus, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { killKinds } from './kills.ts';
import { acknowledgedReports } from './ledger.ts';
import type { CrashResult, Killed } from './run.ts';

const file = fileURLToPath(new URL('../../../docs/crash-report.md', import.meta.url));

const head = `# Crash report

Written by \`node scripts/crash.mjs\`. The program runs as an operator starts it (\`node server/main.ts\`, embedded PostgreSQL,
fsync on). Six phones file reports, a third of them with a photo, send again what was not acknowledged and sometimes send
twice; three members of staff move cases; clocks run out; mails go out. At seeded moments processes are killed with -9.
After each kill, and at the end, all that was acknowledged is looked for: number, first step, contact and token, live event,
clock, moves, photos, once each; then numbers without gaps and the chains of every case.`;

/** One line a kill, and the sums; written after a run that was asked for, whatever its outcome. */
export async function writeReport(
  result: CrashResult,
  { seed, load }: { seed: number; load: number[] },
): Promise<void> {
  const { killed, ledger, mails, fell, exitCode, faults } = result;
  const all = [...killed.flatMap((one) => one.faults), ...faults];
  const acknowledged = acknowledgedReports(ledger);
  const sends = ledger.reports.reduce((sum, one) => sum + one.sends, 0);
  const photos = acknowledged.filter(({ photoUrl }) => photoUrl !== null).length;
  const moves = ledger.moves.filter((one) => one.acknowledged).length;
  const answers = [...ledger.answers].map(([answer, times]) => `${answer} ${times} times`);
  const lines = [
    head,
    '',
    `${new Date().toISOString().slice(0, 10)}; ${machine(load)}; seed ${seed}.`,
    '',
    '| kill | what | acknowledged before | under way | longest pause | faults |',
    '| --- | --- | --- | --- | --- | --- |',
    ...killed.map(lineOf),
    '',
    `- ${acknowledged.length} reports acknowledged (${sends} sends), ${photos} of them with a photo; ${moves} moves; ${ledger.runOut.length} clocks ran out; ${mails} mails.`,
    `- Other answers: ${answers.join(', ') || 'none'}.`,
    `- The program ended by itself ${fell} times; its exit code at the end: ${exitCode}.`,
    `- Lost, doubled or broken: ${all.length === 0 ? 'nothing' : all.join('; ')}.`,
    '',
  ];
  await writeFile(file, lines.join('\n'));
}

function lineOf({ kind, acknowledged, underWay, downMs, faults }: Killed, index: number): string {
  const cells = [index + 1, killKinds[kind], acknowledged, underWay, `${(downMs / 1000).toFixed(1)} s`, faults.length];
  return `| ${cells.join(' | ')} |`;
}

function machine(load: number[]): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() || 'unnamed';
  const memory = Math.round(totalmem() / 2 ** 30);
  const before = load.map((one) => one.toFixed(1)).join(' / ');
  return `${processors.length} cores (${model}), ${memory} GiB memory, ${type()} ${arch()}, Node ${process.versions.node}, load average before the run ${before}`;
}
