// `npm run build`: builds the fronts whose sources changed; `--all` builds every one.
import { buildFronts } from './lib/fronts.mjs';
import { ensureDependencies } from './lib/install.mjs';

await ensureDependencies();
process.exitCode = (await buildFronts({ all: process.argv.includes('--all') })) ? 0 : 1;
