import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,contract,demo,web,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/**'],
    globalSetup: ['server/testing/global-setup.ts'],
    // Processes, not threads: native modules (argon2, sharp, jieba) do not share one.
    pool: 'forks',
    // Each worker loads the server once, not once a file: that was more than half of the time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    sequence: { hooks: 'stack' },
  },
});
