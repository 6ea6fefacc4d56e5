import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { type Crypto, sameText, sha256 } from '#kernel/crypto';
import type { FileForm } from '#kernel/file-store';
import { SetupFault } from '#kernel/setup-fault';
import { damaged, readArchive } from './archive.ts';

/** Raised when an older Gezhi could no longer read what a newer one writes. */
export const backupFormat = 1;
/** First member: what this is; read before anything else is believed. */
export const headName = 'gezhi-backup.json';
/** Tables, rows, files: what restoring counts itself against. */
export const manifestName = 'manifest.json';
/** One line a member, as `sha256sum -c` reads it. */
export const sumsName = 'SHA256SUMS';
/** HMAC of the sums under the key of the installation: who does not have the key cannot change a backup unseen. */
export const signatureName = 'SIGNATURE';
/** Only with --with-key. */
export const keyName = 'key';

const Head = Type.Object({
  format: Type.Integer(),
  version: Type.String(),
  at: Type.String(),
  /** Tells keys apart without telling the key. */
  key: Type.String(),
  withOriginals: Type.Boolean(),
  migrations: Type.Array(Type.Object({ name: Type.String(), hash: Type.String() }), { minItems: 1 }),
});
export type Head = Static<typeof Head>;

const Manifest = Type.Object({
  /** In the order in which they can be filled. */
  tables: Type.Array(
    Type.Object({
      name: Type.String({ pattern: '^[a-z_][a-z0-9_]*$' }),
      columns: Type.Array(Type.String({ pattern: '^[a-z_][a-z0-9_]*$' }), { minItems: 1 }),
      rows: Type.Integer(),
      bytes: Type.Integer(),
    }),
  ),
  sequences: Type.Record(Type.String({ pattern: '^[a-z_][a-z0-9_]*$' }), Type.String({ pattern: '^\\d+$' })),
  jobs: Type.Integer(),
  files: Type.Object({
    count: Type.Integer(),
    bytes: Type.Integer(),
    /** Rows whose picture was not in the file store; known before, so a restore does not hide it. */
    missing: Type.Array(Type.String()),
  }),
});
export type Manifest = Static<typeof Manifest>;

export const fingerprintOf = (crypto: Crypto): string => crypto.sign('backup key').slice(0, 16);
export const signatureOf = (crypto: Crypto, sums: string): string => crypto.sign(`backup\0${sums}`);
const padded = (part: number): string => String(part).padStart(6, '0');
export const tablePart = (table: string, part: number): string => `tables/${table}.${padded(part)}.copy`;
export const jobsPart = (part: number): string => `jobs/${padded(part)}.json`;
export const filePart = (district: number, id: string, form: FileForm): string => `files/${district}/${id}.${form}`;

export interface Checked {
  head: Head;
  manifest: Manifest;
  sums: ReadonlyMap<string, string>;
  sumsText: string;
  signature: string;
  key: Buffer | null;
}

/** Reads a whole backup and changes nothing: every member has its hash, none is missing, none is too many. */
export async function checkBackup(path: string, onBytes: (bytes: number) => void): Promise<Checked> {
  const seen = new Map<string, string>();
  const kept = new Map<string, Buffer>();
  for await (const { name, bytes } of readArchive(path)) {
    if (seen.size === 0) checkHead(name, bytes, path);
    if (seen.has(name)) throw damaged(path);
    seen.set(name, sha256(bytes).toString('hex'));
    if (!name.includes('/')) kept.set(name, Buffer.from(bytes));
    onBytes(bytes.length);
  }
  const text = (name: string) => kept.get(name)?.toString('utf8') ?? '';
  const sums = new Map(
    text(sumsName)
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const listed = [...seen].filter(([name]) => name !== sumsName && name !== signatureName);
  const changed =
    listed.find(([name, hash]) => sums.get(name) !== hash)?.[0] ?? [...sums.keys()].find((name) => !seen.has(name));
  if (changed !== undefined)
    throw new SetupFault(
      `${path}: the part ${changed} is not what was backed up; nothing was changed. Take another copy.`,
    );
  const manifest = parsed(Manifest, text(manifestName), path);
  const head = parsed(Head, text(headName), path);
  return {
    head,
    manifest,
    sums,
    sumsText: text(sumsName),
    signature: text(signatureName).trim(),
    key: kept.get(keyName) ?? null,
  };
}

export function isSigned(checked: Checked, crypto: Crypto): boolean {
  return sameText(checked.signature, signatureOf(crypto, checked.sumsText));
}

function checkHead(name: string, bytes: Buffer, path: string): void {
  if (name !== headName) throw damaged(path);
  const { format, version } = parsed(
    Type.Object({ format: Type.Integer(), version: Type.String() }),
    bytes.toString('utf8'),
    path,
  );
  if (format !== backupFormat)
    throw new SetupFault(
      `${path} was written by Gezhi ${version} in format ${format}; this version reads format ${backupFormat}. Restore it with that version or a newer one.`,
    );
}

function parsed<Schema extends Type.TSchema>(schema: Schema, text: string, path: string): Static<Schema> {
  try {
    return Value.Parse(schema, JSON.parse(text)) as Static<Schema>;
  } catch {
    throw damaged(path);
  }
}
