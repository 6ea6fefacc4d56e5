import { parseArgs } from 'node:util';
import { erqi } from '#demo/places/districts';
import { benchClocks } from './clocks.ts';
import { asJsonLines, asTable, type Report } from './figures.ts';
import { benchIntake } from './intake.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchList } from './list.ts';
import { benchLive } from './live.ts';
import { benchLocate } from './locate.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { keep } from './results.ts';
import { benchSpike } from './spike.ts';
import { openStage, type Stage } from './stage.ts';
import { benchStart } from './start.ts';
import { benchStatements } from './statements.ts';

/** In this order: the list before intake fills the day, the start when the server has done its work. */
const benches: Record<string, (options: BenchOptions, stage: () => Promise<Stage>) => Promise<Report>> = {
  locate: async (options) => benchLocate(options),
  clocks: async (options) => benchClocks(options),
  list: async (options, stage) => benchList(options, await stage()),
  statements: async (options, stage) => benchStatements(options, await stage()),
  lifecycle: async (options, stage) => benchLifecycle(options, await stage()),
  spike: async (options, stage) => benchSpike(options, await stage()),
  intake: async (options, stage) => benchIntake(options, await stage()),
  live: async (options, stage) => benchLive(options, await stage()),
  start: async (options, stage) => benchStart(options, await stage()),
};
const order = Object.keys(benches);

const usage = `npm run bench [-- NAME ...] [--json] [--cases N] [--port P] [--tiny]
  NAME     ${order.join(', ')}; without a name all of them
  --json   one JSON line a figure
  --cases  cases of the demo district (default ${erqi.cases})
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
  return { names, json: values.json, options: { cases: whole('cases'), port: whole('port'), tiny: values.tiny, say } };
}

async function run({ names, json, options }: ReturnType<typeof read>): Promise<void> {
  const { say } = options;
  let opened: Promise<Stage> | null = null;
  const stage = () => {
    opened ??= openStage(options);
    return opened;
  };
  try {
    for (const name of names) {
      say(`${name} ...`);
      const report = await benches[name]?.(options, stage);
      if (!report) continue;
      print(name, report, json);
      const machine = await describeMachine(opened ? await databaseOf(await stage()) : null);
      if (!json) process.stdout.write(`${machine}\n`);
      if (!options.tiny) await keep(name, report, { order, machine });
    }
  } finally {
    if (opened) await (await stage()).close();
  }
}

async function databaseOf(stage: Stage): Promise<string> {
  await stage.server();
  return (await stage.database()).ownerUrl;
}

function print(name: string, { figures, notes }: Report, json: boolean): void {
  const text = json
    ? asJsonLines(figures)
    : `\n${name}\n${asTable(figures)}\n${notes.map((note) => `- ${note}`).join('\n')}`;
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
