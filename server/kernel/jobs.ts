import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, type TaskList as WorkerTasks } from 'graphile-worker';
import { type RawBuilder, sql } from 'kysely';
import type pino from 'pino';
import type { Database, Tx } from './database.ts';
import { keepLocksHonest } from './job-locks.ts';
import { keepRunning } from './keep-running.ts';

/**
 * The jobs and what each is given; a module adds its own:
 * `declare module '#kernel/jobs' { interface JobPayloads { 'messages.send': { district: number; id: string } } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the modules fill it
export interface JobPayloads {}

export type JobName = keyof JobPayloads & string;

/** One runner a job. It may run twice (a process was killed before it could say "done"), so it must be safe to repeat. */
export type TaskList = {
  [Name in JobName]: (payload: JobPayloads[Name], context: { signal: AbortSignal; attempt: number }) => Promise<void>;
};

export interface JobOptions {
  runAt?: Date;
  /** Replaces a waiting job of the same key. */
  jobKey?: string;
  /** Then it rests, with its last error, until somebody looks (default 25, over about three days). */
  maxAttempts?: number;
  /** Jobs of one line run one after the other; not together with maxAttempts. */
  line?: string;
}

/** Enqueues a job with the caller's transaction: it exists when, and only when, the transaction commits. */
export async function later<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayloads[Name],
  options: JobOptions = {},
): Promise<void> {
  const { runAt = null, jobKey = null, maxAttempts = null, line } = options;
  if (line !== undefined) {
    await sql`select app.later_in_line(${name}, ${JSON.stringify(payload)}::json, ${runAt}::timestamptz, ${jobKey}, ${line})`.execute(
      tx,
    );
    return;
  }
  await sql`select app.later(${name}, ${JSON.stringify(payload)}::json, ${runAt}::timestamptz, ${jobKey}, ${maxAttempts}::integer)`.execute(
    tx,
  );
}

/** One job as `app.later_all` takes it. */
export function jobSpec<Name extends JobName>(name: Name, payload: JobPayloads[Name], options: JobOptions = {}) {
  const { runAt = null, jobKey = null, maxAttempts = null } = options;
  return { identifier: name, payload, run_at: runAt, job_key: jobKey, max_attempts: maxAttempts };
}
export type JobSpec = ReturnType<typeof jobSpec>;

/** Enqueues many jobs in one statement of the caller's transaction. */
export async function laterAll(tx: Tx, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length > 0) await sql`select ${laterAllOf(jobs)}`.execute(tx);
}

/** The same as part of another statement. */
export function laterAllOf(jobs: readonly JobSpec[]): RawBuilder<unknown> {
  return sql`app.later_all(${JSON.stringify(jobs)}::json)`;
}

/** Removes a job that has not started. */
export async function forgetJob(tx: Tx, jobKey: string): Promise<void> {
  await sql`select app.forget_job(${jobKey})`.execute(tx);
}

export interface WorkerOptions {
  concurrency: number;
  log: pino.Logger;
}

/**
 * Runs jobs until `stop`, which lets the running ones finish (after 5 s their signal asks them to hurry). graphile-worker
 * ends for good when the database goes while a job is being noted as done, and the jobs a broken answer was about to
 * bring stay locked in its name: so with each such break it begins anew under another name, and the old name's jobs
 * are freed like those of a killed process.
 */
export async function startWorker(database: Database, tasks: TaskList, options: WorkerOptions) {
  const { log } = options;
  let current = await openRunner(database, tasks, options);
  const kept = keepRunning(
    current,
    async () => {
      log.warn('the worker begins anew');
      await current.end();
      current = await openRunner(database, tasks, options);
      return current;
    },
    (error) => log.error({ err: error }, 'the worker cannot begin anew yet'),
  );
  return { stop: () => kept.stop(() => current.end()) };
}

/** What runs is given this long; a runner that gave up may never say that it has ended. */
const longestEndMs = 20_000;

async function openRunner(database: Database, tasks: TaskList, { concurrency, log }: WorkerOptions) {
  const events = new EventEmitter();
  const lost = Promise.withResolvers<void>();
  const onError = (error: unknown) => log.error({ err: error }, 'job locks');
  const locks = keepLocksHonest(database.ownerPool, onError, lost.resolve);
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => locks.hold(workerPool.id));
  // It gives up: `promise` of a runner that could not note two jobs never settles (0.18.0).
  events.on('pool:gracefulShutdown', () => lost.resolve());
  const runner = await run({
    pgPool: database.ownerPool,
    taskList: adapt(tasks),
    concurrency,
    events,
    noHandleSignals: true,
    // NOTIFY wakes the worker (5 to 18 ms); the poll finds what is due by time.
    pollInterval: 1000,
    preset: {
      worker: {
        // No local queue: what it holds when the database goes ends the process (0.18.0 lets the promise of giving it
        // back reject unheard), and after a kill four times as many jobs would wait to be freed.
        completeJobBatchDelay: 0,
        // Without a batch the promise of noting a failure is nobody's: its rejection would end the whole process.
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: 5000,
      },
    },
    logger: new Logger(
      () => (level, message) => log[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug'](message),
    ),
  }).catch(async (error: unknown) => {
    await locks.release();
    throw error;
  });
  const onEnd = (error: unknown) => log.warn({ err: error }, 'the worker could not end well');
  runner.promise.catch(onEnd);
  return {
    gone: lost.promise,
    async end(): Promise<void> {
      await Promise.race([runner.stop().catch(onEnd), sleep(longestEndMs, undefined, { ref: false })]);
      await locks.release();
    },
  };
}

function adapt(tasks: TaskList): WorkerTasks {
  const entries =
    Object.entries<(payload: never, context: { signal: AbortSignal; attempt: number }) => Promise<void>>(tasks);
  return Object.fromEntries(
    entries.map(([name, task]) => [
      name,
      (payload: unknown, { abortSignal, job }: { abortSignal: AbortSignal; job: { attempts: number } }) =>
        task(payload as never, { signal: abortSignal, attempt: job.attempts }),
    ]),
  ) as WorkerTasks;
}
