// Writes docs/lifecycle.md from the table in contract/lifecycle.ts, and docs/flows.md from the shipped flows. Needs Node 24:
// npx node scripts/lifecycle.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { drawLifecycle } from '../server/modules/cases/draw-lifecycle.ts';
import { drawFlows } from '../server/modules/flows/draw-flows.ts';

mkdirSync(new URL('../docs/', import.meta.url), { recursive: true });
writeFileSync(new URL('../docs/lifecycle.md', import.meta.url), drawLifecycle());
writeFileSync(new URL('../docs/flows.md', import.meta.url), drawFlows());
