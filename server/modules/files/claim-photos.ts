import type { Tx } from '#kernel/database';
import { forgetJob } from '#kernel/jobs';
import { refuse } from '#kernel/refuse';
import { forgetKey } from './forget-photo.job.ts';

export interface PhotoClaim {
  id: string;
  kind: 'before' | 'after' | 'check' | 'extra';
}

/** The photos that a step brings, with the hash that goes into its chain; refuses when one never arrived. */
export async function claimPhotos(
  tx: Tx,
  district: number,
  inputs: readonly PhotoClaim[],
): Promise<(PhotoClaim & { sha256: string })[]> {
  if (inputs.length === 0) return [];
  const wanted = new Map(inputs.map(({ id, kind }) => [id.toLowerCase(), kind]));
  const rows = await tx
    .selectFrom('files')
    .select(['id', 'sha256'])
    .where('district_id', '=', district)
    .where('id', 'in', [...wanted.keys()])
    .execute();
  for (const { id } of rows) await forgetJob(tx, forgetKey(district, id));
  const hashes = new Map(rows.map((row) => [row.id, row.sha256.toString('hex')]));
  return [...wanted].map(([id, kind]) => ({ id, kind, sha256: hashes.get(id) ?? refuse('photo.unknown') }));
}
