import { sql } from 'kysely';
import type { RoutingSet } from '#contract/routing';
import type { Tx } from '#kernel/database';

export interface PublishedSet {
  /** 0: none yet; then nothing is routed. */
  version: number;
  set: RoutingSet;
}
export interface DraftSet {
  revision: number;
  basedOn: number;
  changedAt: Date;
  byAccount: string | null;
  set: RoutingSet;
}

export const noRules: RoutingSet = { rules: [], last: { flowCode: null, unitId: null, limit: null, level: null } };

/** The set in force, past any cache. */
export async function readPublished(tx: Tx, district: number): Promise<PublishedSet> {
  const latest = await tx
    .selectFrom('routing_sets')
    .select(['version', 'rules'])
    .where('district_id', '=', district)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Only write-sets below writes them, after check-rules.ts.
  return latest
    ? { version: latest.version, set: latest.rules as unknown as RoutingSet }
    : { version: 0, set: noRules };
}

export async function readDraft(tx: Tx, district: number): Promise<DraftSet | null> {
  const row = await tx.selectFrom('routing_drafts').selectAll().where('district_id', '=', district).executeTakeFirst();
  if (!row) return null;
  const { revision, based_on: basedOn, changed_at: changedAt, by_account: byAccount } = row;
  return { revision, basedOn, changedAt, byAccount, set: row.rules as unknown as RoutingSet };
}

const changedChannel = 'routing_changed';

export { changedChannel as routingChanged };

/** At commit every process hears that a district routes differently. */
export async function sayRoutingChanged(tx: Tx, district: number): Promise<void> {
  await sql`select pg_notify(${changedChannel}, ${String(district)})`.execute(tx);
}
