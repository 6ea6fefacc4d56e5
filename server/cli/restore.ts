import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { connect } from '#kernel/bootstrap';
import type { Config } from '#kernel/config';
import { type Crypto, cryptoOf, loadMasterKey } from '#kernel/crypto';
import { openDatabase } from '#kernel/database';
import { diskFileStore } from '#kernel/file-store';
import { migrate, readMigrations } from '#kernel/migrate';
import { SetupFault } from '#kernel/setup-fault';
import { reachDatabase } from '../open-services.ts';
import { type Checked, checkBackup, fingerprintOf, isSigned } from './backup-manifest.ts';
import { fillDatabase, needEmpty } from './fill-database.ts';
import { type Parsed, print } from './shape.ts';
import { proveChains } from './verify.ts';

const say = (step: string) => void process.stderr.write(`  ${step}\n`);

/**
 * Puts a backup into an empty installation: first all of it is read and checked, then photos and rows are written, the
 * rows in one transaction. An older backup is filled in at its own schema and brought forward afterwards.
 */
export async function restore(parsed: Parsed, config: Config): Promise<void> {
  const [given = ''] = parsed.positionals;
  const path = resolve(given);
  const checked = await check(path);
  const { crypto, newKey } = await keyFor(checked, config, path);
  if (!isSigned(checked, crypto))
    throw new SetupFault(`${path} was changed after it was made; nothing was changed here. Take another copy.`);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  await needRoom(checked, config);
  // A server that runs on this folder would go on with what it remembers.
  const server = await reachDatabase(config, { exclusive: true, onProgress: say });
  try {
    await bringTo(server.ownerUrl, checked, path);
    await fill(server.ownerUrl, { path, checked, config, newKey });
    const applied = await migrate(server.ownerUrl);
    if (applied.length > 0) say(`database brought forward: ${applied.join(', ')}`);
    await prove(server, checked);
  } finally {
    await server.stop();
  }
}

async function check(path: string): Promise<Checked> {
  let read = 0;
  let told = 0;
  return checkBackup(path, (bytes) => {
    read += bytes;
    if (read - told < 500e6) return;
    told = read;
    say(`checked ${Math.round(read / 1e6)} MB`);
  });
}

/** The key that the sealed columns need: the one that is set here, else the one in the backup. */
async function keyFor(
  checked: Checked,
  config: Config,
  path: string,
): Promise<{ crypto: Crypto; newKey: Buffer | null }> {
  const file = join(config.dataDir, 'key');
  const isSet = config.key !== null || (await stat(file).catch(() => null)) !== null;
  const given = isSet
    ? await loadMasterKey(config.dataDir, config.key ?? undefined)
    : checked.key && decoded(checked.key);
  if (!given)
    throw new SetupFault(
      `The key of the installation that was backed up is needed: copy its file "key" to ${file}, or set GEZHI_KEY.`,
    );
  const crypto = cryptoOf(given);
  if (fingerprintOf(crypto) !== checked.head.key)
    throw new SetupFault(
      `${config.key === null ? file : 'GEZHI_KEY'} is another key than that of ${path}; put the right one there (a new, empty folder takes the one that comes with the backup).`,
    );
  return { crypto, newKey: isSet ? null : given };
}

const decoded = (text: Buffer): Buffer => Buffer.from(text.toString('utf8').trim(), 'base64');

/** Rows take about twice their text with their indexes; the database may be elsewhere, then this asks for too much. */
async function needRoom({ manifest }: Checked, config: Config): Promise<void> {
  const rows = config.databaseUrl === null ? manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0) * 2 : 0;
  const need = manifest.files.bytes + rows;
  const { bavail, bsize } = await statfs(config.dataDir);
  const free = bavail * bsize;
  if (free < need)
    throw new SetupFault(
      `${config.dataDir} has ${Math.floor(free / 1e6)} MB free, the backup needs about ${Math.ceil(need / 1e6)} MB; nothing was changed. Set GEZHI_DATA_DIR to a larger disk.`,
    );
}

/** A database that was never started gets the schema of the backup; one that has a schema must not have a newer one. */
async function bringTo(ownerUrl: string, { head }: Checked, path: string): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, hash }) => [name, hash]));
  const foreign = head.migrations.find(({ name, hash }) => known.get(name) !== hash);
  if (foreign)
    throw new SetupFault(
      `${path} was made by Gezhi ${head.version} with ${foreign.name}, which this version does not have; restore it with that version or a newer one.`,
    );
  const last = head.migrations.at(-1)?.name ?? '';
  const client = await connect(ownerUrl);
  try {
    const { rows: found } = await client.query(`select to_regclass('app.migrations') is not null as there`);
    if (found[0].there) {
      await needEmpty(client);
      const { rows } = await client.query<{ name: string }>('select name from app.migrations order by name');
      const newest = rows.at(-1)?.name ?? '';
      if (newest > last)
        throw new SetupFault(
          `This empty database already has ${newest}, ${path} ends with ${last}; create a new database (or choose a new GEZHI_DATA_DIR) and restore before anything else.`,
        );
    }
  } finally {
    await client.end();
  }
  await migrate(ownerUrl, undefined, last);
  say(`schema ${last}`);
}

interface Filling {
  path: string;
  checked: Checked;
  config: Config;
  newKey: Buffer | null;
}

async function fill(ownerUrl: string, { path, checked, config, newKey }: Filling): Promise<void> {
  const files = diskFileStore(join(config.dataDir, 'files'));
  const keyFile = join(config.dataDir, 'key');
  const client = await connect(ownerUrl);
  try {
    if (newKey) await writeFile(keyFile, `${newKey.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await fillDatabase(client, { path, checked, files, say });
  } catch (error) {
    if (newKey) await rm(keyFile, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** What `gezhi verify` proves, and that as many rows are there as were saved. */
async function prove(server: { appUrl: string; ownerUrl: string }, { manifest, head }: Checked): Promise<void> {
  const onError = (error: unknown) => say(String(error));
  const database = openDatabase({ appUrl: server.appUrl, ownerUrl: server.ownerUrl, poolSize: 2, onError });
  try {
    await database.ownerPool.query('vacuum (analyze)');
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    print(
      `Restored what was backed up at ${head.at} by Gezhi ${head.version}: ${rows} rows, ${manifest.jobs} jobs, ${manifest.files.count} picture files.`,
    );
    const anything = manifest.tables.some(({ name, rows: count }) => name === 'districts' && count > 0);
    if (anything) await proveChains(database, undefined);
  } finally {
    await database.close();
  }
}
