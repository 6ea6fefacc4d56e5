import { constants } from 'node:fs';
import { access, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readMigrations } from '#kernel/migrate';
import type { Services } from '#kernel/services';

type Part = 'database' | 'migrations' | 'jobs' | 'files' | 'space';
interface Missing {
  part: Part;
  zh: string;
  en: string;
}
export type Readiness = { ready: true } | { ready: false; missing: Missing[] };

const patienceMs = 3000;
/** Whoever asks more often gets the last answer: a flood of questions must not become a flood of work. */
const keptMs = 1000;

const texts: Record<Part, Omit<Missing, 'part'>> = {
  database: { zh: '数据库没有应答', en: 'The database does not answer.' },
  migrations: {
    zh: '数据库不是这一版本的结构，请先运行 migrate',
    en: 'The database has not the schema of this version; run migrate.',
  },
  jobs: { zh: '任务队列读不到', en: 'The job queue cannot be read.' },
  files: { zh: '数据目录不能写入', en: 'The data folder cannot be written to.' },
  space: { zh: '数据目录的剩余空间低于 GEZHI_FREE_MB', en: 'The data folder has less room than GEZHI_FREE_MB.' },
};

/** Whether this process can do its work now, and if not, what is missing; each part is asked for, none is guessed. */
export function readinessOf(services: Services): () => Promise<Readiness> {
  const own = readMigrations().then((files) => files.map(({ name }) => name).join());
  let last: { at: number; answer: Promise<Readiness> } | undefined;
  const ask = async (): Promise<Readiness> => {
    const parts = await Promise.all([askDatabase(services, own), askFiles(services)]);
    const missing = parts.flat().map((part) => ({ part, ...texts[part] }));
    return missing.length === 0 ? { ready: true } : { ready: false, missing };
  };
  return () => {
    const now = performance.now();
    if (!last || now - last.at > keptMs) last = { at: now, answer: ask() };
    return last.answer;
  };
}

async function askDatabase(services: Services, own: Promise<string>): Promise<Part[]> {
  const { app, owner } = services.database;
  const answered = (question: Promise<unknown>, part: Part): Promise<Part[]> =>
    inTime(question).then(
      () => [],
      () => [part],
    );
  // Both roles, for a lost one is half an outage; the rest is not asked of a database that does not answer.
  const down = await answered(Promise.all([sql`select 1`.execute(app), sql`select 1`.execute(owner)]), 'database');
  if (down.length > 0) return down;
  const applied = async () => {
    const { rows } = await sql<{ name: string }>`select name from app.migrations order by name`.execute(owner);
    if (rows.map(({ name }) => name).join() !== (await own)) throw new Error('another schema');
  };
  const queue = sql`select 1 from graphile_worker.jobs limit 1`.execute(owner);
  return (await Promise.all([answered(applied(), 'migrations'), answered(queue, 'jobs')])).flat();
}

async function askFiles({ config }: Services): Promise<Part[]> {
  const folder = join(config.dataDir, 'files');
  const probe = join(folder, `.ready-${process.pid}`);
  try {
    await inTime(
      (async () => {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK);
        await writeFile(probe, 'ready');
        await rm(probe);
      })(),
    );
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < config.freeMegabytes * 1e6 ? ['space'] : [];
  } catch (error) {
    return [(error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'space' : 'files'];
  }
}

/** Rejects when there is no answer in three seconds: who asks is a machine with a patience of its own. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
