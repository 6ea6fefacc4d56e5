// What each case is about: where, which class, and, for the cases that are open now, how far it has come.
import type { Source } from '#contract/cases';
import type { DemoAddress } from '../places/buildings.ts';
import type { Random } from '../random.ts';
import { textsOf, writtenCodes } from '../texts.ts';
import { type Almanac, localDay, seasonFactor } from './calendar.ts';
import { type OpenNow, stayOf } from './open-now.ts';
import { type Beat, type Prospect, scriptTo } from './scripts.ts';
import type { CaseColumns, Category, World } from './world.ts';

const minute = 60_000;

type Weights = readonly (readonly [Category, number])[];

export interface Making {
  readonly world: World;
  readonly rng: Random;
  readonly almanac: Almanac;
  readonly hotSpots: readonly { readonly address: DemoAddress; readonly code: string }[];
  readonly homeAddresses: readonly DemoAddress[];
  /** The last case at each address, which a repeated report can be merged into. */
  readonly last: Map<string, CaseColumns>;
  readonly counters: Map<string, number>;
  /** Of the classes, by day. */
  readonly weights: Map<number, Weights>;
}

const unitMinutes = { urgentHour: 60, workHour: 60, workDay: 1440, naturalDay: 1440 };

export function limitOf(category: Category): number {
  return category.limitAmount * unitMinutes[category.limitUnit];
}

/** Places where the same thing keeps coming back: a chronic drain, a stall corner, a fire lane. */
export function chooseHotSpots(world: World, rng: Random): Making['hotSpots'] {
  const homes = world.addresses.filter((address) => address.households > 0);
  const chronic = ['05004', '04007', '02001', '04009', '02002', '04001', '06002', '05003', '04003', '02003'];
  return Array.from({ length: Math.max(4, Math.round(homes.length / 180)) }, () => ({
    address: rng.pick(homes),
    code: rng.pick(chronic),
  }));
}

/** How often each class comes up on the day of `time`; reckoned once a day, not once a case. */
function weightsAt({ world, almanac, weights }: Making, time: number): Weights {
  const day = localDay(time);
  const found = weights.get(day);
  if (found) return found;
  const reckoned = writtenCodes.flatMap((code): [Category, number][] => {
    const category = world.categories.get(code);
    const texts = textsOf(code);
    return category ? [[category, texts.weight * seasonFactor(almanac, texts, time)]] : [];
  });
  weights.set(day, reckoned);
  return reckoned;
}

export function categoryFor(making: Making, time: number, fits?: (category: Category) => boolean): Category {
  const all = weightsAt(making, time);
  return making.rng.weighted(fits ? all.filter(([category]) => fits(category)) : all);
}

export interface Subject {
  readonly time: number;
  readonly address: DemoAddress;
  readonly category: Category;
  /** Beats up to the present state, for a case that is open now. */
  readonly script: readonly Beat[] | null;
}

export function subjectOf(making: Making, time: number): Subject {
  const { world, rng, hotSpots, homeAddresses } = making;
  if (rng.chance(0.13)) {
    const spot = rng.pick(hotSpots);
    const category = world.categories.get(spot.code);
    if (category) return { time, address: spot.address, category, script: null };
  }
  const list = rng.chance(0.0012) ? homeAddresses : world.addresses;
  return { time, address: rng.pick(list), category: categoryFor(making, time), script: null };
}

function addressNear(making: Making, place: OpenNow['place']): DemoAddress {
  const { world, rng, homeAddresses } = making;
  const grid = world.home.parent;
  if (place === 'home') return rng.pick(homeAddresses);
  const near = world.addresses.filter(({ area }) => {
    if (place === 'grid') return area.parent === grid;
    return place === 'community' ? area.parent?.parent === grid?.parent : area.kind === 'residential';
  });
  return rng.pick(near);
}

/** An open case is planned backwards: it has been in its state for a while now. Its script is timed to the minute. */
export function openSubject(making: Making, open: OpenNow): Subject {
  const { world, rng } = making;
  const unit = '市政养护中心';
  const category = categoryFor(making, world.now, (candidate) => {
    if (open.ours) return candidate.department === unit;
    const own = open.state === 'onSite' || open.state === 'accepted';
    return (own ? candidate.selfHandle : true) && limitOf(candidate) <= 7 * 1440 && limitOf(candidate) >= 120;
  });
  const limit = limitOf(category);
  const prospect: Prospect = { ...outlook(making, category, 'resident', false), limit, mustCheck: true };
  const script = scriptTo(open.state, Math.min(open.whistles ?? 1, world.places.levels.length - 1), prospect);
  const before = script.reduce((sum, beat) => sum + beat.wait, 0);
  const time = world.now - (before + stayOf(open, limit, rng.next())) * minute;
  return { time, address: addressNear(making, open.place), category, script };
}

export function outlook(making: Making, category: Category, source: Source, check: boolean): Prospect {
  const { rng, world } = making;
  const byOffice = source === 'operator' || source === 'hotline' || source === 'platform';
  return {
    rng,
    limit: limitOf(category),
    selfHandle: category.selfHandle,
    mustCheck: check,
    byOffice,
    followed: source === 'resident' ? rng.chance(0.92) : byOffice && rng.chance(0.5),
    city: world.plan.second > 0,
  };
}
