import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { untilReady } from './await-postgres.ts';
import { bootstrap, derivedPasswords } from './bootstrap.ts';
import { isOurs, isOwned, lock, readSecrets, type Secrets, takeOwnership } from './data-folder.ts';
import { keepRunning, type RunningProcess } from './keep-running.ts';
import { chooseLaunch, exists, findBinaries, handOver, type Launch } from './postgres-binaries.ts';
import { clearRemains, runningServer, stopServer } from './running-postgres.ts';
import { SetupFault } from './setup-fault.ts';

export interface EmbeddedPostgres {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** Stops the server, unless another process of Gezhi started it and still runs. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Holds the server's data, log and passwords; made when missing, closed to others. */
  dataDir: string;
  onProgress?(step: string): void;
  /** Refuses to join another process's server: it would end with that process. For what runs long. */
  exclusive?: boolean;
  /** More `-c` settings; the tests switch fsync off. */
  settings?: Record<string, string>;
}

interface Address {
  /** A folder of a socket, or 127.0.0.1. */
  host: string;
  port: number;
}

const DATABASE = 'gezhi';
const SETTINGS = {
  // Measured: JIT costs more than it saves on statements of this size.
  jit: 'off',
  shared_buffers: '256MB',
  max_connections: '100',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
};

/** Starts PostgreSQL on `dataDir`, or joins the one that already runs there, and makes the roles. */
export async function start(options: StartOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dirname(dataDir), { recursive: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lock(join(dataDir, 'starting.lock'));
  try {
    return await startLocked({ ...options, dataDir });
  } finally {
    await unlock();
  }
}

async function startLocked(options: StartOptions): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  const pgdata = join(dataDir, 'postgres');
  const secrets = await readSecrets(dataDir);
  const running = runningServer(pgdata);
  if (running && !running.stopping && (await isOwned(dataDir))) {
    if (options.exclusive)
      throw new SetupFault(`Another Gezhi process uses ${dataDir}; wait until it ends, or stop it, then start again.`);
    return { ...(await rolesOn(addressOf(running), secrets)), stop: async () => undefined };
  }
  // Left by a Gezhi that was killed: its settings may be older than ours, and nobody would stop it.
  if (running) await stopServer(running.pid, pgdata);
  const how = await prepare(options, pgdata, secrets);
  const server: Server = { how, pgdata, secrets, address: await chooseAddress(dataDir, how) };
  options.onProgress?.('starting the database');
  const launched = await launch(options, server);
  await makeDatabase(urlOf(server.address, 'postgres', secrets.super, 'postgres'));
  const urls = await rolesOn(server.address, secrets);
  const kept = keepRunning(
    launched,
    () => launchAgain(options, server),
    (error) => options.onProgress?.(`the database cannot be started again yet: ${(error as Error).message}`),
  );
  const stop = () =>
    kept.stop(async () => {
      const current = runningServer(pgdata);
      if (!current) return;
      await stopServer(current.pid, pgdata);
      await rmdir(shortFolder(dataDir)).catch(() => undefined); // mostly there is none
    });
  return { ...urls, stop };
}

async function rolesOn(address: Address, secrets: Secrets): Promise<Omit<EmbeddedPostgres, 'stop'>> {
  const superUrl = urlOf(address, 'postgres', secrets.super, DATABASE);
  return { superUrl, ...(await bootstrap(superUrl, derivedPasswords(superUrl))) };
}

interface Server {
  how: Launch;
  pgdata: string;
  secrets: Secrets;
  address: Address;
}

async function prepare(options: StartOptions, pgdata: string, secrets: Secrets): Promise<Launch> {
  const how = await chooseLaunch(await findBinaries());
  if (how.user) await handOver(options.dataDir, how.user);
  if (!(await exists(join(pgdata, 'PG_VERSION')))) {
    options.onProgress?.('creating the database');
    await createData(how, options.dataDir, pgdata, secrets.super);
  }
  await checkMajor(how, pgdata);
  return how;
}

async function launch(options: StartOptions, { how, pgdata, secrets, address }: Server): Promise<RunningProcess> {
  await clearRemains(pgdata, address);
  const log = join(options.dataDir, 'postgres.log');
  const child = await spawnServer(how, pgdata, log, settingsFor(address, options.settings));
  await takeOwnership(options.dataDir);
  await untilReady(urlOf(address, 'postgres', secrets.super, 'postgres'), child, log, options.onProgress);
  return child;
}

/** A server that ended by itself: killed for its memory, or stopped by a full disk. Null when another process has it now. */
async function launchAgain(options: StartOptions, server: Server): Promise<RunningProcess | null> {
  const unlock = await lock(join(options.dataDir, 'starting.lock'));
  try {
    if (runningServer(server.pgdata) || !(await isOurs(options.dataDir))) return null;
    options.onProgress?.('the database ended by itself; starting it again');
    return await launch(options, server);
  } finally {
    await unlock();
  }
}

function settingsFor({ host, port }: Address, more: Record<string, string> = {}): string[] {
  const where = host.startsWith('/')
    ? { listen_addresses: '', unix_socket_directories: host, port: String(port) }
    : { listen_addresses: host, unix_socket_directories: '', port: String(port) };
  return Object.entries({ ...SETTINGS, ...where, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const run = promisify(execFile);

/** Under another name first: an initdb that was interrupted leaves nothing that looks like a database. */
async function createData(how: Launch, dataDir: string, pgdata: string, password: string): Promise<void> {
  const fresh = `${pgdata}.new`;
  const passwordFile = join(dataDir, 'password.tmp');
  await rm(fresh, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (how.user) await chown(passwordFile, how.user.uid, how.user.gid);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  // PostgreSQL's own order of characters: the C library's makes an index of texts cost twice as much.
  const order = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const words = ['-D', fresh, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--data-checksums'];
  const [command = '', ...rest] = [...how.prefix, how.initdb, ...words, '-E', 'UTF8', `--locale=${locale}`, ...order];
  try {
    await run(command, rest, { ...how.user, cwd: dataDir, env: cleanEnvironment() });
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr || (error as Error).message).trim();
    throw new SetupFault(`The database could not be created in ${dataDir}: ${said.split('\n').at(-1)}`, {
      cause: error,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, pgdata);
}

async function checkMajor(how: Launch, pgdata: string): Promise<void> {
  const data = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await run(how.postgres, ['--version'], { cwd: '/' });
  const own = /(\d+)\./.exec(stdout)?.[1];
  if (own !== data)
    throw new SetupFault(
      `The data in ${pgdata} is of PostgreSQL ${data}, the built-in server is ${own}; start the version of Gezhi that made it and export the data.`,
    );
}

async function spawnServer(how: Launch, pgdata: string, log: string, settings: string[]) {
  const size = await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
  if (size > 10_000_000) await rename(log, `${log}.old`);
  const file = await open(log, 'a', 0o600);
  const [command = '', ...rest] = [...how.prefix, how.postgres, '-D', pgdata, ...settings];
  const child = spawn(command, rest, {
    ...how.user,
    cwd: pgdata,
    env: cleanEnvironment(),
    stdio: ['ignore', file.fd, file.fd],
    // Its own session: Ctrl-C must reach Gezhi first, which still has requests to finish.
    detached: true,
  });
  const state = {
    ended: false,
    gone: new Promise<void>((gone) => {
      for (const event of ['exit', 'error']) child.once(event, () => gone());
    }),
  };
  void state.gone.then(() => {
    state.ended = true;
  });
  child.unref();
  await file.close();
  return state;
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** A socket's path has at most 107 bytes; a longer one cannot even be written down. */
async function chooseAddress(dataDir: string, how: Launch): Promise<Address> {
  for (const host of process.platform === 'win32' ? [] : [dataDir, shortFolder(dataDir)]) {
    if (Buffer.byteLength(`${host}/.s.PGSQL.5432`) > 107) continue;
    await mkdir(host, { recursive: true, mode: 0o700 });
    if (how.user) await chown(host, how.user.uid, how.user.gid);
    // In a folder that anybody may write to, the name could be somebody else's.
    if ((await stat(host)).uid === (how.user?.uid ?? process.getuid?.())) return { host, port: 5432 };
  }
  return { host: '127.0.0.1', port: await freePort() };
}

function shortFolder(dataDir: string): string {
  return join(tmpdir(), `gezhi-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === 'object' && address ? address.port : 5432;
}

function addressOf({ socketDir, port }: { socketDir: string; port: number }): Address {
  return { host: socketDir || '127.0.0.1', port };
}

function urlOf({ host, port }: Address, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${database}`;
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
}
