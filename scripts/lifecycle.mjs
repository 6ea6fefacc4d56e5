// Writes docs/lifecycle.md from the table in contract/lifecycle.ts. Needs Node 24: npx node scripts/lifecycle.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { drawLifecycle } from '../server/modules/cases/draw-lifecycle.ts';

mkdirSync(new URL('../docs/', import.meta.url), { recursive: true });
writeFileSync(new URL('../docs/lifecycle.md', import.meta.url), drawLifecycle());
