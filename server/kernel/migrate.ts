import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { connect } from './bootstrap.ts';
import { SetupFault } from './setup-fault.ts';

export { bootstrap, derivedPasswords } from './bootstrap.ts';

interface Migration {
  name: string;
  text: string;
  hash: string;
}

/** Any number that no other program in the same database takes; "gezhi" in ASCII. */
const LOCK = 0x67657a6869;

/**
 * Brings a database forward to this version: the job queue's own tables, then every file of server/migrations that it
 * does not have yet. Returns the names of the files applied. Processes that start together wait for each other.
 * `upTo` stops after that file: for the rows of an older version, which are brought forward afterwards.
 */
export async function migrate(ownerUrl: string, folder = ownFolder(), upTo?: string): Promise<string[]> {
  const known = await readMigrations(folder);
  const client = await connect(ownerUrl);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await checkTrigrams(client);
    await runMigrations({ connectionString: ownerUrl, logger: silent });
    return await applyMissing(client, known, upTo);
  } finally {
    await client.end();
  }
}

async function applyMissing(client: pg.Client, known: Migration[], upTo?: string): Promise<string[]> {
  await client.query(`
    create table if not exists app.migrations (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    );
    comment on table app.migrations is 'Files of server/migrations that this database has; local to the node that migrates.';
    comment on column app.migrations.name is 'File name.';
    comment on column app.migrations.hash is 'SHA-256 of the file as applied.';
    comment on column app.migrations.applied_at is 'When.';`);
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from app.migrations');
  const applied = new Map(rows.map(({ name, hash }) => [name, hash]));
  checkHistory(applied, known);
  const missing = known.filter(({ name }) => !applied.has(name) && (upTo === undefined || name <= upTo));
  for (const migration of missing) await apply(client, migration);
  return missing.map(({ name }) => name);
}

function checkHistory(applied: Map<string, string>, known: Migration[]): void {
  const files = new Map(known.map((migration) => [migration.name, migration.hash]));
  const last = [...applied.keys()].sort().at(-1) ?? '';
  for (const [name, hash] of applied) {
    const file = files.get(name);
    if (file === undefined)
      throw new SetupFault(
        `This database is of a newer version of Gezhi (it has ${name}); start that version or a newer one.`,
      );
    if (file !== hash)
      throw new SetupFault(
        `The file ${name} was changed after this database got it; restore the file, or start with an empty database.`,
      );
  }
  const late = known.find(({ name }) => name < last && !applied.has(name));
  if (late)
    throw new SetupFault(
      `The file ${late.name} comes before ${last}, which this database already has; give it a higher number.`,
    );
}

async function apply(client: pg.Client, { name, text, hash }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query('set local search_path = app, public');
    // Scale-out rule M1; a name without meaning where there is no Citus.
    await client.query('set local citus.enable_local_reference_table_foreign_keys = off');
    await client.query(text);
    await client.query('insert into app.migrations (name, hash) values ($1, $2)', [name, hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`${name}${lineOf(error, text)}: ${(error as Error).message}`, { cause: error });
  }
}

function lineOf(error: unknown, text: string): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? `:${text.slice(0, position).split('\n').length}` : '';
}

/** Without them no search finds Chinese: pg_trgm drops every letter that the database's locale does not know. */
async function checkTrigrams(client: pg.Client): Promise<void> {
  const { rows } = await client
    .query(`select coalesce(cardinality(show_trgm('小区')), 0) > 0 as works`)
    .catch((error) => {
      if (error.code === '42883')
        throw new SetupFault('The database lacks the extension pg_trgm; see server/migrations/0000-bootstrap.sql.');
      throw error;
    });
  if (!rows[0].works)
    throw new SetupFault(
      `The database does not know Chinese letters; create it with: encoding 'UTF8' lc_ctype 'C.UTF-8' template template0.`,
    );
}

/** The files of this version, in their order. */
export async function readMigrations(folder = ownFolder()): Promise<Migration[]> {
  const names = (await readdir(folder))
    .filter((name) => /^\d{4}-.+\.sql$/.test(name) && !name.startsWith('0000-'))
    .sort();
  const double = names.find((name, index) => name.slice(0, 4) === names[index + 1]?.slice(0, 4));
  if (double) throw new Error(`Two migrations have the number ${double.slice(0, 4)}.`);
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function ownFolder(): string {
  return fileURLToPath(new URL('../migrations', import.meta.url));
}

const silent = new Logger(() => () => undefined);
