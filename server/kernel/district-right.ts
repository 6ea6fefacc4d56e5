import { type Right, roleRights } from '#contract/rights';
import type { Actor } from './actor.ts';
import { refuse } from './refuse.ts';

/** Does some post bring the right for the whole district: at the root of its tree? */
export function holdsDistrictWide(actor: Actor, right: Right): boolean {
  return actor.posts.some((post) => post.areaLevel === 0 && roleRights[post.role][right] === 'area');
}

/** For what belongs to no single area: accounts, units, settings, the audit log. */
export function needDistrictWide(actor: Actor, right: Right): void {
  if (!holdsDistrictWide(actor, right)) refuse('right.missing');
}
