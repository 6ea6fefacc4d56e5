import { join } from 'node:path';
import { type KyselyPlugin, PostgresQueryCompiler } from 'kysely';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { readConfig } from '#kernel/config';
import { cryptoOf, loadMasterKey } from '#kernel/crypto';
import { openDatabase } from '#kernel/database';
import { diskFileStore } from '#kernel/file-store';
import { openLiveHub } from '#kernel/live';
import { gatewaysOf } from '#kernel/mail';
import type { Services } from '#kernel/services';
import { buildApp } from '../server/app.ts';
import type { Stage } from './stage.ts';

export interface Statement {
  sql: string;
  values: readonly unknown[];
}

/** The application in this process, beside the server's, on the same database: every statement is heard. */
export async function openHouse(stage: Stage) {
  const { appUrl, ownerUrl } = await stage.database();
  const texts: string[] = [];
  let trips = 0;
  const statements: Statement[] = [];
  let closing = false;
  const fail = (error: unknown) => {
    // A pool's last connections may still be leaving when the server is stopped right after.
    if (!closing) throw error;
  };
  const config = readConfig({ GEZHI_DATA_DIR: stage.dataDir, GEZHI_LOG: 'silent' });
  const log = pino({ level: 'silent' });
  const opened = openDatabase({
    appUrl,
    ownerUrl,
    poolSize: 4,
    onError: fail,
    onQuery: (text, waits) => {
      texts.push(text);
      if (waits) trips += 1;
    },
  });
  const database = { ...opened, app: opened.app.withPlugin(recordInto(statements)) };
  // The live line reads once a notification, however many reports it tells of: not a statement of any of them.
  const quiet = openDatabase({ appUrl, ownerUrl, poolSize: 2, onError: fail });
  const live = await openLiveHub(quiet, fail);
  const services: Services = {
    config,
    database,
    crypto: cryptoOf(await loadMasterKey(stage.dataDir)),
    files: diskFileStore(join(stage.dataDir, 'files')),
    live,
    log,
    clock: () => new Date(),
    ids: uuidv7,
    gateways: gatewaysOf(config, log),
  };
  const app = await buildApp(services, { strictAnswers: true, distDir: null });
  await app.ready();
  return {
    app,
    database,
    /** What was sent to the database, by both roles, BEGIN and COMMIT included. */
    texts,
    /** How often somebody waited for an answer before sending more. */
    trips: () => trips,
    /** What the application's role sent, with its values. */
    statements,
    async close() {
      closing = true;
      await app.close();
      await live.close();
      await quiet.close();
      await opened.close();
    },
  };
}

/** onQuery hears the text only; the values come from compiling the same tree once more. */
function recordInto(statements: Statement[]): KyselyPlugin {
  const compiler = new PostgresQueryCompiler();
  return {
    transformQuery: ({ node, queryId }) => {
      const { sql, parameters } = compiler.compileQuery(node, queryId);
      statements.push({ sql, values: parameters });
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
