import { type RawBuilder, sql } from 'kysely';
import type { RoutingOutcome, RoutingSet } from '#contract/routing';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict, type Tx } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';
import { currentCatalogue } from '#modules/catalogue';
import { type Timekeeping, timekeepingOf } from '#modules/deadlines';
import { type Flows, flowsOf } from '#modules/flows';
import type { Ground } from './conditions.ts';
import { type Decision, decideRoute, type Obstacle, type Skipped } from './decide-route.ts';
import { factsOf, type RoutingAsk } from './routing-facts.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';
import { type PublishedSet, readPublished, routingChanged } from './stored-sets.ts';

/** Decides for one district by the set in force; made of what the process keeps, so nothing is asked. */
export interface Router {
  version: number;
  /** Units that its rules name: whoever decides brings their state. */
  unitIds: readonly string[];
  decide(ask: RoutingAsk, units: readonly UnitState[]): Routed;
}
/** Decision of the set in force. */
export interface Routed extends Decision {
  version: number;
}

export interface UnitState {
  id: string;
  /** ended: dissolved; empty: nobody holds a handler's post there. */
  state: 'stands' | 'ended' | 'empty';
}

/** By the owner's pool: asked from inside transactions, the application's own could be full of those who ask. */
const keep = <T>(channel: string, read: (tx: Tx, district: number) => Promise<T>) =>
  districtCache(channel, (database, district) =>
    inDistrict(database.owner, systemScope(district), (tx) => read(tx, district)),
  );
const keptSets = keep(routingChanged, readPublished);
const keptPaths = keep('areas_changed', readPaths);
export const forgetRouting = keptSets.forget;

async function readPaths(tx: Tx, district: number): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('areas')
    .select(['id', 'path'])
    .where('district_id', '=', district)
    .where('valid_to', 'is', null)
    .execute();
  return new Map(rows.map(({ id, path }) => [id, path]));
}

/** Areas and classes in force, as the rules name them. */
export async function groundOf(services: { database: Database }, district: number): Promise<Ground> {
  const [paths, { categories }] = await Promise.all([
    keptPaths.get(services, district),
    currentCatalogue(services, district),
  ]);
  return groundFrom(paths, categories);
}

interface Made {
  paths: unknown;
  ground: Ground;
}
const grounds = new WeakMap<object, Made>();

/** The same object for the same areas and catalogue, so that an index made on it can be kept. */
function groundFrom(
  paths: ReadonlyMap<string, string>,
  categories: readonly { code: string; parentCode: string | null }[],
): Ground {
  const known = grounds.get(categories);
  if (known?.paths === paths) return known.ground;
  const ground = { paths, parents: new Map(categories.map(({ code, parentCode }) => [code, parentCode])) };
  grounds.set(categories, { paths, ground });
  return ground;
}

interface Kept {
  ground: Ground;
  index: RuleIndex;
  broken: Skipped[];
}
const indexes = new WeakMap<RoutingSet, Kept>();

/** The index of a set, made once for as long as areas and catalogue stay the same. */
export function keptIndex(set: RoutingSet, ground: Ground): Kept {
  const known = indexes.get(set);
  if (known?.ground === ground) return known;
  const made = { ground, index: indexRules(set, ground), broken: brokenRules(set, ground) };
  indexes.set(set, made);
  return made;
}

/** Null where no set was ever published. */
export async function routerOf(services: { database: Database }, district: number): Promise<Router | null> {
  const published = await keptSets.get(services, district);
  if (published.version === 0) return null;
  const [ground, times, flows] = await Promise.all([
    groundOf(services, district),
    timekeepingOf(services, district),
    flowsOf(services, district),
  ]);
  return routerFrom(published, ground, times, flows);
}

function routerFrom({ version, set }: PublishedSet, ground: Ground, times: Timekeeping, flows: Flows): Router {
  const { index, broken } = keptIndex(set, ground);
  return {
    version,
    unitIds: unitsOf(set),
    decide(ask, units) {
      const decision = decideRoute(index, factsOf(ask, ground, times), obstacleOf(units, flows));
      return { ...decision, version, skipped: [...decision.skipped, ...broken] };
    },
  };
}

/** The flows that a rule may name. */
export async function knownFlows(
  services: { database: Database },
  district: number,
): Promise<{ id: string; name: string }[]> {
  return (await flowsOf(services, district)).inForceNow.map(({ code, name }) => ({ id: code, name: name.zh }));
}

export function obstacleOf(units: readonly UnitState[], flows: Pick<Flows, 'inForce'>): Obstacle {
  const states = new Map(units.map(({ id, state }) => [id, state]));
  return ({ unitId, flowCode }) => {
    if (flowCode !== null && !flows.inForce(flowCode)) return { reason: 'flow-retired', subject: flowCode };
    const state = unitId === null ? 'stands' : (states.get(unitId) ?? 'ended');
    return state === 'stands' || unitId === null ? null : { reason: `unit-${state}`, subject: unitId };
  };
}

const unitLists = new WeakMap<RoutingSet, readonly string[]>();

export function unitsOf(set: RoutingSet): readonly string[] {
  const known = unitLists.get(set);
  if (known) return known;
  const outcomes: RoutingOutcome[] = [...set.rules.map(({ outcome }) => outcome), set.last];
  const made = [...new Set(outcomes.flatMap(({ unitId }) => unitId ?? []))];
  unitLists.set(set, made);
  return made;
}

/** Rules that ask for an area or class that is gone: they can meet fewer cases than was meant, or none. */
function brokenRules({ rules }: RoutingSet, { paths, parents }: Ground): Skipped[] {
  const gone = {
    place: { reason: 'area-ended', stands: (id: string) => paths.has(id) },
    category: { reason: 'category-gone', stands: (code: string) => parents.has(code) },
  } as const;
  return rules.flatMap(({ id: ruleId, name: ruleName, conditions }) =>
    conditions.flatMap(({ kind, values }) => {
      const check = kind === 'place' || kind === 'category' ? gone[kind] : null;
      const subject = check ? values.find((value) => !check.stands(value)) : undefined;
      return check && subject !== undefined ? [{ ruleId, ruleName, reason: check.reason, subject }] : [];
    }),
  );
}

/** Every rule that could not run now, with what stands against it; null: the last rule. */
export function blockedRules(
  set: RoutingSet,
  ground: Ground,
  units: readonly UnitState[],
  flows: Pick<Flows, 'inForce'>,
) {
  const obstacle = obstacleOf(units, flows);
  const ofUnits = [...set.rules, { id: null, outcome: set.last }].flatMap(({ id, outcome }) => {
    const against = obstacle(outcome);
    return against ? [{ ruleId: id, ...against }] : [];
  });
  const ofGround = brokenRules(set, ground).map(({ ruleId, reason, subject }) => ({ ruleId, reason, subject }));
  return [...ofUnits, ...ofGround];
}

/** The query of how units stand at an instant; it can be part of another statement. */
export function unitStates(district: number, ids: readonly string[], at: Date): RawBuilder<UnitState> {
  return sql`
    select u.id,
           case when u.ended_at <= ${at} then 'ended'
                when exists (select 1 from app.posts p
                               join app.post_holders h on h.district_id = ${district} and h.post_id = p.id
                                    and h.from_at <= ${at} and (h.to_at is null or h.to_at > ${at})
                              where p.district_id = ${district} and p.unit_id = u.id and p.ended_at is null)
                then 'stands' else 'empty' end as state
      from app.units u where u.district_id = ${district} and u.id = any(${[...ids]}::uuid[])`;
}

export async function readUnitStates(tx: Tx, district: number, set: RoutingSet, at: Date): Promise<UnitState[]> {
  const ids = unitsOf(set);
  return ids.length === 0 ? [] : (await unitStates(district, ids, at).execute(tx)).rows;
}
