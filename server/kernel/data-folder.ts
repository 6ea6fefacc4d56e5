import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exists } from './postgres-binaries.ts';
import { isAlive } from './running-postgres.ts';
import { SetupFault } from './setup-fault.ts';

/** The password of an embedded server's administrator; those of the other roles are derived from it. */
export interface Secrets {
  super: string;
}

export async function readSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'database-passwords.json');
  if (await exists(file)) return JSON.parse(await readFile(file, 'utf8'));
  const secrets = { super: randomBytes(24).toString('hex') };
  await writeFile(`${file}.tmp`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${file}.tmp`, file);
  return secrets;
}

/** From now on this process is the one that stops the server. */
export async function takeOwnership(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, 'owner.pid'), String(process.pid));
}

/** Whether this process started the server, and none has taken it over since. */
export async function isOurs(dataDir: string): Promise<boolean> {
  return Number(await readFile(join(dataDir, 'owner.pid'), 'utf8').catch(() => '0')) === process.pid;
}

/** Whether the process that started the server still lives and will stop it. */
export async function isOwned(dataDir: string): Promise<boolean> {
  const pid = Number(await readFile(join(dataDir, 'owner.pid'), 'utf8').catch(() => '0'));
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /node|vitest/.test(command);
}

/** Held, or being asked for, by this process itself. */
const own = new Set<string>();

/** Two processes that start at once must not both create the data. */
export async function lock(file: string): Promise<() => Promise<void>> {
  for (let waited = 0; waited < 120_000; waited += 50) {
    if (!own.has(file)) {
      own.add(file);
      if (await lockFile(file))
        return async () => {
          await rm(file, { force: true });
          own.delete(file);
        };
      own.delete(file);
    }
    await sleep(50);
  }
  throw new SetupFault(
    `Another process has been starting the database for two minutes; if there is none, remove ${file}.`,
  );
}

async function lockFile(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await isLeft(file))) await rm(file, { force: true });
    if (code === 'EEXIST') return false;
    own.delete(file);
    throw error;
  }
}

/**
 * Whether its holder was killed. In a container that one and the next often have the same number, so our own number
 * counts as left; an empty file is one whose maker was killed before it wrote its number.
 */
async function isLeft(file: string): Promise<boolean> {
  const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (holder > 0) return holder === process.pid || !isAlive(holder);
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > 5000;
}
