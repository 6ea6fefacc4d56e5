import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { connect } from '#kernel/bootstrap';
import type { Config } from '#kernel/config';
import { type Crypto, cryptoOf, loadMasterKey, sha256 } from '#kernel/crypto';
import { diskFileStore, type FileForm, type FileStore } from '#kernel/file-store';
import { SetupFault } from '#kernel/setup-fault';
import { reachDatabase } from '../open-services.ts';
import { type ArchiveWriter, writeArchive } from './archive.ts';
import {
  backupFormat,
  filePart,
  fingerprintOf,
  type Head,
  headName,
  jobsPart,
  keyName,
  type Manifest,
  manifestName,
  signatureName,
  signatureOf,
  sumsName,
  tablePart,
} from './backup-manifest.ts';
import { copyOut } from './copy-stream.ts';
import { type Parsed, print } from './shape.ts';

interface Photo {
  district: number;
  id: string;
}
const jobsAPart = 10_000;
type Add = (name: string, bytes: Uint8Array) => Promise<void>;

/** Database and photos in one file, as they were at one moment, while the server may go on working. */
export async function backup(parsed: Parsed, config: Config): Promise<void> {
  const [given = ''] = parsed.positionals;
  const at = new Date();
  const path = await targetOf(resolve(given), at);
  const say = (step: string) => void process.stderr.write(`  ${step}\n`);
  // Not brought forward first: the backup before an update is of the version that still runs.
  const server = await reachDatabase(config, { exclusive: false, onProgress: say });
  try {
    const client = await connect(server.ownerUrl);
    try {
      const key = await loadMasterKey(config.dataDir, config.key ?? undefined);
      await write(client, path, {
        at,
        key,
        crypto: cryptoOf(key),
        files: diskFileStore(join(config.dataDir, 'files')),
        version: config.version,
        withOriginals: parsed.values['with-originals'] === true,
        withKey: parsed.values['with-key'] === true,
        say,
      });
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}

interface Job {
  at: Date;
  key: Buffer;
  crypto: Crypto;
  files: FileStore;
  version: string;
  withOriginals: boolean;
  withKey: boolean;
  say(step: string): void;
}

async function write(client: pg.Client, path: string, job: Job): Promise<void> {
  const archive = writeArchive(path, job.at);
  try {
    const { head, manifest } = await fill(client, archive, job);
    await archive.finish();
    const { size } = await stat(path);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    print(
      `${path}: ${megabytes(size)}, ${rows} rows of ${manifest.tables.length} tables, ${manifest.jobs} jobs, ${manifest.files.count} picture files, schema ${head.migrations.at(-1)?.name}.`,
    );
    if (manifest.files.missing.length > 0)
      print(
        `${manifest.files.missing.length} photos have a row and no picture in the data folder: ${manifest.files.missing.slice(0, 5).join(', ')}`,
      );
    print(job.withKey ? 'The key is in it: keep this file as you keep the key.' : keyReminder);
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

const keyReminder =
  'The key is not in it (GEZHI_KEY, or the file "key" of the data folder): keep a copy apart; without it contacts and original photos cannot be read and the backup cannot be restored.';

async function fill(client: pg.Client, archive: ArchiveWriter, job: Job): Promise<{ head: Head; manifest: Manifest }> {
  const sums: string[] = [];
  const add: Add = async (name, bytes) => {
    sums.push(`${sha256(bytes).toString('hex')}  ${name}\n`);
    await archive.add(name, bytes);
  };
  // One snapshot for all tables. A photo's bytes lie in the store before its row exists, so they are read afterwards.
  await client.query('begin isolation level repeatable read read only');
  // Fails rather than leaving rows out, should row security ever bind the owner.
  await client.query('set local row_security = off');
  const head = await headOf(client, job);
  await add(headName, json(head));
  if (job.withKey) await add(keyName, Buffer.from(`${job.key.toString('base64')}\n`));
  const tables = await addTables(client, add, job);
  const jobs = await addJobs(client, add);
  const sequences = await readSequences(client);
  const photos = await readPhotos(client);
  await client.query('commit');
  const files = await addPhotos(add, photos, job);
  const manifest: Manifest = { tables, sequences, jobs, files };
  await add(manifestName, json(manifest));
  const text = sums.join('');
  await archive.add(sumsName, Buffer.from(text));
  await archive.add(signatureName, Buffer.from(`${signatureOf(job.crypto, text)}\n`));
  return { head, manifest };
}

async function headOf(client: pg.Client, job: Job): Promise<Head> {
  const { rows: known } = await client.query(`select to_regclass('app.migrations') is not null as there`);
  if (!known[0].there) throw new SetupFault('There is nothing to back up: this database is not one of Gezhi.');
  const { rows: migrations } = await client.query<Head['migrations'][number]>(
    'select name, hash from app.migrations order by name',
  );
  const { version, at, crypto, withOriginals } = job;
  return { format: backupFormat, version, at: at.toISOString(), key: fingerprintOf(crypto), withOriginals, migrations };
}

async function addTables(client: pg.Client, add: Add, job: Job): Promise<Manifest['tables']> {
  const done: Manifest['tables'] = [];
  for (const { name, columns } of await tablesInOrder(client)) {
    let parts = 0;
    let bytes = 0;
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const rows = await copyOut(client, `copy (select ${list} from app.${name}) to stdout`, async (part) => {
      bytes += part.length;
      parts += 1;
      await add(tablePart(name, parts), part);
      if (parts > 1) job.say(`${name}: ${megabytes(bytes)}`);
    });
    done.push({ name, columns, rows, bytes });
    if (rows > 0) job.say(`${name}: ${rows} rows`);
  }
  return done;
}

/** Each table after those it points to; which have been applied (migrations) is said in the head. */
async function tablesInOrder(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; after: string[] }>(`
    select c.relname as name,
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attnum) as columns,
           array(select distinct t.relname::text from pg_constraint k join pg_class t on t.oid = k.confrelid
                  where k.conrelid = c.oid and k.contype = 'f' and t.oid <> c.oid) as after
      from pg_class c
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> 'migrations'
     order by c.relname`);
  const placed = new Set<string>();
  const order: { name: string; columns: string[] }[] = [];
  while (order.length < rows.length) {
    const next = rows.filter(({ name, after }) => !placed.has(name) && after.every((one) => placed.has(one)));
    if (next.length === 0) throw new Error('The foreign keys between the tables go round in a circle.');
    for (const { name, columns } of next) {
      placed.add(name);
      order.push({ name, columns });
    }
  }
  return order;
}

/** What a job is, not how the queue stores it: the queue of the version that restores it plans it anew. */
async function addJobs(client: pg.Client, add: Add): Promise<number> {
  const { rows } = await client.query<{ job: object }>(`
    select json_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'runAt', j.run_at,
             'maxAttempts', j.max_attempts, 'key', j.key, 'priority', j.priority,
             'failed', case when j.attempts >= j.max_attempts then coalesce(j.last_error, '') end) as job
      from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     order by j.id`);
  for (let from = 0, part = 1; from < rows.length; from += jobsAPart, part += 1) {
    await add(jobsPart(part), json(rows.slice(from, from + jobsAPart).map(({ job }) => job)));
  }
  return rows.length;
}

async function readSequences(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'app' and last_value is not null`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

async function readPhotos(client: pg.Client): Promise<Photo[]> {
  const { rows } = await client.query<Photo>(
    'select district_id as district, id from app.files order by district_id, id',
  );
  return rows;
}

async function addPhotos(add: Add, photos: Photo[], { files, withOriginals, say }: Job): Promise<Manifest['files']> {
  const forms: FileForm[] = withOriginals ? ['view', 'thumb', 'orig'] : ['view', 'thumb'];
  const done: Manifest['files'] = { count: 0, bytes: 0, missing: [] };
  const addForm = async ({ district, id }: Photo, form: FileForm): Promise<void> => {
    const bytes = await files.get(district, id, form);
    // Photos of the demo have no original; a form that is served must be there.
    if (!bytes && form === 'view') done.missing.push(`${district}/${id}`);
    if (!bytes) return;
    await add(filePart(district, id, form), bytes);
    done.count += 1;
    done.bytes += bytes.length;
  };
  for (const [index, photo] of photos.entries()) {
    for (const form of forms) await addForm(photo, form);
    if ((index + 1) % 1000 === 0) say(`photos: ${index + 1} of ${photos.length}, ${megabytes(done.bytes)}`);
  }
  return done;
}

/** FILE, or a name with the time in the folder that was given. What is there already is never written over. */
async function targetOf(given: string, at: Date): Promise<string> {
  const folder = (await stat(given).catch(() => null))?.isDirectory() ?? false;
  const path = folder ? join(given, `gezhi-${at.toISOString().slice(0, 19).replace(/\D/g, '')}.tar.gz`) : given;
  if (await stat(path).catch(() => null)) throw new SetupFault(`${path} is there already; choose another name.`);
  return path;
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
