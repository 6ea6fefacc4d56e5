import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** Whether the process that started the server still lives and will stop it. */
export async function isOwned(dataDir: string): Promise<boolean> {
  const pid = Number(await readFile(join(dataDir, 'owner.pid'), 'utf8').catch(() => '0'));
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /node|vitest/.test(command);
}

/** Two processes that start at once must not both create the data. */
export async function lock(file: string): Promise<() => Promise<void>> {
  for (let waited = 0; waited < 120_000; waited += 50) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
    if (holder > 0 && !isAlive(holder)) await rm(file, { force: true });
    else await sleep(50);
  }
  throw new SetupFault(
    `Another process has been starting the database for two minutes; if there is none, remove ${file}.`,
  );
}
