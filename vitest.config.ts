import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,contract,demo,web,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/**'],
    globalSetup: ['server/testing/global-setup.ts'],
    // A process a file: native modules (argon2, sharp, jieba) and PostgreSQL connections do not share one.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    sequence: { hooks: 'stack' },
  },
});
