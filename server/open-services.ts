import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Config } from '#kernel/config';
import { cryptoOf, loadMasterKey } from '#kernel/crypto';
import { openDatabase } from '#kernel/database';
import { start } from '#kernel/embedded-postgres';
import { diskFileStore } from '#kernel/file-store';
import { openLiveHub } from '#kernel/live';
import { openLog } from '#kernel/log';
import { gatewaysOf } from '#kernel/mail';
import { bootstrap, derivedPasswords, migrate } from '#kernel/migrate';
import type { Services } from '#kernel/services';

export interface Opened {
  services: Services;
  /** Superuser or owner URL of the database, for what needs more than the application's role. */
  ownerUrl: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  exclusive: boolean;
  /** More settings of the embedded server, should this process be the one to start it. */
  settings?: Record<string, string>;
  onProgress(step: string): void;
}

/** Opens everything a process needs: the database (embedded or given), brought to this version, key, files, gateways. */
export async function openServices(config: Config, options: OpenOptions): Promise<Opened> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const log = openLog(config.logLevel);
  const server = await reachDatabase(config, options);
  try {
    const applied = await migrate(server.ownerUrl);
    if (applied.length > 0) options.onProgress(`Database brought forward: ${applied.length} migrations`);
    const onError = (error: unknown, expected = false) =>
      log[expected ? 'debug' : 'error']({ err: error }, 'database connection');
    const database = openDatabase({
      appUrl: server.appUrl,
      ownerUrl: server.ownerUrl,
      poolSize: config.poolSize,
      onError,
    });
    const live = await openLiveHub(database, onError);
    const services: Services = {
      config,
      database,
      crypto: cryptoOf(await loadMasterKey(config.dataDir, config.key ?? undefined)),
      files: diskFileStore(join(config.dataDir, 'files')),
      live,
      log,
      clock: () => new Date(),
      ids: uuidv7,
      gateways: gatewaysOf(config, log),
    };
    const close = async () => {
      await live.close();
      await database.close();
      await server.stop();
    };
    return { services, ownerUrl: server.ownerUrl, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The database as it is, with its roles, not brought forward: for what must not change it. */
export async function reachDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  options: OpenOptions,
) {
  if (databaseUrl === null) return start({ ...options, dataDir });
  return { ...(await bootstrap(databaseUrl, derivedPasswords(databaseUrl))), stop: async () => undefined };
}
