// `npm test`: installs what the tests need, then runs `npm run check`.
import { ensureChromium } from './lib/chromium.mjs';
import { ensureDependencies } from './lib/install.mjs';

await ensureDependencies();
const chromium = ensureChromium();
if (chromium) process.env.CHROMIUM_PATH = chromium;
await import('./check.mjs');
