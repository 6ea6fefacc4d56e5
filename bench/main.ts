import { parseArgs } from 'node:util';
import { erqi } from '#demo/places/districts';
import { benchFigures } from './ask-figures.ts';
import { benchClocks } from './clocks.ts';
import { benchDueClocks } from './due-clocks.ts';
import { asJsonLines, asTable, type Report } from './figures.ts';
import { benchFlows } from './flows.ts';
import { benchIntake } from './intake.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchList } from './list.ts';
import { benchLive } from './live.ts';
import { benchLocate } from './locate.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { keep } from './results.ts';
import { benchRules } from './rules.ts';
import { benchSpike } from './spike.ts';
import { openStage, type Stage } from './stage.ts';
import { benchStart } from './start.ts';
import { benchStatements } from './statements.ts';

/** In this order: the list before intake fills the day, the start when the server has done its work. */
const benches: Record<string, (options: BenchOptions, stage: () => Promise<Stage>) => Promise<Report>> = {
  locate: async (options) => benchLocate(options),
  clocks: async (options) => both(benchClocks(options), await benchDueClocks(options)),
  flows: async (options) => benchFlows(options),
  rules: async (options) => benchRules(options),
  list: async (options, stage) => benchList(options, await stage()),
  figures: async (options, stage) => benchFigures(options, await stage()),
  statements: async (options, stage) => benchStatements(options, await stage()),
  lifecycle: async (options, stage) => benchLifecycle(options, await stage()),
  spike: async (options, stage) => benchSpike(options, await stage()),
  intake: async (options, stage) => benchIntake(options, await stage()),
  live: async (options, stage) => benchLive(options, await stage()),
  start: async (options, stage) => benchStart(options, await stage()),
};
const order = Object.keys(benches);

function both(one: Report, two: Report): Report {
  return { figures: [...one.figures, ...two.figures], notes: [...one.notes, ...two.notes] };
}

const usage = `npm run bench [-- NAME ...] [--json] [--cases N | --data DIR] [--port P] [--tiny]
  NAME     ${order.join(', ')}; without a name all of them
  --json   one JSON line a figure
  --cases  cases of the demo district (default ${erqi.cases})
  --data   a data folder that holds the demo district already (GEZHI_DATA_DIR=DIR npm run gezhi -- demo --scale N);
           it is not loaded again, and what is measured stays in it
  --port   port of the server that is measured (default 18300)
  --tiny   a few seconds, to see that everything works; nothing is kept
`;

function read() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      tiny: { type: 'boolean', default: false },
      cases: { type: 'string', default: String(erqi.cases) },
      data: { type: 'string' },
      port: { type: 'string', default: '18300' },
    },
  });
  const unknown = positionals.find((name) => !(name in benches));
  if (unknown !== undefined) throw new TypeError(`There is no bench "${unknown}".`);
  const whole = (name: 'cases' | 'port') => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 1) throw new TypeError(`--${name} needs a whole number.`);
    return number;
  };
  const names = order.filter((name) => positionals.length === 0 || positionals.includes(name));
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  const { data = null, json, tiny } = values;
  return { names, json, options: { cases: whole('cases'), data, port: whole('port'), tiny, say } };
}

async function run({ names, json, options }: ReturnType<typeof read>): Promise<void> {
  const { say } = options;
  let opened: Promise<Stage> | null = null;
  const stage = () => {
    opened ??= openStage(options);
    return opened;
  };
  try {
    const { cases } = options.data === null ? options : await stage();
    for (const name of names) {
      say(`${name} ...`);
      const report = await benches[name]?.({ ...options, cases }, stage);
      if (!report) continue;
      const machine = await describeMachine(await databaseOf(opened));
      print(name, report, json ? null : machine);
      if (!options.tiny) await keep(name, report, { order, machine });
    }
  } finally {
    if (opened) await (await stage()).close();
  }
}

/** Null when nothing needed one. */
async function databaseOf(opened: Promise<Stage> | null): Promise<string | null> {
  if (!opened) return null;
  const stage = await opened;
  await stage.server();
  return (await stage.database()).ownerUrl;
}

/** Without a machine: as JSON lines. */
function print(name: string, { figures, notes }: Report, machine: string | null): void {
  const text =
    machine === null
      ? asJsonLines(figures)
      : `\n${name}\n${asTable(figures)}\n${notes.map((note) => `- ${note}`).join('\n')}\n${machine}`;
  process.stdout.write(`${text}\n`);
}

let asked: ReturnType<typeof read>;
try {
  asked = read();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
await run(asked);
