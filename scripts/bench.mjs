// `npm run bench [-- NAME] [--json]`: figures beside the limit measured in the same run.
import { ensureDependencies } from './lib/install.mjs';
import { handOver } from './lib/node24.mjs';

await ensureDependencies();
handOver('bench/main.ts', process.argv.slice(2));
