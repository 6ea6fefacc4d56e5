import { sql } from 'kysely';
import { type Role, roles } from '#contract/rights';
import type { Tx } from '#kernel/database';
import { type PostFace, postFaces } from '#modules/posts';

/** A post on the notice board: title, name and phone are public by office. */
export interface BoardPost extends PostFace {
  areaId: string;
}

/** Administrators and auditors are no posts of the neighbourhood. */
const boardRoles = (Object.keys(roles) as Role[]).filter((role) => !role.endsWith('Admin'));

/** The posts of these areas in the order of the areas given, with whoever is present in them at this moment. */
export async function boardPosts(tx: Tx, district: number, areaIds: readonly string[], at: Date): Promise<BoardPost[]> {
  if (areaIds.length === 0) return [];
  const posts = await tx
    .selectFrom('posts')
    .select(['id', 'area_id as areaId'])
    .where('district_id', '=', district)
    .where(sql<boolean>`area_id = any(${[...areaIds]}::uuid[])`)
    .where(sql<boolean>`role = any(${boardRoles})`)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const faces = await postFaces(
    tx,
    district,
    posts.map(({ id }) => id),
    at,
  );
  const byArea = Map.groupBy(posts, ({ areaId }) => areaId);
  return areaIds.flatMap((areaId) =>
    (byArea.get(areaId) ?? []).flatMap(({ id }) => {
      const face = faces.get(id);
      return face ? [{ ...face, areaId }] : [];
    }),
  );
}
