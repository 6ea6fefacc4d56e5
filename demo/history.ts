// A year of cases, one after the other in the order in which they were reported.
import type { Source } from '#contract/cases';
import { mustCheck, shanghaiDay } from '#modules/cases';
import { makeAlmanac, reportTimes } from './history/calendar.ts';
import type { Life } from './history/life.ts';
import { openNow } from './history/open-now.ts';
import { ownerFor } from './history/owners.ts';
import { type Direction, pictures, play } from './history/play.ts';
import { contactsOf, fileReport, firstRow } from './history/report.ts';
import { type Beat, wholeScript } from './history/scripts.ts';
import { chooseHotSpots, type Making, openSubject, outlook, type Subject, subjectOf } from './history/subjects.ts';
import type { Category, DemoCase, World } from './history/world.ts';
import type { Random } from './random.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

export interface HistoryPlan {
  readonly cases: number;
  readonly open: number;
}

const sources: readonly (readonly [Source, number])[] = [
  ['resident', 56],
  ['worker', 24],
  ['operator', 6],
  ['hotline', 9],
  ['platform', 5],
];

function startMaking(world: World, rng: Random): Making {
  const residential = world.addresses.filter(({ area }) => area === world.home);
  return {
    world,
    rng,
    almanac: makeAlmanac(world.now, rng.fork('almanac')),
    hotSpots: chooseHotSpots(world, rng),
    homeAddresses: residential.length > 0 ? residential : world.addresses.slice(0, 1),
    last: new Map(),
    counters: new Map(),
    weights: new Map(),
  };
}

/** What it was first taken for: now and then another class of the same major, which somebody corrects. */
function firstGuess(making: Making, category: Category, corrected: boolean): Category {
  if (!corrected) return category;
  const others = [...making.world.categories.values()].filter(
    ({ code, majorCode }) => majorCode === category.majorCode && code !== category.code,
  );
  return others.length > 0 ? making.rng.pick(others) : category;
}

/** Now and then a badly placed report arrives in a neighbouring micro-grid first, whose worker sends it on. */
function misplace(making: Making, life: Life): readonly Beat[] {
  const { world, rng } = making;
  if (!rng.chance(0.007)) return [];
  const leaves = world.places.levels.at(-1) ?? [];
  const wrong = leaves.find((leaf) => leaf.parent === life.area.parent && leaf !== life.area);
  if (!wrong) return [];
  const owner = ownerFor(world, 'worker', { area: wrong, unitId: null, belowLevel: leaves.length, not: [] });
  const { id: area_id, path: area_path, fullName: area_name } = wrong;
  Object.assign(life.row, { area_id, area_path, area_name, owner_post_id: owner.id });
  life.area = wrong;
  return [{ move: 'reroute', wait: rng.int(4, 70), who: 'worker', note: 'reroute' }];
}

/** Is the last report from here still open some hours after this one comes in? Then it is the same thing. */
function mergeTarget(making: Making, subject: Subject): string | null {
  const before = making.last.get(subject.address.id);
  if (!before || before.state === 'merged') return null;
  const later = subject.time + 4 * 60 * minute;
  const young = subject.time - before.reported_at.getTime() < 20 * day;
  const open = before.closed_at === null ? before.open : before.closed_at.getTime() > later;
  return young && open ? before.id : null;
}

function withMerge(making: Making, script: readonly Beat[], target: string | null): readonly Beat[] {
  if (!target || !making.rng.chance(0.25)) return script;
  const accept: Beat = { move: 'accept', wait: making.rng.int(3, 60), who: 'worker', note: 'accept' };
  return [accept, { move: 'merge', wait: making.rng.int(5, 60), who: 'operator', note: 'merge' }];
}

const waitsOf = (script: readonly Beat[]) => script.reduce((sum, beat) => sum + beat.wait * minute, 0);

/** Has it time enough for the nights it waits out, and for the seven days after which the clock closes it? */
function isOld(script: readonly Beat[], subject: Subject, now: number): boolean {
  return now - subject.time > waitsOf(script) * 1.6 + 20 * day;
}

/** Young cases are rated at once, since the seven days after which the clock closes them are not over yet. */
function concluded(script: readonly Beat[], subject: Subject, now: number): readonly Beat[] {
  const last = script.at(-1)?.move;
  const final = last === 'rate' || last === 'reject' || last === 'merge';
  return final || isOld(script, subject, now) ? script : [...script, { move: 'rate', wait: 200, who: 'resident' }];
}

/** Waits shrink so that every case that is not meant to be open is over a quarter of an hour before now. */
function paceOf(script: readonly Beat[], subject: Subject, now: number): number {
  const room = now - 15 * minute - subject.time;
  return Math.min(1, room / (waitsOf(script) + script.length * minute));
}

function livePast(making: Making, subject: Subject, life: Life, source: Source): void {
  const { world } = making;
  const check = mustCheck(life.row.id, subject.category.risk, false);
  const prospect = outlook(making, subject.category, source, check);
  const target = mergeTarget(making, subject);
  const own = concluded(withMerge(making, wholeScript(prospect), target), subject, world.now);
  const script = [...misplace(making, life), ...own];
  const pace = paceOf(script, subject, world.now);
  const corrected = script.some((beat) => beat.move === 'classify');
  const guess = firstGuess(making, subject.category, corrected);
  life.category = guess;
  Object.assign(life.row, {
    category_code: guess.code,
    category_name: guess.name,
    risk: guess.risk,
    level: guess.level,
  });
  const direction = directing(making, subject, life, pace);
  fileReport(life, source, reportPhotos(direction, source));
  play(direction, script, world.now, { area: subject.address.area, ...(target ? { target } : {}) });
}

function directing(making: Making, subject: Subject, life: Life, pace: number): Direction {
  return {
    life,
    pace,
    humane: subject.script === null,
    variant: making.rng.int(0, 2),
    trueCategory: subject.category,
  };
}

function reportPhotos(direction: Direction, source: Source) {
  const { rng } = direction.life;
  const most = source === 'resident' || source === 'worker' ? 0.78 : 0.3;
  return rng.chance(most) ? pictures(direction, 'before', 'before', rng.chance(0.25) ? 2 : 1) : [];
}

function liveOn(making: Making, subject: Subject): DemoCase {
  const { world, rng } = making;
  const source: Source = subject.script ? rng.pick(['resident', 'resident', 'worker']) : rng.weighted(sources);
  const row = firstRow(making, subject, source, subject.category);
  const life: Life = {
    world,
    rng,
    row,
    steps: [],
    area: subject.address.area,
    category: subject.category,
    time: subject.time,
  };
  if (subject.script) {
    const direction = directing(making, subject, life, 1);
    fileReport(life, source, reportPhotos(direction, source));
    play(direction, subject.script, world.now);
  } else {
    livePast(making, subject, life, source);
  }
  making.last.set(subject.address.id, row);
  return { row, steps: life.steps, contacts: contactsOf(life) };
}

/** Cases that share one stream of chance. A longer year is made in parts, which can be made apart: by several threads. */
const partSize = 20_000;

export const partsOf = ({ cases }: { readonly cases: number }, size = partSize): number =>
  Math.max(1, Math.ceil(cases / size));

export interface Year {
  readonly making: Making;
  /** In order; of what is open now the subject is settled before anything else. */
  readonly reports: readonly { readonly time: number; readonly open: Subject | null }[];
  /** Of a part. */
  readonly size: number;
}

/** When something is reported in the year, and what is still open now. */
export function planYear(world: World, plan: HistoryPlan, rng: Random, size = partSize): Year {
  const making = startMaking(world, rng);
  const present = openNow(Math.min(plan.open, plan.cases)).map((open) => openSubject(making, open));
  const past = reportTimes(making.almanac, plan.cases - present.length, world.now - 100 * minute, rng);
  const reports = [
    ...past.map((time) => ({ time, open: null })),
    ...present.map((open) => ({ time: open.time, open })),
  ].sort((one, two) => one.time - two.time);
  return { making, reports, size };
}

/** Goes on with the numbers of its first day; a report is never merged into a case of another part. */
function makingOf({ making, reports, size }: Year, part: number): Making {
  const first = part * size;
  const [begin] = reports.slice(first, first + 1);
  if (part === 0 || !begin) return making;
  const today = shanghaiDay(new Date(begin.time));
  let before = first;
  while (before > 0 && shanghaiDay(new Date(reports[before - 1]?.time ?? 0)) === today) before -= 1;
  const counters = new Map([[today, first - before]]);
  return { ...making, rng: making.rng.fork(`part/${part}`), last: new Map(), counters };
}

/** The histories of one part of the year, every one legal by the life cycle's table. */
export function* makePart(year: Year, part: number): Generator<DemoCase> {
  const making = makingOf(year, part);
  for (const { time, open } of year.reports.slice(part * year.size, (part + 1) * year.size)) {
    yield liveOn(making, open ?? subjectOf(making, time));
  }
}

/** The histories of a year, `plan.open` of them still open now. */
export function* makeHistories(world: World, plan: HistoryPlan, rng: Random, size = partSize): Generator<DemoCase> {
  const year = planYear(world, plan, rng, size);
  for (let part = 0; part < partsOf(plan, size); part++) yield* makePart(year, part);
}
