// `npm start`: installs what is missing, builds the fronts if stale, and starts the server.

import { buildFronts } from './lib/fronts.mjs';
import { ensureDependencies } from './lib/install.mjs';
import { handOver } from './lib/node24.mjs';

await ensureDependencies();
if (!(await buildFronts())) process.exit(1);
handOver('server/main.ts', process.argv.slice(2));
