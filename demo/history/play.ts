// Plays a script: finds who acts, what is said and shown, keeps to waking hours where the clock allows.
import { states } from '#contract/lifecycle';
import type { DemoPost, DemoUnit } from '../people.ts';
import { at } from '../random.ts';
import type { RemarkKind } from '../texts/remarks.ts';
import { writeRemark, writeResult } from '../texts.ts';
import { localHour } from './calendar.ts';
import { type Doing, type Life, makeMove, runClocks } from './life.ts';
import { type Actor, personIn, postsAbove, type Who } from './owners.ts';
import { type Beat, handledAt } from './scripts.ts';
import type { Category, StepPhoto } from './world.ts';

const minute = 60_000;

export interface Direction {
  readonly life: Life;
  /** Shrinks the waits of cases that must be over before the world's now. */
  readonly pace: number;
  /** Move to waking hours? Not for the cases that are timed to the minute. */
  readonly humane: boolean;
  /** Which of a scene's pictures this case shows first. */
  readonly variant: number;
  readonly trueCategory: Category;
}

function acting(post: DemoPost, life: Life, not: readonly (string | null)[] = []): Actor | null {
  const account = personIn(post, not, life.rng);
  return account ? { account, post } : null;
}

/** The handler who took the case on stays with it. */
function handlerOf(life: Life): Actor | null {
  const { row, world, steps } = life;
  const unit = world.people.units.find(({ id }) => id === row.unit_id);
  if (!unit) return null;
  const post = world.people.unitPost(unit);
  const before = steps.findLast((step) => step.actorPost === post.id)?.actorAccount;
  const same = post.holders.find((account) => account.id === before);
  return same ? { account: same, post } : acting(post, life);
}

function checkerOf(life: Life): Actor | null {
  const { row, world, area, rng } = life;
  const leader = rng.chance(row.self_handled ? 0.5 : 0.1);
  const posts = [
    ...(leader ? postsAbove(world, area, 'gridLeader') : []),
    ...postsAbove(world, area, 'checker'),
    ...postsAbove(world, area, 'communityStaff'),
  ];
  return firstOf(posts, life, [row.handled_by]);
}

function firstOf(posts: readonly DemoPost[], life: Life, not: readonly (string | null)[]): Actor | null {
  for (const post of posts) {
    const actor = acting(post, life, not);
    if (actor) return actor;
  }
  return null;
}

function officeOf(life: Life): Actor | null {
  const rooms = postsAbove(life.world, life.area, 'operator');
  return firstOf(life.rng.chance(0.2) ? rooms.toReversed() : rooms, life, []);
}

const finders: Record<Exclude<Who, 'resident' | 'system'>, (life: Life) => Actor | null> = {
  owner: (life) => acting(life.world.people.postWithId(life.row.owner_post_id ?? ''), life),
  worker: (life) => {
    const post = at(postsAbove(life.world, life.area, 'microGridWorker'), 0);
    return life.rng.chance(0.85) ? { account: at(post.holders, 0), post } : acting(post, life);
  },
  gridLeader: (life) => firstOf(postsAbove(life.world, life.area, 'gridLeader'), life, []),
  // Who reviews is neither who handled nor who closed.
  community: (life) =>
    firstOf(
      [...postsAbove(life.world, life.area, 'communityStaff'), ...postsAbove(life.world, life.area, 'operator')],
      life,
      [life.row.handled_by, life.row.closed_by],
    ),
  operator: officeOf,
  handler: handlerOf,
  checker: checkerOf,
  supervisor: (life) => firstOf(postsAbove(life.world, life.area, 'supervisor'), life, []),
};

function actorOf(life: Life, who: Who): Doing['actor'] {
  if (who === 'resident' || who === 'system') return who;
  const actor = finders[who](life);
  if (!actor) throw new Error(`nobody can act as ${who} for ${life.row.no}`);
  return actor;
}

function noteOf(beat: Beat, direction: Direction): string | null {
  const { life } = direction;
  if (!beat.note || (beat.quiet && life.rng.chance(0.45))) return null;
  if (beat.note === 'result') return writeResult(life.category.code, life.world.plan.city, life.rng);
  return writeRemark(beat.note, life.rng);
}

/** Pictures of the class's scene that the case does not show yet. */
export function pictures(direction: Direction, side: 'before' | 'after', kind: StepPhoto['kind'], count: number) {
  const { life, variant } = direction;
  const shown = new Set(life.steps.flatMap((step) => step.photos.map((photo) => photo.id)));
  const shelf = life.world.sceneOf(direction.trueCategory.code, side);
  const turned = shelf.map((_, index) => at(shelf, (index + variant) % shelf.length));
  return turned
    .filter((photo) => !shown.has(photo.id))
    .slice(0, count)
    .map(({ id, sha256 }): StepPhoto => ({ id, kind, sha256 }));
}

function photosOf(beat: Beat, direction: Direction): StepPhoto[] {
  const { rng } = direction.life;
  if (beat.move === 'settle' || beat.move === 'handle') {
    // The life cycle asks for at least one; reworked cases may have used the scene's last and show it again.
    const fresh = pictures(direction, 'after', 'after', 1);
    return fresh.length > 0 ? fresh : lastAfter(direction.life);
  }
  if (beat.move === 'pass' && rng.chance(0.25)) return pictures(direction, 'after', 'check', 1);
  return [];
}

function lastAfter(life: Life): StepPhoto[] {
  const photos = life.steps.flatMap((step) => step.photos).filter((photo) => photo.kind === 'after');
  return photos.slice(-1);
}

function unitFor(direction: Direction): DemoUnit {
  const { life, trueCategory } = direction;
  const { people } = life.world;
  const usual = people.unitNamed(trueCategory.department);
  const passedOn = life.steps.some((step) => step.data.unitId === usual.id);
  // Now and then the wrong unit; not among the open cases, of which some are meant for the demo handler.
  const mistaken = direction.humane && life.rng.chance(0.04);
  if (!passedOn && !mistaken) return usual;
  return life.rng.pick(people.units.filter((unit) => unit !== usual));
}

/** The same moment out of the night: staff act between 7 and 21 o'clock. */
function awake(beat: Beat, direction: Direction, time: number): number {
  const hour = localHour(time);
  const asleep = hour < 7 || hour >= 21;
  if (!direction.humane || !asleep || beat.who === 'system' || beat.who === 'resident') return time;
  return time + (((31 - hour) % 24) + direction.life.rng.next() * 2.5) * 60 * minute;
}

/**
 * The moment of a beat: out of the night where the clock and what is still to come until `latest` allow it, and never
 * past an escalating clock.
 */
function momentOf(beat: Beat, direction: Direction, latest: number): number {
  const { life, pace } = direction;
  const time = life.time + Math.max(1000, beat.wait * minute * pace);
  const shifted = awake(beat, direction, time);
  const due = life.row.due_at?.getTime() ?? Number.POSITIVE_INFINITY;
  if (shifted < Math.min(due, latest)) return shifted;
  const rises = states[life.row.state].onClock === 'escalate';
  return rises && !beat.late ? Math.max(life.time + 1000, Math.min(time, due - minute)) : time;
}

/** For each beat the latest moment that leaves room for the beats after it, of which the last may be at `end`. */
function latestMoments(beats: readonly Beat[], pace: number, end: number): number[] {
  const latest: number[] = [];
  let rest = end;
  for (const beat of beats.toReversed()) {
    latest.unshift(rest);
    rest -= Math.max(1000, beat.wait * minute * pace);
  }
  return latest;
}

/** Everything before `until`, and what leads up to the work's end within the total limit. */
function roomFor(direction: Direction, beats: readonly Beat[], until: number): number[] {
  const { life, pace } = direction;
  const inTime = latestMoments(beats.slice(0, handledAt(beats) + 1), pace, life.row.total_due_at.getTime());
  return latestMoments(beats, pace, until).map((moment, index) => Math.min(moment, inTime[index] ?? moment));
}

const opinions: readonly (readonly ['satisfied' | 'fair' | 'dissatisfied', number])[] = [
  ['satisfied', 9690],
  ['fair', 244],
  ['dissatisfied', 66],
];

type Extras = Partial<Pick<Doing, 'unit' | 'until' | 'rating' | 'category' | 'target' | 'area'>>;

function ratingExtras(life: Life): Extras & { note: string | null } {
  const rating = life.rng.weighted(opinions);
  const kind: RemarkKind = rating;
  return { rating, note: life.rng.chance(0.4) ? writeRemark(kind, life.rng) : null };
}

function extrasOf(beat: Beat, next: Beat | undefined, direction: Direction, moment: number): Extras {
  if (beat.move === 'dispatch' || beat.move === 'transfer') return { unit: unitFor(direction) };
  if (beat.move === 'classify') return { category: direction.trueCategory };
  if (beat.move === 'rate') return ratingExtras(direction.life);
  if (beat.move === 'suspend') {
    const pause = (next?.wait ?? 6 * 1440) * minute * direction.pace;
    return { until: new Date(Math.ceil((moment + pause) / 3600_000 + 24) * 3600_000) };
  }
  return {};
}

function fixedFor(beat: Beat, { target, area }: Extras): Extras {
  if (beat.move === 'merge' && target) return { target };
  return beat.move === 'reroute' && area ? { area } : {};
}

const onSiteMoves = new Set(['arrive', 'settle', 'handle', 'begin', 'pass', 'rework']);

/** Plays beats until the script ends or a beat would lie after `until`; then the clocks run up to `until`. */
export function play(direction: Direction, beats: readonly Beat[], until: number, fixed: Extras = {}): void {
  const { life } = direction;
  const latest = roomFor(direction, beats, until);
  for (const [index, beat] of beats.entries()) {
    const moment = momentOf(beat, direction, at(latest, index));
    if (moment > until) break;
    runClocks(life, moment);
    makeMove(life, {
      move: beat.move,
      at: moment,
      actor: actorOf(life, beat.who),
      note: noteOf(beat, direction),
      photos: photosOf(beat, direction),
      onSite: onSiteMoves.has(beat.move) && beat.who !== 'resident',
      ...extrasOf(beat, beats[index + 1], direction, moment),
      ...fixedFor(beat, fixed),
    });
  }
  runClocks(life, until);
}
