import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One PostgreSQL for the whole run; Vitest calls this before the first test and the returned function after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const recordedSql = process.env.GEZHI_RECORDED_SQL ?? '';
  if (recordedSql) await rm(recordedSql, { force: true });
  const { server, stop } = await startTestServer(recordedSql);
  project.provide('testServer', server);
  return stop;
}
