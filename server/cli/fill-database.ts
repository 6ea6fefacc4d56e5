import pg from 'pg';
import { sha256 } from '#kernel/crypto';
import type { FileForm, FileStore } from '#kernel/file-store';
import { SetupFault } from '#kernel/setup-fault';
import { damaged, type Member, readArchive } from './archive.ts';
import type { Checked, Manifest } from './backup-manifest.ts';
import { type CopyIn, copyIn } from './copy-stream.ts';

export interface Filling {
  path: string;
  checked: Checked;
  files: FileStore;
  say(step: string): void;
}

/** Empty: no district, and no row that belongs to one. */
export async function needEmpty(client: pg.Client): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and (c.relname = 'districts' or exists (
             select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped))`);
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from app.${pg.escapeIdentifier(name)} limit 1`);
    if (rowCount)
      throw new SetupFault(
        `This installation is not empty (the table ${name} has rows); restore into a new one: set GEZHI_DATA_DIR to a new folder, or DATABASE_URL to a new database.`,
      );
  }
}

/** Photos first, then all rows, sequences and jobs in one transaction; after a fault everything is as before. */
export async function fillDatabase(client: pg.Client, filling: Filling): Promise<void> {
  const { manifest } = filling.checked;
  const put: Photo[] = [];
  const filler = new Filler(client, filling, put);
  try {
    await client.query('begin');
    await client.query(`set local lock_timeout = '10s'`);
    // The search indexes are sorted once by the vacuum afterwards instead of 4 MB by 4 MB.
    await client.query(`set local gin_pending_list_limit = '512MB'`);
    await lockAll(client, manifest);
    await needEmpty(client);
    // What a migration itself put in comes with the backup.
    await client.query(`truncate ${manifest.tables.map(({ name }) => `app.${name}`).join(', ')}`);
    await filler.run();
    await setSequences(client, manifest);
    await moveTransactionIds(client);
    await client.query('commit');
  } catch (error) {
    await filler.abandon();
    await client.query('rollback').catch(() => undefined);
    for (const { district, id } of put) await filling.files.remove(district, id);
    throw fillFault(error, filling.path);
  }
}

async function lockAll(client: pg.Client, manifest: Manifest): Promise<void> {
  await client.query(
    `lock table ${manifest.tables.map(({ name }) => `app.${name}`).join(', ')} in access exclusive mode`,
  );
}

interface Photo {
  district: number;
  id: string;
}

class Filler {
  readonly #client: pg.Client;
  readonly #filling: Filling;
  readonly #put: Photo[];
  #open: { name: string; copy: CopyIn } | undefined;
  #rows = new Map<string, number>();
  #jobs = 0;
  #files = 0;

  constructor(client: pg.Client, filling: Filling, put: Photo[]) {
    this.#client = client;
    this.#filling = filling;
    this.#put = put;
  }

  async run(): Promise<void> {
    const { path, checked, say } = this.#filling;
    for await (const member of readArchive(path)) await this.#take(member);
    const { tables, jobs, files } = checked.manifest;
    const wrong = tables.some(({ name, rows }) => (this.#rows.get(name) ?? 0) !== rows);
    if (wrong || this.#jobs !== jobs || this.#files !== files.count) throw damaged(path);
    say(`${this.#files} picture files`);
  }

  async abandon(): Promise<void> {
    await this.#open?.copy.abandon();
  }

  async #take(member: Member): Promise<void> {
    const { path, checked } = this.#filling;
    const [folder = '', name = ''] = member.name.split('/');
    // The file could have been changed since it was checked.
    const known = checked.sums.get(member.name);
    if (known !== undefined && sha256(member.bytes).toString('hex') !== known) throw damaged(path);
    if (folder !== 'tables') await this.#endTable();
    if (folder === 'tables') await this.#addRows(name.split('.')[0] ?? '', member.bytes);
    if (folder === 'jobs') await this.#addJobs(member.bytes);
    if (folder === 'files') await this.#addFile(member);
  }

  async #addRows(name: string, bytes: Buffer): Promise<void> {
    if (this.#open?.name !== name) {
      await this.#endTable();
      const table = this.#filling.checked.manifest.tables.find((one) => one.name === name);
      if (!table) throw damaged(this.#filling.path);
      const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      this.#open = { name, copy: await copyIn(this.#client, `copy app.${name} (${columns}) from stdin`) };
    }
    await this.#open.copy.write(bytes);
  }

  async #endTable(): Promise<void> {
    if (!this.#open) return;
    const { name, copy } = this.#open;
    this.#open = undefined;
    const rows = await copy.end();
    this.#rows.set(name, rows);
    this.#filling.say(`${name}: ${rows} rows`);
  }

  async #addJobs(bytes: Buffer): Promise<void> {
    const { rows } = await this.#client.query<{ id: string; failed: string | null }>(planJobs, [
      bytes.toString('utf8'),
    ]);
    this.#jobs += rows.length;
    for (const { id, failed } of rows.filter((row) => row.failed !== null))
      await this.#client.query('select graphile_worker.permanently_fail_jobs(array[$1::bigint], $2)', [id, failed]);
  }

  /** A picture that is there already must be this one: a restore that was killed left it. */
  async #addFile({ name, bytes }: Member): Promise<void> {
    const { path, files, say } = this.#filling;
    const [, district = '', id = '', form = ''] = /^files\/(\d+)\/([0-9a-f-]{36})\.(view|thumb|orig)$/.exec(name) ?? [];
    if (!id) throw damaged(path);
    const place = { district: Number(district), id };
    if (await files.put(place.district, id, form as FileForm, bytes)) this.#put.push(place);
    else if (!(await files.get(place.district, id, form as FileForm))?.equals(bytes))
      throw new SetupFault(
        `Another picture lies where ${name} belongs; nothing was changed. Restore into a new, empty GEZHI_DATA_DIR.`,
      );
    this.#files += 1;
    if (this.#files % 1000 === 0) say(`${this.#files} picture files`);
  }
}

/** Waiting jobs are planned anew, also those that were running: every job is safe to repeat. Given-up ones stay so. */
const planJobs = `
  select (graphile_worker.add_job(j->>'task', j->'payload', j->>'queue', (j->>'runAt')::timestamptz,
           (j->>'maxAttempts')::int, j->>'key', (j->>'priority')::int)).id, j->>'failed' as failed
    from json_array_elements($1::json) as j`;

async function setSequences(client: pg.Client, { sequences }: Manifest): Promise<void> {
  for (const [name, value] of Object.entries(sequences))
    await client.query('select setval($1::regclass, $2::bigint)', [`app.${pg.escapeIdentifier(name)}`, value]);
}

/**
 * Numbers of transactions mean nothing on another server. The events that a reader has not had yet must stay at or
 * above its mark, the others below: each keeps its place among the marks, all of them now.
 */
async function moveTransactionIds(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('app.outbox_readers') is not null as there`);
  if (!rows[0].there) return;
  for (const table of ['live_events', 'outbox_readers'])
    await client.query(`
      update app.${table} t set xid = (pg_current_xact_id()::text::bigint
        - (select count(*) from app.outbox_readers r where r.xid > t.xid))::text::xid8`);
}

function fillFault(error: unknown, path: string): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code === '55P03')
    return new SetupFault(
      'Another process uses this database; stop every server and worker first, then restore again.',
    );
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || code === '53100')
    return new SetupFault('The disk is full; nothing was kept. Free some space, then restore again.');
  if (code?.startsWith('22') || code?.startsWith('23'))
    return new SetupFault(`The rows of ${path} do not fit this schema (${message}); nothing was changed.`);
  return error;
}
