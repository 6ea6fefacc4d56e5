// `node scripts/schema.mjs`: writes server/migrations/schema.sql and tables.ts from a freshly migrated database.
import { ensureDependencies } from './lib/install.mjs';
import { handOver } from './lib/node24.mjs';

await ensureDependencies();
handOver('server/testing/write-schema.ts', []);
