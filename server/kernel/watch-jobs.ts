import { sql } from 'kysely';
import type { Database } from './database.ts';
import { workerLockClass } from './job-locks.ts';
import type { Metrics } from './metrics.ts';

/** The queue as the database has it: the same figures from every process of an installation. */
export function watchJobs(database: Pick<Database, 'owner'>, metrics: Metrics): void {
  const jobs = metrics.gauge('gezhi_jobs', 'Jobs of the installation: due and not begun, running, planned, given up.');
  const oldest = metrics.gauge(
    'gezhi_jobs_oldest_due_seconds',
    'How long the oldest due job has been waiting; 0 when none is.',
  );
  const workers = metrics.gauge('gezhi_workers', 'Workers that hold their lock in the database.');
  metrics.onRead(async () => {
    const { rows } = await sql<Record<'due' | 'running' | 'planned' | 'failed' | 'oldest' | 'workers', number>>`
      select count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now())::int as due,
             count(*) filter (where locked_at is not null)::int as running,
             count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now())::int as planned,
             count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
             coalesce(extract(epoch from now() - min(run_at) filter (where locked_at is null and attempts < max_attempts and run_at <= now())), 0)::float as oldest,
             (select count(*) from pg_locks where locktype = 'advisory' and granted and classid = ${workerLockClass}
                 and database = (select oid from pg_database where datname = current_database()))::int as workers
        from graphile_worker.jobs`.execute(database.owner);
    const [now] = rows;
    if (!now) return;
    for (const state of ['due', 'running', 'planned', 'failed'] as const) jobs.set({ state }, now[state]);
    oldest.set({}, now.oldest);
    workers.set({}, now.workers);
  });
}
