import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SetupFault, unreachable } from './setup-fault.ts';

export interface RolePasswords {
  owner: string;
  app: string;
}

/** The same passwords for every process that is given the same URL: two machines must not lock each other out. */
export function derivedPasswords(superUrl: string): RolePasswords {
  const { password } = new URL(superUrl);
  const derive = (role: string) => createHmac('sha256', password).update(`gezhi ${role}`).digest('base64url');
  return { owner: derive('app_owner'), app: derive('app_rw') };
}

/**
 * Makes what only an administrator may: the roles app_owner and app_rw, the schema app, the extension pg_trgm.
 * Safe to repeat. Returns the URLs of the two roles at the same server and database.
 */
export async function bootstrap(superUrl: string, passwords: RolePasswords) {
  const client = await connect(superUrl);
  try {
    await checkVersion(client);
    await untilAlone(() => makeRoles(client, passwords));
  } catch (error) {
    throw withoutRights(error);
  } finally {
    await client.end();
  }
  return { ownerUrl: as(superUrl, 'app_owner', passwords.owner), appUrl: as(superUrl, 'app_rw', passwords.app) };
}

async function makeRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  await client.query(await readFile(new URL('../migrations/0000-bootstrap.sql', import.meta.url), 'utf8'));
  for (const [role, password] of [
    ['app_owner', passwords.owner],
    ['app_rw', passwords.app],
  ] as const) {
    await client.query(`alter role ${role} login password ${pg.escapeLiteral(scramVerifier(password))}`);
  }
}

/** Roles belong to the whole server; of two processes that change one at the same moment PostgreSQL refuses the second. */
async function untilAlone(work: () => Promise<void>): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !/tuple concurrently updated/.test((error as Error).message)) throw error;
      await sleep(50);
    }
  }
}

export async function connect(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, application_name: 'gezhi setup', keepAlive: true });
    client.on('error', () => undefined); // the query under way rejects with the same error
    await client.connect();
    return client;
  } catch (error) {
    throw unreachable(error, url);
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_version_num')::int as number`);
  const major = Math.floor(rows[0].number / 10_000);
  if (major < 15) throw new SetupFault(`This server is PostgreSQL ${major}; Gezhi needs 15 or newer.`);
}

function withoutRights(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== '42501') return error;
  return new SetupFault(
    `The user in the database URL may not set up the database (${message}); let an administrator run server/migrations/0000-bootstrap.sql once, or use an administrator's URL.`,
    { cause: error },
  );
}

function as(url: string, user: string, password: string): string {
  const changed = new URL(url);
  // A URL without a host (a socket in ?host=) cannot carry a user; pg reads both from the query as well.
  if (changed.hostname === '') {
    changed.searchParams.set('user', user);
    changed.searchParams.set('password', password);
    return changed.href;
  }
  changed.username = user;
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/** What PostgreSQL would store (RFC 5803): sent instead of the password, which a server that logs statements would write down. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const key = (label: string) => createHmac('sha256', salted).update(label).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}
