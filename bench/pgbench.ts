import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** Several clients that write as fast as PostgreSQL lets them: the limit of what writes the same rows. */
export interface Script {
  url: string;
  /** In turn, each a transaction. `:n` is drawn anew each round; what the first returns as `case_id` is `:case_id`. */
  statements: readonly string[];
  /** `:n` is at most this. */
  most: number;
  seconds: number;
}

export interface Measured {
  /** Rounds through the statements. */
  rounds: number;
  perSecond: number;
  latencyMs: number;
}

export const clients = 16;

const program = findPgbench();
export const who = program
  ? `pgbench (prepared), ${clients} clients`
  : `a loop of ${clients} pg clients (prepared; there is no pgbench on this machine)`;

export function runScript(script: Script): Promise<Measured> {
  return program ? runPgbench(program, script) : runLoop(script);
}

function findPgbench(): string | null {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((one) => join(packaged, one, 'bin'))];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file)) ?? null;
}

async function runPgbench(file: string, { url, statements, most, seconds }: Script): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-pgbench-'));
  try {
    const script = join(folder, 'round.sql');
    const [first, ...others] = statements;
    const lines = [`\\set n random(1, ${most})`, `${first} \\gset`, ...others.map((one) => `${one};`)];
    await writeFile(script, `${lines.join('\n')}\n`);
    const { username, password, hostname, port, pathname } = new URL(url);
    const env = {
      PATH: process.env.PATH,
      PGHOST: decodeURIComponent(hostname),
      PGPORT: port,
      PGUSER: username,
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    };
    const words = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script];
    const { stdout } = await promisify(execFile)(file, words, { env });
    const read = (shape: RegExp) => Number(shape.exec(stdout)?.[1] ?? Number.NaN);
    const measured = {
      rounds: read(/transactions actually processed: (\d+)/),
      perSecond: read(/tps = ([\d.]+)/),
      latencyMs: read(/latency average = ([\d.]+) ms/),
    };
    if (!(measured.perSecond > 0) || !/failed transactions: 0 /.test(stdout))
      throw new Error(`pgbench said:\n${stdout}`);
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runLoop({ url, statements, most, seconds }: Script): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const began = performance.now();
  let rounds = 0;
  const client = async () => {
    const connection = await pool.connect();
    for (; performance.now() - began < seconds * 1000; rounds++) {
      let caseId: unknown = null;
      for (const [index, statement] of statements.entries()) {
        const text = statement.replaceAll(':n', '$1').replaceAll(/:case_id\b/g, '$2');
        const values = text.includes('$2') ? [1 + (rounds % most), caseId] : [1 + (rounds % most)];
        const { rows } = await connection.query({ name: `round ${index}`, text, values });
        caseId ??= rows[0]?.case_id;
      }
    }
    connection.release();
  };
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = performance.now() - began;
  await pool.end();
  return { rounds, perSecond: (rounds / elapsed) * 1000, latencyMs: (elapsed * clients) / rounds };
}
