import { type Reach, type Right, type Role, roleRights } from '#contract/rights';
import type { Scope } from './database.ts';
import { refuse } from './refuse.ts';

export interface ActorPost {
  id: string;
  role: Role;
  title: string;
  areaId: string | null;
  areaName: string | null;
  areaPath: string | null;
  areaLevel: number | null;
  unitId: string | null;
  unitName: string | null;
  /** Held as deputy while the holder is away. */
  deputy: boolean;
}

/** Who is acting: an account with the posts it holds now. */
export interface Actor {
  accountId: string;
  sessionId: string;
  district: number;
  login: string;
  name: string;
  locale: 'zh-CN' | 'en';
  largeType: boolean;
  posts: readonly ActorPost[];
}

/** Where something is and whose it is: what a right is measured against. */
export interface Where {
  areaPath: string;
  unitId: string | null;
  ownerPostId: string | null;
  /** Units and posts that were given a task. */
  helpers?: readonly string[];
}

/** The post by which the actor may do this here; null when none does. The accountable post itself comes first. */
export function postFor(actor: Actor, right: Right, where: Where): ActorPost | null {
  return firstOf(
    actor.posts.filter((post) => reaches(post, roleRights[post.role][right], where)),
    where,
  );
}

/** The same by what a flow grants to roles instead of a right. */
export function postAmong(
  actor: Actor,
  grants: readonly { role: Role; reach: Reach }[],
  where: Where,
): ActorPost | null {
  const able = actor.posts.filter((post) =>
    grants.some(({ role, reach }) => role === post.role && reaches(post, reach, where)),
  );
  return firstOf(able, where);
}

function firstOf(able: readonly ActorPost[], where: Where): ActorPost | null {
  return able.find((post) => post.id === where.ownerPostId) ?? able[0] ?? null;
}

function reaches(post: ActorPost, reach: Reach | undefined, where: Where): boolean {
  if (reach === 'area') return post.areaPath !== null && where.areaPath.startsWith(post.areaPath);
  if (reach === 'unit') return post.unitId !== null && post.unitId === where.unitId;
  if (reach === 'task') return helps(post, where.helpers ?? []);
  return reach === 'owner' && post.id === where.ownerPostId;
}

function helps(post: ActorPost, helpers: readonly string[]): boolean {
  return helpers.includes(post.id) || (post.unitId !== null && helpers.includes(post.unitId));
}

export function may(actor: Actor, right: Right, where: Where): boolean {
  return postFor(actor, right, where) !== null;
}

/** Every right that some post of the actor brings somewhere. */
export function abilitiesOf(actor: Actor): Right[] {
  return [...new Set(actor.posts.flatMap((post) => Object.keys(roleRights[post.role]) as Right[]))];
}

/** Refuses unless some post brings the right at all; the place is decided by the command. */
export function needRight(actor: Actor, right: Right): void {
  if (!abilitiesOf(actor).includes(right)) refuse('right.missing');
}

/** Area path prefixes in which the actor has a right by area; [] when only by unit or owner. */
export function areasFor(actor: Actor, right: Right): string[] {
  return actor.posts
    .filter((post) => roleRights[post.role][right] === 'area' && post.areaPath !== null)
    .map((post) => post.areaPath ?? '');
}

export function unitsFor(actor: Actor, right: Right): string[] {
  return actor.posts
    .filter((post) => roleRights[post.role][right] === 'unit' && post.unitId)
    .map((post) => post.unitId ?? '');
}

/** The units and posts by which the actor is given tasks, and reads the cases that these belong to. */
export function helpersFor(actor: Actor): string[] {
  const able = actor.posts.filter((post) => roleRights[post.role]['case.help'] === 'task');
  return able.flatMap((post) => (post.unitId ? [post.id, post.unitId] : [post.id]));
}

/** What row security lets through for this actor when it acts by `right`. */
export function scopeOf(actor: Actor, right: Right = 'case.read'): Scope {
  const units = [...new Set([...unitsFor(actor, right), ...(right === 'case.read' ? helpersFor(actor) : [])])];
  return { district: actor.district, areas: areasFor(actor, right), units, cases: [] };
}

/** The whole district: clocks, rules and public questions. Every area path begins with the district's digits. */
export function systemScope(district: number): Scope {
  return { district, areas: [String(district)], units: [], cases: [] };
}
