import type { MatterKind } from '#contract/matters';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import { type ListVersion, readMatters, writeMatters } from './matter-rows.ts';

export interface DraftOrigin {
  district: number;
  kind: MatterKind;
  at: Date;
  accountId: string | null;
  origin: 'standard' | 'import' | 'edit';
}
type Which = Pick<DraftOrigin, 'district' | 'kind'>;

/** The version in force; null where nothing was published yet. */
export async function currentVersion(tx: Tx, { district, kind }: Which): Promise<number | null> {
  const found = await tx
    .selectFrom('matter_versions')
    .select('version')
    .where('district_id', '=', district)
    .where('kind', '=', kind)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.version ?? null;
}

/** The draft, held until the transaction ends: who publishes waits for who edits, and the other way round. */
export async function lockDraft(tx: Tx, { district, kind }: Which): Promise<ListVersion | null> {
  const found = await tx
    .selectFrom('matter_versions')
    .select('version')
    .where('district_id', '=', district)
    .where('kind', '=', kind)
    .where('published_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return found ? { district, kind, version: found.version } : null;
}

export async function needDraft(tx: Tx, which: Which): Promise<ListVersion> {
  return (await lockDraft(tx, which)) ?? refuse('matter.no-draft');
}

/** The draft there is, or a new one with the items in force. Of two that begin at once the second goes on with the first's. */
export async function openDraft(tx: Tx, origin: DraftOrigin): Promise<ListVersion> {
  const { district, kind } = origin;
  for (;;) {
    const known = await lockDraft(tx, origin);
    if (known) return known;
    const current = await currentVersion(tx, origin);
    const version = (current ?? 0) + 1;
    const begun = await tx
      .insertInto('matter_versions')
      .values({
        district_id: district,
        kind,
        version,
        note: '',
        origin: origin.origin,
        created_at: origin.at,
        created_by: origin.accountId,
      })
      .onConflict((on) => on.doNothing())
      .returning('version')
      .executeTakeFirst();
    if (!begun) continue;
    const draft = { district, kind, version };
    if (current !== null) await writeMatters(tx, draft, await readMatters(tx, { district, kind, version: current }));
    return draft;
  }
}

export async function markPublished(
  tx: Tx,
  { district, kind, version }: ListVersion,
  { at, accountId, note }: { at: Date; accountId: string | null; note: string },
): Promise<void> {
  await tx
    .updateTable('matter_versions')
    .set({ published_at: at, published_by: accountId, note })
    .where('district_id', '=', district)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .execute();
  await tx
    .updateTable('matters')
    .set({ published: true })
    .where('district_id', '=', district)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .execute();
}
