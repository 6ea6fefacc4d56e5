// Who is accountable in a state, and who acts: by the same order in which the server looks for posts.
import type { OwnerRule } from '#contract/lifecycle';
import type { Role } from '#contract/rights';
import type { DemoAccount, DemoPost } from '../people.ts';
import type { DemoArea } from '../places/areas.ts';
import { at, type Random } from '../random.ts';
import type { World } from './world.ts';

/** Who makes a move, in the words of the scripts. `owner` = whoever holds the accountable post. */
export type Who =
  | 'owner'
  | 'worker'
  | 'gridLeader'
  | 'community'
  | 'operator'
  | 'handler'
  | 'checker'
  | 'supervisor'
  | 'resident'
  | 'system';

export interface Actor {
  readonly account: DemoAccount;
  readonly post: DemoPost;
}

const order: Record<Exclude<OwnerRule, 'kept' | 'none'>, readonly Role[]> = {
  worker: ['microGridWorker'],
  level: ['gridLeader', 'communityStaff', 'operator'],
  operator: ['operator'],
  unit: ['departmentHandler'],
  checker: ['checker', 'gridLeader', 'communityStaff'],
  reviewer: ['communityStaff', 'operator', 'supervisor'],
};

/** Found once: every step of every case asks. */
const known = new WeakMap<DemoArea, Map<Role, DemoPost[]>>();

/** The roles' posts on the way from the micro-grid to the root, nearest first. */
export function postsAbove(world: World, area: DemoArea, role: Role): readonly DemoPost[] {
  const ofArea = known.get(area) ?? new Map<Role, DemoPost[]>();
  known.set(area, ofArea);
  const found = ofArea.get(role) ?? climb(world, area, role);
  ofArea.set(role, found);
  return found;
}

function climb(world: World, area: DemoArea, role: Role): DemoPost[] {
  const found: DemoPost[] = [];
  for (let place: DemoArea | null = area; place; place = place.parent) {
    if (holdsAt(world, role, place)) found.push(world.people.postOf(role, place));
  }
  return found;
}

/** Is there a post of this role at this level? Operators and the like sit at the root and, in a city, in each street. */
function holdsAt(world: World, role: Role, place: DemoArea): boolean {
  const leaf = world.places.levels.length - 1;
  if (role === 'microGridWorker') return place.level === leaf;
  if (role === 'gridLeader') return place.level === leaf - 1;
  if (role === 'communityStaff') return place.level === leaf - 2;
  return place.level === 0 || (world.plan.second > 0 && place.level === 1);
}

export interface OwnerAsk {
  readonly area: DemoArea;
  readonly unitId: string | null;
  readonly belowLevel: number;
  /** Accounts that may not be the only ones in the post. */
  readonly not: readonly (string | null)[];
}

function present(post: DemoPost, not: readonly (string | null)[]): boolean {
  return [...post.holders, ...post.deputies].some((account) => !not.includes(account.id));
}

export function ownerFor(world: World, rule: Exclude<OwnerRule, 'kept' | 'none'>, ask: OwnerAsk): DemoPost {
  if (rule === 'unit') {
    const unit = world.people.units.find(({ id }) => id === ask.unitId);
    if (unit) return world.people.unitPost(unit);
  }
  const posts = order[rule].flatMap((role) => postsAbove(world, ask.area, role));
  const able = posts.filter((post) => rule !== 'level' || (post.area?.level ?? 0) < ask.belowLevel);
  const found = able.find((post) => present(post, ask.not));
  return found ?? at(posts, posts.length - 1);
}

/** A person in the post who is none of the given ones; null when nobody is left. */
export function personIn(post: DemoPost, not: readonly (string | null)[], rng: Random): DemoAccount | null {
  const holders = post.holders.filter((account) => !not.includes(account.id));
  if (holders.length > 0) return rng.pick(holders);
  return post.deputies.find((account) => !not.includes(account.id)) ?? null;
}
