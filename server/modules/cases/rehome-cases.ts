import { sql } from 'kysely';
import { stateOf } from '#contract/flow-walk';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { flowOf } from '#modules/flows';
import { chooseOwner, type DutyChange } from '#modules/posts';
import { placeOf } from './case-record.ts';
import { planQuietStep } from './plan-move.ts';
import { readMoveFacts } from './read-move-facts.ts';
import { writeMove } from './write-move.ts';

/**
 * Invariant I1: when a post loses its last present holder (left, on leave, account disabled), its open cases go, in the
 * same transaction, to the post that answers now.
 */
export async function rehomeCases(services: Services, tx: Tx, { district, postIds }: DutyChange): Promise<void> {
  for (const id of await orphans(tx, district, postIds, services.clock())) await reassign(services, tx, district, id);
}

/** Open cases of those of the posts in which nobody is present any more. */
async function orphans(tx: Tx, district: number, postIds: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from app.cases c
      join app.posts p on p.district_id = ${district} and p.id = c.owner_post_id
     where c.district_id = ${district} and c.open and c.owner_post_id = any(${postIds}::uuid[])
       and (p.ended_at is not null or not exists (
         select 1 from app.post_holders h
           join app.accounts a on a.district_id = ${district} and a.id = h.account_id and a.disabled_at is null
          where h.district_id = ${district} and h.post_id = p.id and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})
            and not exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = h.account_id
                             and l.from_at <= ${now} and l.to_at > ${now})))
     order by c.due_at, c.id`.execute(tx);
  return rows.map((row) => row.id);
}

async function reassign(services: Services, tx: Tx, district: number, id: string): Promise<void> {
  const facts = await readMoveFacts(tx, district, id, {}, services.clock());
  if (!facts?.current.open) return;
  const { current, candidates } = facts;
  const { owner: rule } = stateOf(await flowOf(services, district, current.flow), placeOf(current).state);
  const checks = rule === 'checker' || rule === 'reviewer' || ['handled', 'contested'].includes(current.state);
  const owner = chooseOwner(candidates, {
    areaPath: current.areaPath,
    rule: rule === 'kept' || rule === 'none' ? 'worker' : rule,
    unitId: current.unitId,
    belowLevel: current.whistleLevel === null ? null : current.whistleLevel + 1,
    notAccounts: checks ? [current.handledBy] : [],
  });
  if (!owner || owner.postId === current.ownerPostId) return;
  const step = { move: 'reassign', by: 'system', data: { ownerPostId: owner.postId } } as const;
  await writeMove(planQuietStep(services, current, step, { owner_post_id: owner.postId })).execute(tx);
}
