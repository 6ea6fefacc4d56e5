// `npm run gezhi -- COMMAND`: the command line.
import { ensureDependencies } from './lib/install.mjs';
import { handOver } from './lib/node24.mjs';

await ensureDependencies();
handOver('server/cli.ts', process.argv.slice(2));
