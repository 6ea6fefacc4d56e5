import { sql } from 'kysely';
import type { Wall } from '#contract/insight';
import type { Tx } from '#kernel/database';
import { below, type Subtree } from './subtree.ts';

/**
 * Posts whose area lies in the subtree, as the desk's list of posts shows them. On duty: a holder or deputy is appointed,
 * not on leave, the account enabled. Vacant: nobody is appointed as holder. The rest are away without a deputy.
 * Units serve every area, so they are those of the district.
 */
export async function countForce(tx: Tx, district: number, area: Subtree, at: Date): Promise<Wall['force']> {
  const { rows } = await sql<Wall['force']>`
    with people as (
      select h.post_id, bool_or(h.kind = 'holder') as held, bool_or(l.id is null) as present
        from app.post_holders h
        join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
        left join app.leaves l on l.district_id = ${district} and l.account_id = h.account_id
             and l.from_at <= ${at} and l.to_at > ${at}
       where h.district_id = ${district} and h.from_at <= ${at} and (h.to_at is null or h.to_at > ${at})
       group by h.post_id
    )
    select count(*)::int as posts,
           (count(*) filter (where w.present))::int as "onDuty",
           (count(*) filter (where w.held is not true))::int as vacant,
           (select count(*)::int from app.units u where u.district_id = ${district} and u.ended_at is null) as units
      from app.posts p
      join app.areas a on a.district_id = ${district} and a.id = p.area_id
      left join people w on w.post_id = p.id
     where p.district_id = ${district} and p.ended_at is null ${below(area, 'a.path')}`.execute(tx);
  return rows[0] ?? { posts: 0, onDuty: 0, vacant: 0, units: 0 };
}
