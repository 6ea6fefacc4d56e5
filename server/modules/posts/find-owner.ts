import { sql } from 'kysely';
import type { OwnerRule } from '#contract/lifecycle';
import type { Role } from '#contract/rights';
import type { Tx } from '#kernel/database';

/** The post that answers, with whoever stands in it now. */
export interface OwnerPost {
  postId: string;
  role: Role;
  title: string;
  phone: string | null;
  /** Depth of the post's area; null for posts of a unit. */
  level: number | null;
  accountId: string | null;
  name: string | null;
  /** Not the post that was looked for first, or its deputy. */
  standIn: boolean;
}

export interface OwnerAsk {
  areaPath: string;
  rule: Exclude<OwnerRule, 'kept' | 'none'>;
  /** Rule 'unit': whose handlers. */
  unitId?: string | null;
  /** Rule 'level': only posts of areas above this depth. */
  belowLevel?: number | null;
  /** Accounts that may not be the only ones in the post: the handler cannot check, the closer cannot review. */
  notAccounts?: readonly (string | null)[];
  at: Date;
}

/** In which order posts are looked for; within a role the nearest area comes first. */
const order: Record<OwnerAsk['rule'], readonly Role[]> = {
  worker: ['microGridWorker', 'gridLeader', 'communityStaff', 'operator'],
  level: ['gridLeader', 'communityStaff', 'operator'],
  operator: ['operator', 'supervisor'],
  unit: ['departmentHandler', 'operator'],
  checker: ['checker', 'gridLeader', 'communityStaff', 'operator'],
  reviewer: ['communityStaff', 'operator', 'supervisor'],
};

interface Candidate extends Omit<OwnerPost, 'standIn'> {
  deputy: boolean;
  onLeave: boolean;
}

/**
 * Finds the accountable post (invariant I1): the first with somebody present, climbing the tree; at the end the
 * district's command room, which is the fallback even when nobody is in it. Null only where a district has no posts.
 */
export async function findOwner(tx: Tx, district: number, ask: OwnerAsk): Promise<OwnerPost | null> {
  const candidates = await readCandidates(tx, district, ask);
  const inOrder = order[ask.rule].flatMap((role) => candidates.filter((one) => one.role === role && fits(one, ask)));
  const excluded = (ask.notAccounts ?? []).filter((id) => id !== null);
  const present = inOrder.find((one) => one.accountId !== null && !one.onLeave && !excluded.includes(one.accountId));
  const chosen = present ?? inOrder.findLast((one) => one.role === 'operator') ?? inOrder.at(-1);
  if (!chosen) return null;
  const { deputy, onLeave: _, ...post } = chosen;
  // On the way up every level is meant for itself; elsewhere another role than the first stands in for it.
  const anotherRole = ask.rule !== 'level' && post.role !== order[ask.rule][0];
  return { ...post, standIn: deputy || anotherRole || post.postId !== inOrder[0]?.postId };
}

function fits(one: Candidate, ask: OwnerAsk): boolean {
  if (ask.rule !== 'level' || ask.belowLevel == null || one.level === null) return true;
  // The command room at the root stays last even when the whistle is already there.
  return one.level < ask.belowLevel || (one.role === 'operator' && one.level <= ask.belowLevel);
}

/** Posts of the areas on the way to the root and of the unit: a few dozen rows, nearest area first, holders first. */
async function readCandidates(tx: Tx, district: number, ask: OwnerAsk): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.id as "postId", p.role, p.title, p.phone, a.level, h.account_id as "accountId", k.name,
           coalesce(h.kind = 'deputy', false) as deputy,
           exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = h.account_id
                    and l.from_at <= ${ask.at} and l.to_at > ${ask.at}) as "onLeave"
      from app.posts p
      left join app.areas a on a.district_id = ${district} and a.id = p.area_id
      left join app.post_holders h on h.district_id = ${district} and h.post_id = p.id
                and h.from_at <= ${ask.at} and (h.to_at is null or h.to_at > ${ask.at})
      left join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
     where p.district_id = ${district} and p.ended_at is null and p.role = any(${[...order[ask.rule]]})
       and (a.path = any(${pathsTo(ask.areaPath)}) or (p.unit_id = ${ask.unitId ?? null}::uuid and p.role = 'departmentHandler'))
     order by a.level desc nulls first, h.kind desc nulls last, p.created_at, p.id, h.from_at`.execute(tx);
  // A handler of another unit whose post also has an area is not meant; a disabled account holds nothing.
  return rows.map((one) => (one.name === null ? { ...one, accountId: null } : one));
}

/** '1/2/3/' → ['1/', '1/2/', '1/2/3/'] */
export function pathsTo(areaPath: string): string[] {
  const codes = areaPath.split('/').filter(Boolean);
  return codes.map((_, index) => `${codes.slice(0, index + 1).join('/')}/`);
}
