import { setTimeout as sleep } from 'node:timers/promises';
import { type CompiledQuery, Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from '../migrations/tables.ts';
import { listener } from './listener.ts';
import {
  answerUnread,
  byValues,
  CommitUnknown,
  isBroken,
  isStalePlan,
  leaveWithCommit,
  pipelinedDialect,
} from './pipelined-driver.ts';

export { answerUnread } from './pipelined-driver.ts';

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** What row security lets through: one district, and in it area path prefixes, ids of units (and of posts with tasks), case ids. */
export interface Scope {
  district: number;
  areas: readonly string[];
  units: readonly string[];
  cases: readonly string[];
}

/** A pool of connections at this moment, and how often and long one was waited for since the start. */
export interface PoolUse {
  name: 'app' | 'owner';
  open: number;
  idle: number;
  most: number;
  waiting: number;
  waits: number;
  waitedMs: number;
}

export interface Database {
  /** Runs as app_rw, under row security: only inside `inDistrict` does it see a tenant's rows. */
  app: Db;
  /** Runs as app_owner, past row security: migrations, imports, figures over all districts. */
  owner: Db;
  /** The owner's plain connections: COPY, cursors, the job worker. */
  ownerPool: pg.Pool;
  /** Hears NOTIFY on one connection a process. `onReconnect` is called after each gap: what was sent in it is lost. */
  listen(channel: string, onMessage: (payload: string) => void, onReconnect: () => void): Promise<() => Promise<void>>;
  pools(): PoolUse[];
  close(): Promise<void>;
}

export interface DatabaseOptions {
  appUrl: string;
  ownerUrl: string;
  poolSize: number;
  /** How long a statement of the application may be without an answer (default a minute); the owner's five times that. */
  answerWithinMs?: number;
  /** `expected`: a connection cut while everything is being closed, as when the embedded server stops (57P01). */
  onError(error: unknown, expected: boolean): void;
  /** Hears every statement text: the tests record them for the scale-out lint. */
  onQuery?(text: string, waits: boolean): void;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => parserOf(oid) ?? pg.types.getTypeParser(oid, format)) as never,
};

function parserOf(oid: number): ((text: string) => unknown) | undefined {
  if (oid === pg.types.builtins.INT8) return safeInteger;
  // A date has no hour: as a Date it would move to another day with the process's time zone.
  if (oid === pg.types.builtins.DATE) return String;
  return undefined;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53`);
  return value;
}

const ANSWER_MS = 60_000;
/** Figures over all districts and the demo's bulk loads take their time: five times what a command may. */
const OWNER_PATIENCE = 5;

export function openDatabase(o: DatabaseOptions): Database {
  let closing = false;
  const onError = (error: unknown) => o.onError(error, closing && isBroken(error));
  const appMs = o.answerWithinMs ?? ANSWER_MS;
  const appPool = openPool(o.appUrl, o.poolSize, onError, { pipeline: true, ...limits(appMs) });
  const ownerPool = openPool(o.ownerUrl, Math.max(4, Math.ceil(o.poolSize / 2)), onError, {});
  const ears = listener(() => new pg.Client(connection(o.appUrl, 'gezhi listen')), onError);
  const waited = { app: { waits: 0, waitedMs: 0 }, owner: { waits: 0, waitedMs: 0 } };
  const kysely = (pool: pg.Pool, pipelined: boolean, name: 'app' | 'owner') => {
    const onWaited = (ms: number) => {
      waited[name].waits += 1;
      waited[name].waitedMs += ms;
    };
    const answerWithinMs = name === 'app' ? appMs : appMs * OWNER_PATIENCE;
    const options = { pool, pipelined, answerWithinMs, types, onQuery: o.onQuery, onWaited };
    return new Kysely<Tables>({ dialect: pipelinedDialect(options) });
  };
  const app = kysely(appPool, true, 'app');
  const owner = kysely(ownerPool, false, 'owner');
  const use = (name: 'app' | 'owner', pool: pg.Pool): PoolUse => {
    const { totalCount: open, idleCount: idle, waitingCount: waiting } = pool;
    return { name, open, idle, waiting, most: pool.options.max, ...waited[name] };
  };
  return {
    app,
    owner,
    ownerPool,
    listen: ears.listen,
    pools: () => [use('app', appPool), use('owner', ownerPool)],
    async close() {
      closing = true;
      await ears.close();
      for (const pool of [appPool, ownerPool]) if (!pool.ending) await pool.end();
    },
  };
}

/** The server ends a statement before its connection is given up, and a transaction whose client is gone without a word. */
function limits(answerWithinMs: number): pg.ClientConfig {
  return {
    statement_timeout: Math.floor(answerWithinMs * 0.8),
    idle_in_transaction_session_timeout: answerWithinMs,
  };
}

function openPool(url: string, max: number, onError: (error: unknown) => void, more: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...connection(url, 'gezhi'),
    ...more,
    max,
    idleTimeoutMillis: 60_000,
    // A pool that is exhausted for this long is a fault to report, not a queue to stand in.
    connectionTimeoutMillis: 15_000,
  });
  pool.on('error', onError);
  // The pool takes its own ear off a client that is lent out; without this one a broken connection ends the process.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

function connection(url: string, name: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    // A host that is gone without a word is noticed on idle connections after about 20 s, not after two hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // public holds pg_trgm where an administrator installed it.
    options: '-c search_path=app,public',
  };
}

const enter = answerUnread('select app.enter($1, $2, $3, $4)');
const RETRY_AFTER_MS = [25, 100, 400];

/**
 * Runs `work` in one transaction that sees one district. It may run up to four times (serialization failure, deadlock,
 * broken connection before COMMIT), so it must change nothing but the database.
 */
export async function inDistrict<T>(db: Db, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { district, areas, units, cases } = scope;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        await enterScope(tx, [district, areas.join(','), units.join(','), cases.join(',')]);
        return work(tx);
      });
    } catch (error) {
      const wait = RETRY_AFTER_MS[attempt];
      if (wait === undefined || !isTransient(error)) throw error;
      await sleep(wait);
    }
  }
}

/**
 * Sends a last statement of a transaction in one packet with its COMMIT (and with other such statements). Returns how to
 * read its rows: only after `inDistrict` has returned, for until then nothing is stored.
 */
export async function sendWithCommit<Row>(tx: Tx, statement: Statement<Row>): Promise<() => Promise<Row[]>> {
  const query = statement.compile(tx);
  const answer = leaveWithCommit(query);
  await tx.executeQuery(query);
  return async () => (await answer()).rows as Row[];
}

/** For `modifyFront` of a query whose best plan hangs on its values: it is planned with them each time (about 1 ms). */
export const plannedByValues = sql.raw(byValues);

/** What both a query builder and `sql` can do. */
export interface Statement<Row> {
  compile(tx: Tx): CompiledQuery<Row>;
}

async function enterScope(tx: Tx, [d, a, u, c]: [number, string, string, string]): Promise<void> {
  await sendUnread(tx, sql`select app.enter(${d}, ${a}, ${u}, ${c})`, enter);
}

/** Sends a statement whose answer says nothing ahead of the next one; `text` is what `answerUnread` was told. */
export async function sendUnread(tx: Tx, statement: RawBuilder<unknown>, text: string): Promise<void> {
  const query = statement.compile(tx);
  if (query.sql !== text) throw new Error(`"${query.sql}" would wait for its answer; expected "${text}"`);
  await tx.executeQuery(query);
}

function isTransient(error: unknown): boolean {
  if (error instanceof CommitUnknown) return false;
  const { code } = error as { code?: string };
  return code === '40001' || code === '40P01' || isStalePlan(error) || isBroken(error);
}
