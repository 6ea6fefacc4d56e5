import { type RawBuilder, sql } from 'kysely';
import type { RoleOwner } from '#contract/flow-document';
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

/** Besides those who can be accountable: who decides about more time. */
export type NamedRule = Exclude<OwnerRule, 'kept' | 'none'> | 'approver';

export interface OwnerAsk {
  areaPath: string;
  rule: NamedRule | RoleOwner;
  /** Rule 'unit': whose handlers. */
  unitId?: string | null;
  /** Rule 'level': only posts of areas above this depth. */
  belowLevel?: number | null;
  /** Accounts that may not be the only ones in the post: the handler cannot check, the closer cannot review. */
  notAccounts?: readonly (string | null)[];
  at: Date;
}

/** In which order posts are looked for; within a role the nearest area comes first. */
const order: Record<NamedRule, readonly Role[]> = {
  worker: ['microGridWorker', 'gridLeader', 'communityStaff', 'operator'],
  level: ['gridLeader', 'communityStaff', 'operator'],
  operator: ['operator', 'supervisor'],
  unit: ['departmentHandler', 'operator'],
  checker: ['checker', 'gridLeader', 'communityStaff', 'operator'],
  reviewer: ['communityStaff', 'operator', 'supervisor'],
  approver: ['leader'],
};

/** A post that could answer, with one of its people; a post with several people stands several times. */
export interface Candidate extends Omit<OwnerPost, 'standIn'> {
  /** Of the post's area; null for posts of a unit alone. */
  areaPath: string | null;
  unitId: string | null;
  deputy: boolean;
  onLeave: boolean;
  hasEmail: boolean;
}

/**
 * Finds the accountable post (invariant I1): the first with somebody present, climbing the tree; at the end the
 * district's command room, which is the fallback even when nobody is in it. Null only where a district has no posts.
 */
export async function findOwner(tx: Tx, district: number, ask: OwnerAsk): Promise<OwnerPost | null> {
  const paths = sql`${pathsTo(ask.areaPath)}::text[]`;
  const unitIds = sql`${ask.unitId ? [ask.unitId] : []}::uuid[]`;
  const rules = typeof ask.rule === 'string' ? [ask.rule] : (Object.keys(order) as NamedRule[]);
  const { rows } = await ownerCandidates(district, { rules, at: ask.at, paths, unitIds }).execute(tx);
  return chooseOwner(rows, ask);
}

/** The rule itself, over candidates that may also be of other places. */
export function chooseOwner(all: readonly Candidate[], ask: Omit<OwnerAsk, 'at'>): OwnerPost | null {
  const candidates = all.filter(({ areaPath }) => areaPath === null || ask.areaPath.startsWith(areaPath));
  const roles = rolesOf(ask.rule);
  const fitting = roles.flatMap((role) => candidates.filter((one) => one.role === role && fits(one, ask)));
  const inOrder = firstOfLevel(fitting, ask.rule);
  const excluded = (ask.notAccounts ?? []).filter((id) => id !== null);
  const present = inOrder.find((one) => one.accountId !== null && !one.onLeave && !excluded.includes(one.accountId));
  const chosen = present ?? inOrder.findLast((one) => one.role === 'operator') ?? inOrder.at(-1);
  if (!chosen) return null;
  const { deputy, onLeave: _, areaPath: __, hasEmail: ___, unitId: ____, ...post } = chosen;
  // On the way up every level is meant for itself; elsewhere another role than the first stands in for it.
  const anotherRole = ask.rule !== 'level' && post.role !== roles[0];
  return { ...post, standIn: deputy || anotherRole || post.postId !== inOrder[0]?.postId };
}

/** A role of its own, and behind it the command room, so that nobody's absence leaves a case without an owner. */
function rolesOf(rule: OwnerAsk['rule']): readonly Role[] {
  if (typeof rule === 'string') return order[rule];
  return rule.role === 'operator' ? ['operator'] : [rule.role, 'operator'];
}

/** Those of the level that is asked for, then the command rooms that stand in for them. */
function firstOfLevel(fitting: readonly Candidate[], rule: OwnerAsk['rule']): Candidate[] {
  if (typeof rule === 'string' || rule.level === undefined) return [...fitting];
  const asked = (one: Candidate) => one.role === rule.role && one.level === rule.level;
  return [...fitting.filter(asked), ...fitting.filter((one) => !asked(one))];
}

function fits(one: Candidate, ask: Pick<OwnerAsk, 'rule' | 'belowLevel' | 'unitId'>): boolean {
  if (one.role === 'departmentHandler') return one.unitId === ask.unitId;
  if (typeof ask.rule !== 'string')
    return ask.rule.level === undefined || one.level === ask.rule.level || one.role === 'operator';
  if (ask.rule !== 'level' || ask.belowLevel == null || one.level === null) return true;
  // The command room at the root stays last even when the whistle is already there.
  return one.level < ask.belowLevel || (one.role === 'operator' && one.level <= ask.belowLevel);
}

export interface CandidatesAsk {
  rules: readonly NamedRule[];
  at: Date;
  /** The paths of all areas that may answer: text[]; the units: uuid[]. */
  paths: RawBuilder<unknown>;
  unitIds: RawBuilder<unknown>;
  /** A post that is wanted besides. */
  postId?: RawBuilder<unknown>;
}

/** The query of the posts of these areas and units: a few dozen rows a place, nearest area first, holders first. */
export function ownerCandidates(district: number, ask: CandidatesAsk): RawBuilder<Candidate> {
  const { rules, at, paths, unitIds, postId } = ask;
  const roles = [...new Set(rules.flatMap((rule) => order[rule]))];
  const besides = postId ? sql`union all select ${postId}` : sql``;
  // The posts are found first, each way by its index: an OR over both would read every post and area of the district.
  // A disabled account holds nothing.
  return sql`
    select p.id as "postId", p.role, p.title, p.phone, a.level, a.path as "areaPath", p.unit_id as "unitId",
           k.id as "accountId", k.name, coalesce(h.kind = 'deputy', false) as deputy, k.email_cipher is not null as "hasEmail",
           exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = h.account_id
                    and l.from_at <= ${at} and l.to_at > ${at}) as "onLeave"
      from app.posts p
      left join app.areas a on a.district_id = ${district} and a.id = p.area_id
      left join app.post_holders h on h.district_id = ${district} and h.post_id = p.id
                and h.from_at <= ${at} and (h.to_at is null or h.to_at > ${at})
      left join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
     where p.district_id = ${district} and p.ended_at is null and p.id = any(array(
             select q.id from app.areas w
               join app.posts q on q.district_id = ${district} and q.area_id = w.id and q.role = any(${roles}) and q.ended_at is null
              where w.district_id = ${district} and w.path = any(${paths})
             union all
             select q.id from app.posts q
              where q.district_id = ${district} and q.unit_id = any(${unitIds}) and q.role = 'departmentHandler' and q.ended_at is null
             ${besides}))
     order by a.level desc nulls first, h.kind desc nulls last, p.created_at, p.id, h.from_at, h.id`;
}

/** The same people by `at`: holders who are not away, or while all of them are away the deputies. */
export function presentIn(candidates: readonly Candidate[], postId: string): Candidate[] {
  const present = candidates.filter((one) => one.postId === postId && one.accountId !== null && !one.onLeave);
  const holders = present.filter(({ deputy }) => !deputy);
  const chosen = holders.length > 0 ? holders : present;
  return chosen.filter((one, index) => chosen.findIndex(({ accountId }) => accountId === one.accountId) === index);
}

/** '1/2/3/' → ['1/', '1/2/', '1/2/3/'] */
export function pathsTo(areaPath: string): string[] {
  const codes = areaPath.split('/').filter(Boolean);
  return codes.map((_, index) => `${codes.slice(0, index + 1).join('/')}/`);
}
