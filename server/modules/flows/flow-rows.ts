import { sql } from 'kysely';
import type { FlowDocument } from '#contract/flow-document';
import type { FlowVersion } from '#contract/flows';
import type { Actor } from '#kernel/actor';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { sayFlowsChanged } from './flows-of.ts';

/** Flows are the district's: who changes them holds the right at its root. */
export const needEditor = (actor: Actor): void => needDistrictWide(actor, 'setting.edit');

export interface StoredVersion {
  code: string;
  version: number;
  revision: number;
  document: FlowDocument;
  published: boolean;
}

/** One version; null where there is none. */
export async function readVersion(
  tx: Tx,
  district: number,
  code: string,
  version: number,
): Promise<StoredVersion | null> {
  const row = await versionsOf(tx, district, code).where('version', '=', version).executeTakeFirst();
  return row ? toStored(row) : null;
}

/** The draft, held until the transaction ends: who publishes waits for who edits, and the other way round. */
export async function lockDraft(tx: Tx, district: number, code: string): Promise<StoredVersion | null> {
  const row = await versionsOf(tx, district, code).where('published_at', 'is', null).forUpdate().executeTakeFirst();
  return row ? toStored(row) : null;
}

export async function needDraft(tx: Tx, district: number, code: string): Promise<StoredVersion> {
  return (await lockDraft(tx, district, code)) ?? refuse('flow.no-draft');
}

/** The draft, else the version in force, else the newest. */
export async function readLatest(tx: Tx, district: number, code: string): Promise<StoredVersion | null> {
  const inForce = await inForceOf(tx, district, code);
  const row = await versionsOf(tx, district, code)
    .orderBy(sql`published_at is not null`)
    .orderBy(sql`version = ${inForce}`, 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toStored(row) : null;
}

export async function inForceOf(tx: Tx, district: number, code: string): Promise<number | null> {
  const head = await tx
    .selectFrom('flows')
    .select('in_force')
    .where('district_id', '=', district)
    .where('code', '=', code)
    .executeTakeFirst();
  return head?.in_force ?? null;
}

function versionsOf(tx: Tx, district: number, code: string) {
  return tx
    .selectFrom('flow_versions')
    .select(['code', 'version', 'revision', 'document', 'published_at'])
    .where('district_id', '=', district)
    .where('code', '=', code);
}

function toStored(row: {
  code: string;
  version: number;
  revision: number;
  document: unknown;
  published_at: Date | null;
}): StoredVersion {
  const { code, version, revision, document, published_at } = row;
  // What was stored was checked before.
  return { code, version, revision, document: document as FlowDocument, published: published_at !== null };
}

export interface ListedVersion extends FlowVersion {
  code: string;
  document: FlowDocument;
}

/** All versions with the number of open cases on each, newest first. */
export async function listVersions(tx: Tx, district: number): Promise<ListedVersion[]> {
  const rows = await tx
    .selectFrom('flow_versions as v')
    .leftJoin('flows as f', (join) => join.onRef('f.code', '=', 'v.code').on('f.district_id', '=', district))
    .leftJoin('accounts as a', (join) => join.onRef('a.id', '=', 'v.changed_by').on('a.district_id', '=', district))
    .select([
      'v.code',
      'v.version',
      'v.revision',
      'v.document',
      'v.note',
      'v.changed_at',
      'v.published_at',
      'a.name',
      'f.in_force',
    ])
    .where('v.district_id', '=', district)
    .orderBy('v.code')
    .orderBy('v.version', 'desc')
    .execute();
  const running = await runningBy(tx, district);
  return rows.map((row) => ({
    code: row.code,
    // The cast: a json column, in which only checked documents stand.
    document: row.document as unknown as FlowDocument,
    version: row.version,
    status: row.published_at === null ? 'draft' : row.version === row.in_force ? 'published' : 'retired',
    revision: row.revision,
    note: row.note,
    changedAt: row.changed_at.toISOString(),
    by: row.name,
    publishedAt: row.published_at?.toISOString() ?? null,
    running: running.get(`${row.code} ${row.version}`) ?? 0,
  }));
}

async function runningBy(tx: Tx, district: number): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('cases')
    .select(['flow_code', 'flow_version', (fn) => fn.fn.countAll<number>().as('n')])
    .where('district_id', '=', district)
    .where('open', '=', true)
    .where('flow_code', 'is not', null)
    .groupBy(['flow_code', 'flow_version'])
    .execute();
  return new Map(rows.map((row) => [`${row.flow_code} ${row.flow_version}`, Number(row.n)]));
}

/** Which version new cases take; null: none. */
export async function putInForce(
  services: Pick<Services, 'clock'>,
  tx: Tx,
  head: { district: number; code: string; version: number | null; accountId: string | null },
): Promise<void> {
  const values = { in_force: head.version, changed_at: services.clock(), changed_by: head.accountId };
  await tx
    .insertInto('flows')
    .values({ district_id: head.district, code: head.code, ...values })
    .onConflict((on) => on.columns(['district_id', 'code']).doUpdateSet(values))
    .execute();
}

/** Writes down who changed a flow, and tells every process. */
export async function noteFlowChange(
  services: Services,
  tx: Tx,
  actor: Actor,
  change: { code: string; detail: string; address: string },
): Promise<void> {
  const { district, accountId, name: who } = actor;
  const { code, detail, address } = change;
  await audit(tx, services, {
    ...{ district, accountId, who, address, detail },
    action: 'setting.change',
    target: `flow ${code}`,
    outcome: 'done',
  });
  await sayFlowsChanged(tx, district);
}
