// One tenant's ground and people, the same in every thread that lays it out by the same seed.
import { standardCategories } from '#modules/catalogue';
import type { World } from '../history/world.ts';
import { homeOf, makePeople, type People } from '../people.ts';
import { makePlaces, type Places } from '../places/areas.ts';
import { type DemoAddress, makeAddresses } from '../places/buildings.ts';
import type { DistrictPlan } from '../places/districts.ts';
import { createRandom, type Random } from '../random.ts';

/** What a tenant follows from; plain data, so that it can be told to a thread. */
export interface TenantOrder {
  readonly plan: DistrictPlan;
  readonly seed: string;
  readonly now: Date;
  /** The first tenant, whose people have the short logins. */
  readonly main: boolean;
}

export interface Tenant extends TenantOrder {
  readonly rng: Random;
  /** The day from which everything is in force. */
  readonly since: Date;
  readonly places: Places;
  readonly addresses: readonly DemoAddress[];
  readonly people: People;
}

export function layOut(order: TenantOrder): Tenant {
  const { plan, now, main } = order;
  const rng = createRandom(`${order.seed}/${plan.id}`);
  const since = new Date(now.getTime() - 400 * 24 * 3600_000 + (main ? 0 : plan.id % 1000));
  const at = since.getTime();
  const places = makePlaces(plan, rng.fork('places'), at);
  const addresses = makeAddresses(plan, places, rng.fork('addresses'), at);
  const people = makePeople(plan, places, rng.fork('people'), at, main);
  return { ...order, rng, since, places, addresses, people };
}

export function worldOf({ plan, now, places, addresses, people }: Tenant, sceneOf: World['sceneOf']): World {
  return {
    plan,
    places,
    addresses,
    people,
    categories: new Map(standardCategories.map((category) => [category.code, category])),
    sceneOf,
    home: homeOf(places),
    now: now.getTime(),
  };
}
