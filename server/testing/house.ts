import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { afterAll } from 'vitest';
import { readConfig } from '#kernel/config';
import { cryptoOf } from '#kernel/crypto';
import { diskFileStore } from '#kernel/file-store';
import { openLiveHub } from '#kernel/live';
import { openLog } from '#kernel/log';
import type { Gateway, Services } from '#kernel/services';
import { buildApp } from '../app.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface SentOutside {
  to: string;
  title: string;
  body: string;
}

/** The whole application on a database of its own; only clock and outside gateways are ours. */
export interface House {
  app: FastifyInstance;
  services: Services;
  database: TestDatabase;
  /** Moves the clock forward. */
  wait(ms: number): void;
  /** What the SMS gateway was given. */
  sms: SentOutside[];
}

export interface HouseOptions {
  /** Settings besides the data folder. */
  env?: NodeJS.ProcessEnv;
  /** Where the log's lines go; nowhere without it. */
  logTo?: NodeJS.WritableStream;
}

/** `const house = await testHouse()` at the top of a test file. */
export async function testHouse({ env = {}, logTo }: HouseOptions = {}): Promise<House> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-house-'));
  let ahead = 0;
  const sms: SentOutside[] = [];
  const live = await openLiveHub(database, (error) => {
    throw error;
  });
  const services: Services = {
    config: readConfig({ GEZHI_DATA_DIR: folder, GEZHI_LOG: 'silent', ...env }),
    database,
    crypto: cryptoOf(Buffer.alloc(32, 7)),
    files: diskFileStore(join(folder, 'files')),
    live,
    log: logTo ? openLog('debug', logTo) : openLog('silent'),
    clock: () => new Date(Date.now() + ahead),
    ids: uuidv7,
    gateways: { email: collecting([]), sms: collecting(sms), wecom: collecting([]) },
  };
  const app = await buildApp(services, { strictAnswers: true, distDir: null });
  await app.ready();
  afterAll(async () => {
    await app.close();
    await live.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    app,
    services,
    database,
    wait: (ms) => {
      ahead += ms;
    },
    sms,
  };
}

function collecting(box: SentOutside[]): Gateway {
  return { missing: () => null, send: async ({ to, title, body }) => void box.push({ to, title, body }) };
}
