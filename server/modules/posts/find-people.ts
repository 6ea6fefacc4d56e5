import { sql } from 'kysely';
import type { PlaceOwner } from '#contract/areas';
import type { Role } from '#contract/rights';
import type { ActorPost } from '#kernel/actor';
import type { Tx } from '#kernel/database';
import { findOwner } from './find-owner.ts';

/** Accounts present in a post: its holders, or while all of them are away its deputies. */
export async function holdersOf(tx: Tx, district: number, postId: string, at: Date): Promise<string[]> {
  const { rows } = await sql<{ accountId: string; deputy: boolean }>`
    select h.account_id as "accountId", h.kind = 'deputy' as deputy
      from app.post_holders h
      join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
     where h.district_id = ${district} and h.post_id = ${postId} and h.from_at <= ${at} and (h.to_at is null or h.to_at > ${at})
       and not exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = h.account_id
                        and l.from_at <= ${at} and l.to_at > ${at})
     order by h.from_at, h.id`.execute(tx);
  const holders = rows.filter((row) => !row.deputy);
  return [...new Set((holders.length > 0 ? holders : rows).map((row) => row.accountId))];
}

/** The posts by which an account may act now: those it holds, and those whose holders are all away and it deputises for. */
export async function actorPosts(tx: Tx, district: number, accountId: string, now: Date): Promise<ActorPost[]> {
  const { rows } = await sql<ActorPost>`
    select p.id, p.role, p.title, p.area_id as "areaId", a.name as "areaName", a.path as "areaPath", a.level as "areaLevel",
           p.unit_id as "unitId", u.name as "unitName", bool_and(h.kind = 'deputy') as deputy
      from app.post_holders h
      join app.posts p on p.district_id = ${district} and p.id = h.post_id and p.ended_at is null
      left join app.areas a on a.district_id = ${district} and a.id = p.area_id
      left join app.units u on u.district_id = ${district} and u.id = p.unit_id
     where h.district_id = ${district} and h.account_id = ${accountId} and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})
       and (h.kind = 'holder' or not exists (
             select 1 from app.post_holders o
               join app.accounts k on k.district_id = ${district} and k.id = o.account_id and k.disabled_at is null
              where o.district_id = ${district} and o.post_id = p.id and o.kind = 'holder'
                and o.from_at <= ${now} and (o.to_at is null or o.to_at > ${now})
                and not exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = o.account_id
                                 and l.from_at <= ${now} and l.to_at > ${now})))
     group by p.id, p.role, p.title, p.area_id, a.name, a.path, a.level, p.unit_id, u.name
     order by a.level nulls last, a.path, p.title, p.id`.execute(tx);
  return rows;
}

/** Who answers for places, by area path: public by office, like the notice board. Missing only where there are no posts. */
export async function answering(
  tx: Tx,
  district: number,
  areaPaths: readonly string[],
  at: Date,
): Promise<Map<string, PlaceOwner>> {
  const found = new Map<string, PlaceOwner>();
  for (const areaPath of new Set(areaPaths)) {
    const owner = await findOwner(tx, district, { areaPath, rule: 'worker', at });
    if (!owner) continue;
    const { postId, title, name, phone, standIn } = owner;
    found.set(areaPath, { postId, title, name, phone, standIn });
  }
  return found;
}

/** What is shown of a post: title, phone and whoever is present in it. */
export interface PostFace {
  id: string;
  role: Role;
  title: string;
  phone: string | null;
  unitName: string | null;
  name: string | null;
}

/** The faces of many posts at once: for lists of cases, the notice board, the tree of areas. */
export async function postFaces(
  tx: Tx,
  district: number,
  postIds: readonly string[],
  at: Date,
): Promise<Map<string, PostFace>> {
  if (postIds.length === 0) return new Map();
  const { rows } = await sql<PostFace>`
    select distinct on (p.id) p.id, p.role, p.title, p.phone, u.name as "unitName", k.name
      from app.posts p
      left join app.units u on u.district_id = ${district} and u.id = p.unit_id
      left join app.post_holders h on h.district_id = ${district} and h.post_id = p.id
                and h.from_at <= ${at} and (h.to_at is null or h.to_at > ${at})
      left join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
      left join app.leaves l on l.district_id = ${district} and l.account_id = h.account_id
                and l.from_at <= ${at} and l.to_at > ${at}
     where p.district_id = ${district} and p.id = any(${[...new Set(postIds)]}::uuid[])
     order by p.id, k.id is null, l.id is not null, h.kind desc, h.from_at, h.id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
