import type { ReadyAction, ReadyState } from '#contract/flow-walk';
import { chooseOwner, type OwnerPost } from '#modules/posts';
import type { CaseRecord } from './case-record.ts';
import type { Mover } from './decide-move.ts';
import type { MoveFacts } from './read-move-facts.ts';

/** Who is accountable in the state that is entered (invariant I1). Null keeps the present post. */
export function ownerAfter(
  { current, candidates }: Pick<MoveFacts, 'current' | 'candidates'>,
  { action, target }: { action: ReadyAction; target: ReadyState },
  mover: Mover,
): OwnerPost | null {
  const { owner: rule } = target;
  const stays = action.to === 'same' && action.does !== 'reassign';
  if (stays || rule === 'kept' || rule === 'none') return null;
  return chooseOwner(candidates, {
    areaPath: current.areaPath,
    rule,
    unitId: current.unitId,
    belowLevel: rule === 'level' ? (current.whistleLevel ?? leafLevel(current)) : null,
    notAccounts: notAccountable(target, current, mover),
  });
}

/** Who cannot be the one to decide: the handler as checker, whoever closed it as reviewer. */
function notAccountable({ is, owner }: ReadyState, current: CaseRecord, mover: Mover): (string | null)[] {
  if (owner === 'reviewer' || is === 'contested') return [current.handledBy, current.closedBy];
  if (owner !== 'checker' && is !== 'handled') return [];
  return [mover.kind === 'staff' ? mover.actor.accountId : current.handledBy];
}

/** Depth of the micro-grid: the root's path has one code and level 0. */
function leafLevel(current: CaseRecord): number {
  return current.areaPath.split('/').filter(Boolean).length - 1;
}
