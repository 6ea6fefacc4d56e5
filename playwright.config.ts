import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumPath, launchArguments } from './scripts/browser.mjs';

// Playwright reads this file in every process of a run; the environment hands the first one's choice on.
process.env.GEZHI_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'gezhi-e2e-'));
const port = Number(process.env.GEZHI_E2E_PORT ?? 18190);
const given = process.env.GEZHI_E2E_URL;
/** The five towns together, hardly a case in them: each report's story runs where its own flow is the default. */
const towns = { port: port + 1, url: given ?? `http://127.0.0.1:${port + 1}`, tests: /stories\.spec\.ts/ };
const executablePath = chromiumPath();

function world(scale: string, at: number) {
  return {
    command: `node server/cli.ts demo --scale ${scale} && node server/main.ts`,
    url: `http://127.0.0.1:${at}/healthz`,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
    stdout: 'ignore' as const,
    stderr: 'pipe' as const,
    env: {
      PORT: String(at),
      HOST: '127.0.0.1',
      GEZHI_DATA_DIR: join(process.env.GEZHI_E2E_DATA ?? '', scale),
      GEZHI_LOG: 'warn',
      GEZHI_SMS: 'log',
      // Where the journey of the exchange receives webhooks.
      GEZHI_WEBHOOK_NETWORKS: '127.0.0.1/32',
    },
  };
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Each test has its own people and its own words in one shared world; two cores carry two browsers.
  workers: 2,
  fullyParallel: true,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  globalTeardown: './scripts/e2e-teardown.mjs',
  use: {
    baseURL: given ?? `http://127.0.0.1:${port}`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A recording of every test would take a third of the time; a failure is told by the page as it stood.
    trace: 'on-first-retry',
    launchOptions: { args: launchArguments, ...(executablePath && { executablePath }) },
  },
  projects: [
    { name: 'village', testIgnore: towns.tests },
    { name: 'towns', testMatch: towns.tests, use: { baseURL: towns.url } },
  ],
  // A fresh small world, served as in production; GEZHI_E2E_URL tries a server that runs already.
  ...(!given && {
    webServer: [world('village', port), world('1', towns.port)],
  }),
});
