import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';

// Kysely's own driver neither names statements (PostgreSQL then plans each text again: 2.4 times the CPU) nor
// pipelines them (a transaction under row security costs 60 % of the rate instead of 17 %). Hence this small one.

/** Names for statement texts. Bounded: an IN list of varying length makes endless texts, each kept by every session. */
const MAX_NAMES = 2000;
const names = new Map<string, string>();

/**
 * Marks a statement (`select /* by values *\/ …`) whose best plan hangs on its values: it gets no name, so it is planned with
 * them each time. A named one may settle on a plan that suits no street and every micro-grid.
 */
export const byValues = '/* by values */';

function nameOf(text: string): string | undefined {
  if (text.startsWith(byValues, 'select '.length)) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_NAMES) return undefined;
  const name = `g${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** Statements that leave together with COMMIT, and where their answers go. */
const leaving = new WeakMap<CompiledQuery, (answer: Promise<pg.QueryResult>) => void>();

/**
 * Has a statement that was given to a transaction as its last leave in one packet with COMMIT: saves a round trip while
 * its locks are held. The answer is there once the transaction is stored; a failure is thrown by the COMMIT.
 */
export function leaveWithCommit(query: CompiledQuery): () => Promise<pg.QueryResult> {
  let answer: Promise<pg.QueryResult> | undefined;
  leaving.set(query, (sent) => {
    answer = sent;
  });
  return async () => {
    if (!answer) throw new Error('The statement was not sent.');
    return answer;
  };
}

/** The connection broke while COMMIT was under way: nobody can tell whether the work is stored, so it is never retried. */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown';
  constructor(cause: unknown) {
    super('The connection broke during COMMIT; whether the work is stored is unknown.', { cause });
  }
}

export interface DriverOptions {
  pool: pg.Pool;
  /** The pool's clients have `pipeline: true`: several statements may be on the wire at once. */
  pipelined: boolean;
  /** A connection that leaves a statement unanswered for longer is given up: the other end may have gone without a word. */
  answerWithinMs: number;
  types?: pg.CustomTypesConfig;
  /** `waits`: the sender waits for this answer before it sends the next statement, which is a round trip. */
  onQuery?: ((text: string, waits: boolean) => void) | undefined;
  /** Hears how long a connection had to be waited for because all were in use. */
  onWaited?: ((ms: number) => void) | undefined;
}

class Connection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  discarded = false;
  #options: DriverOptions;
  #ahead: Promise<unknown>[] = [];

  constructor(client: pg.PoolClient, options: DriverOptions) {
    this.client = client;
    this.#options = options;
  }

  /** Sends now and reports a failure with the next answer that is awaited: saves the round trip of BEGIN and of the scope. */
  async sendAhead(text: string, values: readonly unknown[] = []): Promise<void> {
    const answer = this.#send(text, values, !this.#options.pipelined);
    if (!this.#options.pipelined) {
      await answer;
      return;
    }
    answer.catch(() => undefined); // awaited, and thrown, in #settle
    this.#ahead.push(answer);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (aheadTexts.has(query.sql)) {
      await this.sendAhead(query.sql, query.parameters);
      return { rows: [] };
    }
    const leave = leaving.get(query);
    if (leave) {
      const answer = this.#send(query.sql, query.parameters, false);
      answer.catch(() => undefined); // thrown by the COMMIT behind it
      this.#ahead.push(answer);
      leave(answer);
      return { rows: [] };
    }
    const { command, rowCount, rows } = await this.settle(this.#send(query.sql, query.parameters, true));
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
    return changes ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows: rows ?? [] };
  }

  /** The first failure counts: after it PostgreSQL answers all others with "current transaction is aborted". */
  async settle(own: Promise<pg.QueryResult>): Promise<pg.QueryResult> {
    const ahead = this.#ahead;
    this.#ahead = [];
    own.catch(() => undefined); // when one ahead of it failed, that one is thrown instead
    try {
      for (const earlier of ahead) await earlier;
      return await own;
    } catch (error) {
      await Promise.allSettled([...ahead, own]);
      if (isStalePlan(error)) this.discarded = true;
      throw withCaller(error);
    }
  }

  #send(text: string, values: readonly unknown[], waits: boolean): Promise<pg.QueryResult> {
    this.#options.onQuery?.(text, waits);
    const name = values.length > 0 ? nameOf(text) : undefined;
    const answer = this.client.query({
      text,
      ...(values.length > 0 && { values: [...values] }),
      ...(name !== undefined && { name }),
      ...(this.#options.types && { types: this.#options.types }),
    });
    const cut = setTimeout(() => this.client.connection.stream.destroy(), this.#options.answerWithinMs);
    const settled = () => clearTimeout(cut);
    answer.then(settled, settled);
    return answer;
  }

  command(text: string): Promise<pg.QueryResult> {
    return this.settle(this.#send(text, [], true));
  }

  // biome-ignore lint/correctness/useYield: Kysely demands the method; a cursor cannot share a pipelined connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streams need ownerPool: a cursor cannot share a pipelined connection.');
  }
}

/** An error of the server has the socket's stack; this one names the caller. */
function withCaller(error: unknown): unknown {
  if (error instanceof Error) error.stack = `${error.stack}\n${new Error().stack?.split('\n').slice(2).join('\n')}`;
  return error;
}

/** Texts whose answer nobody reads (see `sendAhead`). */
const aheadTexts = new Set<string>();
export function answerUnread(text: string): string {
  aheadTexts.add(text);
  return text;
}

class PipelinedDriver implements Driver {
  #options: DriverOptions;
  #connections = new WeakMap<pg.PoolClient, Connection>();

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#connect();
    const known = this.#connections.get(client);
    if (known) return known;
    const connection = new Connection(client, this.#options);
    this.#connections.set(client, connection);
    return connection;
  }

  async #connect(): Promise<pg.PoolClient> {
    const { pool, onWaited } = this.#options;
    // Those that stand in line already take the free ones.
    if (pool.idleCount + pool.options.max - pool.totalCount > pool.waitingCount) return pool.connect();
    const began = performance.now();
    try {
      return await pool.connect();
    } finally {
      onWaited?.(performance.now() - began);
    }
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    const mode = settings.accessMode ? ` ${settings.accessMode}` : '';
    await of(connection).sendAhead(level || mode ? `start transaction${level}${mode}` : 'begin');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    let answer: pg.QueryResult;
    try {
      answer = await of(connection).command('commit');
    } catch (error) {
      if (!isBroken(error)) throw error; // a statement before it failed, or a deferred check: PostgreSQL has rolled back
      of(connection).discarded = true;
      throw new CommitUnknown(error);
    }
    // PostgreSQL answers the COMMIT of an aborted transaction with ROLLBACK and no error.
    if (answer.command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  /** Never throws: the failure that led here must reach the caller, and a connection that cannot roll back is closed. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await of(connection).command('rollback');
    } catch {
      of(connection).discarded = true;
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    of(connection).client.release(of(connection).discarded);
  }

  async destroy(): Promise<void> {
    if (!this.#options.pool.ending) await this.#options.pool.end();
  }
}

function of(connection: DatabaseConnection): Connection {
  return connection as Connection;
}

/** A connection that died, a server that stops or starts, or one that cannot be reached. */
export function isBroken(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (typeof code === 'string' && /^(08|57P0[123]|ECONN|EPIPE|ENOENT$|ETIMEDOUT$)/.test(code)) return true;
  return /Connection terminated|connection error and is not queryable|Client was closed/.test(message ?? '');
}

/** A migration changed a table under a named statement; a new connection plans it anew. */
export function isStalePlan(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '0A000' && (message ?? '').includes('cached plan');
}

export function pipelinedDialect(options: DriverOptions) {
  return {
    createDriver: () => new PipelinedDriver(options),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) => new PostgresIntrospector(db),
  };
}
