import type { MatterKind } from '#contract/matters';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import { currentVersion } from './draft.ts';
import type { ListVersion } from './matter-rows.ts';

/** The version asked for, or the one in force; null where the list has none yet. */
export async function chosenVersion(
  tx: Tx,
  { district, kind }: { district: number; kind: MatterKind },
  asked: number | undefined,
): Promise<ListVersion | null> {
  if (asked === undefined) {
    const version = await currentVersion(tx, { district, kind });
    return version === null ? null : { district, kind, version };
  }
  const found = await tx
    .selectFrom('matter_versions')
    .select('version')
    .where('district_id', '=', district)
    .where('kind', '=', kind)
    .where('version', '=', asked)
    .executeTakeFirst();
  return found ? { district, kind, version: found.version } : refuse('matter.no-version');
}
