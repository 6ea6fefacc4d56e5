import { parseArgs } from 'node:util';
import { ConfigFault, readConfig } from '#kernel/config';
import { Refusal, refusalText } from '#kernel/refuse';
import { SetupFault } from '#kernel/setup-fault';
import { commands } from './cli/commands.ts';
import { UsageFault } from './cli/usage-fault.ts';

const overview = `Gezhi 格治

  npm run gezhi -- <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(20)} ${summary}`).join('\n')}

  <command> --help tells more. Settings come from the environment (README.md).
`;

async function run(args: string[]): Promise<void> {
  const [first = '--help'] = args;
  if (first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(overview);
    return;
  }
  const found = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name);
  if (!found) throw new UsageFault(`There is no command "${first}"; npm run gezhi -- --help lists them.`);
  const rest = args.slice(found.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`npm run gezhi -- ${found.usage}\n\n${found.summary}\n${found.help}\n`);
    return;
  }
  await found.run(parse(found, rest), readConfig(process.env));
}

function parse(command: (typeof commands)[number], args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true, strict: true });
    if (positionals.length > command.most) throw new Error(`Unexpected argument "${positionals[command.most]}".`);
    if (positionals.length < command.least) throw new Error(`Usage: ${command.usage}`);
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. To specify');
    throw new UsageFault(sentence.replace(/\.?$/, '.'));
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof Refusal) {
    process.stderr.write(`${refusalText(error, 'en')} ${refusalText(error, 'zh')}\n`);
    process.exit(1);
  }
  const known = error instanceof UsageFault || error instanceof SetupFault || error instanceof ConfigFault;
  if (!known) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof UsageFault ? 2 : 1);
}
