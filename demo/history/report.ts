// The report itself: the row, the first step, and who is told.
import type { Source } from '#contract/cases';
import { coreFlow } from '#contract/flow-walk';
import { caseNumber, genesis, shanghaiDay, startedClock, totalColumns } from '#modules/cases';
import { contains } from '../geometry/lines.ts';
import { makeName, makePhone } from '../people/names.ts';
import type { DemoAddress } from '../places/buildings.ts';
import { at, type Random } from '../random.ts';
import { writeReport } from '../texts.ts';
import { type Doing, demoTimes, type Life } from './life.ts';
import { ownerFor, personIn, postsAbove } from './owners.ts';
import { writeStep } from './steps.ts';
import type { Making, Subject } from './subjects.ts';
import type { CaseColumns, Category, DemoContact, StepPhoto } from './world.ts';

const blank = {
  seq: 0,
  last_hash: genesis,
  state: 'reported',
  origin_state: null,
  handler_state: null,
  whistle_level: null,
  unit_id: null,
  handled_by: null,
  closed_by: null,
  reported_by: null,
  held: null,
  overdue_since: null,
  handled_at: null,
  checked_at: null,
  closed_at: null,
  archived_at: null,
  first_closed_at: null,
  open: true,
  me_too: 0,
  returns: 0,
  reopens: 0,
  reworks: 0,
  self_handled: false,
  rating: null,
  merged_into: null,
  thumb_file_id: null,
} as const satisfies Partial<CaseColumns>;

function nextNumber(making: Making, time: number): string {
  const today = shanghaiDay(new Date(time));
  const n = (making.counters.get(today) ?? 0) + 1;
  making.counters.set(today, n);
  return caseNumber(making.world.plan.prefix.toUpperCase(), today, n);
}

function placeOf(address: DemoAddress, rng: Random): { lon: number; lat: number } {
  const lon = Math.round((address.lon + rng.normal(0, 0.00018)) * 1e6) / 1e6;
  const lat = Math.round((address.lat + rng.normal(0, 0.00015)) * 1e6) / 1e6;
  return contains(address.area.piece.rings, lon, lat) ? { lon, lat } : { lon: address.lon, lat: address.lat };
}

export function firstRow(making: Making, subject: Subject, source: Source, named: Category): CaseColumns {
  const { world, rng } = making;
  const { address, time } = subject;
  const { plan } = world;
  const limit = { amount: named.limitAmount, unit: named.limitUnit };
  const text = writeReport({ code: subject.category.code, source, city: plan.city, address: address.text }, rng);
  const owner = ownerFor(world, 'worker', { area: address.area, unitId: null, belowLevel: 9, not: [] });
  const reported = new Date(time);
  return {
    ...blank,
    district_id: plan.id,
    id: rng.uuid(time),
    no: nextNumber(making, time),
    ...text,
    level: named.level,
    category_code: named.code,
    category_name: named.name,
    risk: named.risk,
    source,
    area_id: address.area.id,
    area_path: address.area.path,
    area_name: address.area.fullName,
    address: address.text,
    address_id: address.id,
    ...placeOf(address, rng),
    accuracy: rng.int(4, 28),
    place_source: rng.pick(['device', 'device', 'device', 'map', 'photo', 'address', 'list']),
    owner_post_id: owner.id,
    reported_at: reported,
    state_since: reported,
    ...startedClock(demoTimes, coreFlow.start.clock, reported, limit, null),
    ...totalColumns(demoTimes, reported, limit),
  };
}

function reporterOf(life: Life, source: Source): Doing['actor'] {
  if (source === 'resident') return 'resident';
  const role = source === 'worker' ? 'microGridWorker' : 'operator';
  const post = at(postsAbove(life.world, life.area, role), 0);
  const account = personIn(post, [], life.rng);
  return account ? { account, post } : 'resident';
}

/** The first step of the history, as the server writes it for a new report. */
export function fileReport(life: Life, source: Source, photos: readonly StepPhoto[]): void {
  const { row } = life;
  const actor = reporterOf(life, source);
  row.reported_by = typeof actor === 'string' ? null : actor.account.id;
  row.thumb_file_id = photos[0]?.id ?? null;
  writeStep(life, 'report', row.reported_at, {
    actor,
    note: row.body,
    photos,
    onSite: true,
    internal: false,
    data: {
      areaId: row.area_id,
      areaName: row.area_name,
      decidedBy: row.place_source === 'address' || row.place_source === 'list' ? 'address' : 'inside',
      ownerPostId: row.owner_post_id,
      categoryCode: row.category_code,
    },
  });
}

function contact(life: Life, time: Date, joined: boolean): DemoContact {
  const { rng, row } = life;
  const known = row.source !== 'worker' || joined;
  const anonymous = known && rng.chance(0.12);
  const named = known && !anonymous;
  const phone = named && rng.chance(0.6) ? makePhone(rng.int(0, 899_999)) : null;
  return {
    id: rng.uuid(time.getTime()),
    joined,
    anonymous,
    name: phone && rng.chance(0.6) ? makeName(rng) : null,
    phone,
    createdAt: time,
  };
}

/** The reporter and everybody who joined. */
export function contactsOf(life: Life): DemoContact[] {
  const joined = life.steps.filter((step) => step.move === 'join');
  return [contact(life, life.row.reported_at, false), ...joined.map((step) => contact(life, step.at, true))];
}
