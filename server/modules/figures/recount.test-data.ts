import { type Measure, noSums, type Sums } from '#contract/figure-measures';
import type { Db } from '#kernel/database';

interface RawStep {
  at: Date;
  move: string;
  actor_post: string | null;
  data: { unitId?: string; rating?: string };
}
/** A case with its steps as they stand, and nothing derived. */
export interface Recounted {
  areaPath: string;
  category: string | null;
  source: string;
  unit: string | null;
  reportedAt: Date;
  limit: Date | null;
  steps: RawStep[];
  units: ReadonlyMap<string, string | null>;
}
export interface Cut {
  split: 'unit' | 'major' | 'minor' | 'source' | 'hour';
  value: string;
}

export async function readHistory(db: Db, district: number): Promise<Recounted[]> {
  const cases = await db.selectFrom('cases').selectAll().where('district_id', '=', district).execute();
  const steps = await db
    .selectFrom('case_steps')
    .select(['case_id', 'at', 'move', 'actor_post', 'data'])
    .where('district_id', '=', district)
    .orderBy('seq')
    .execute();
  const posts = await db.selectFrom('posts').select(['id', 'unit_id']).where('district_id', '=', district).execute();
  const units = new Map(posts.map((post) => [post.id, post.unit_id]));
  const byCase = Map.groupBy(steps, (step) => step.case_id);
  return cases.map((one) => ({
    areaPath: one.area_path,
    category: one.category_code,
    source: one.source,
    unit: one.unit_id,
    reportedAt: one.reported_at,
    limit: one.total_due_at,
    steps: (byCase.get(one.id) ?? []) as unknown as RawStep[],
    units,
  }));
}

const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
const dayOr = (at: Date | null) => (at ? dayOf(at) : null);
const takesUp = ['accept', 'reject', 'arrive', 'settle', 'whistle', 'reroute', 'dispatch', 'ask', 'suspend', 'merge'];

interface Walked {
  response: 'inTime' | 'late' | null;
  ending: 'closed' | 'rejected' | 'merged' | null;
  hold: 'waiting' | 'suspended' | null;
  first: RawStep | null;
  doneAt: Date | null;
  closedAt: Date | null;
  onSpot: boolean;
  rating: string | null;
  reworked: boolean;
  contested: boolean;
  again: boolean;
  undoneBy: { doneAt: Date | null; onSpot: boolean };
}

function notDone(w: Walked): void {
  w.undoneBy = { doneAt: w.doneAt, onSpot: w.onSpot };
  w.doneAt = null;
  w.onSpot = false;
  w.again = true;
}

function reopened(w: Walked): void {
  notDone(w);
  w.ending = null;
  w.closedAt = null;
}

function ended(w: Walked, { at }: RawStep): void {
  w.ending = w.first ? 'closed' : 'rejected';
  w.closedAt ??= at;
}

const done = (w: Walked, step: RawStep) => {
  w.first ??= step;
  w.doneAt = step.at;
  w.onSpot = step.move === 'settle';
};
const goesOn = (w: Walked) => {
  w.hold = null;
};
const lapses = (w: Walked) => {
  w.response ??= 'late';
};
const does: Record<string, (w: Walked, step: RawStep) => void> = {
  escalate: lapses,
  remind: lapses,
  ask: (w) => {
    w.hold = 'waiting';
  },
  suspend: (w) => {
    w.hold = 'suspended';
  },
  resume: goesOn,
  wake: goesOn,
  answer: goesOn,
  settle: done,
  handle: done,
  return: (w) => {
    w.again = true;
  },
  rework: (w) => {
    w.reworked = true;
    notDone(w);
  },
  contest: (w) => {
    w.contested ||= w.first !== null;
    reopened(w);
  },
  reopen: reopened,
  uphold: (w, step) => {
    Object.assign(w, w.undoneBy);
    ended(w, step);
  },
  rate: (w, step) => {
    w.rating = step.data.rating ?? null;
    ended(w, step);
  },
  close: ended,
  reject: (w) => {
    w.ending = 'rejected';
  },
  merge: (w) => {
    w.ending = 'merged';
  },
  split: (w) => {
    w.ending = null;
  },
};

/** Walks through the moves one by one, as a person would with the file in hand. */
function walk({ steps, reportedAt, limit }: Recounted) {
  const w: Walked = {
    response: null,
    ending: null,
    hold: null,
    first: null,
    doneAt: null,
    closedAt: null,
    onSpot: false,
    rating: null,
    reworked: false,
    contested: false,
    again: false,
    undoneBy: { doneAt: null, onSpot: false },
  };
  for (const [n, step] of steps.entries()) {
    if (takesUp.includes(step.move) && steps[n + 1]?.move !== 'undo') w.response ??= 'inTime';
    does[step.move]?.(w, step);
  }
  const end = w.doneAt ?? w.closedAt;
  const minutes = end ? Math.max(0, Math.floor((end.getTime() - reportedAt.getTime()) / 60_000)) : 0;
  const onTime = limit !== null && w.doneAt !== null && w.doneAt <= limit;
  return { ...w, hold: w.ending ? null : w.hold, onTime, minutes, valid: w.ending === null || w.ending === 'closed' };
}

interface Count {
  day: string | null;
  unit: string | null;
  hour?: boolean;
  of: Partial<Record<Measure, boolean | number>>;
}

/** The definitions once more, by hand, over every case: slow and plain. */
export function recount(
  all: readonly Recounted[],
  { from, to }: { from: string; to: string },
  dueTo: string,
  cut?: Cut,
): Sums {
  const sums = noSums();
  for (const one of all) {
    for (const { day, unit, hour = false, of } of [...countsOf(one, dueTo), ...dispatchesOf(one)]) {
      if (day === null || day < from || day > to || !fits(one, unit, hour, cut)) continue;
      for (const [name, n] of Object.entries(of)) sums[name as Measure] += Number(n);
    }
  }
  return sums;
}

function countsOf(one: Recounted, dueTo: string): Count[] {
  const w = walk(one);
  const { valid } = w;
  const due = dayOr(one.limit);
  const firstUnit = one.units.get(w.first?.actor_post ?? '') ?? null;
  const closed = w.ending === 'closed' ? dayOr(w.closedAt) : null;
  return [
    { day: dayOf(one.reportedAt), unit: one.unit, hour: true, of: reportCounts(one.source === 'worker', w) },
    { day: due && due <= dueTo ? due : null, unit: one.unit, of: dueCounts(w) },
    {
      day: dayOr(w.first?.at ?? null),
      unit: firstUnit,
      of: {
        done: valid,
        doneVoid: !valid,
        reworked: valid && w.reworked,
        contested: valid && w.contested,
        ...(valid && one.source !== 'worker' ? voiceCounts(w) : {}),
      },
    },
    { day: closed, unit: one.unit, of: { closed: true, closedFirstTime: !w.again, handleMinutes: w.minutes } },
  ];
}

function voiceCounts({ rating, contested }: Walked): Count['of'] {
  const said = rating !== null || contested;
  return {
    answered: said,
    solved: said && !contested,
    unanswered: !said,
    rated: rating !== null,
    satisfied: rating === 'satisfied',
    unrated: rating === null,
  };
}

function dueCounts(w: ReturnType<typeof walk>): Count['of'] {
  const due = w.valid && w.hold === null;
  return {
    due,
    onTime: due && w.onTime,
    dueClosed: due && w.ending === 'closed',
    dueOpenLate: due && w.ending === null && !w.onTime,
    dueSuspended: w.hold === 'suspended',
    dueWaiting: w.hold === 'waiting',
    dueRejected: w.ending === 'rejected',
    dueMerged: w.ending === 'merged',
  };
}

function reportCounts(worker: boolean, { valid, ending, onSpot, response }: ReturnType<typeof walk>): Count['of'] {
  return {
    reported: true,
    valid,
    rejected: ending === 'rejected',
    merged: ending === 'merged',
    selfHandled: valid && onSpot,
    ...(worker
      ? { found: true, foundValid: valid, foundSelfHandled: valid && onSpot }
      : {
          appeals: valid && response !== null,
          responded: valid && response === 'inTime',
          responsePending: valid && response === null,
          appealsRejected: ending === 'rejected',
          appealsMerged: ending === 'merged',
        }),
  };
}

function dispatchesOf({ steps }: Recounted): Count[] {
  return steps.flatMap((step, n) => {
    if (step.move !== 'dispatch' && step.move !== 'transfer') return [];
    const undone = steps[n + 1]?.move === 'undo';
    const next = steps.slice(n + 1).find(({ move }) => ['dispatch', 'transfer', 'return'].includes(move))?.move;
    const returned = !undone && next === 'return';
    const redirected = !undone && next === 'transfer';
    const accurate = !undone && !returned && !redirected;
    const of = { dispatched: !undone, dispatchUndone: undone, returned, redirected, accurate };
    return [{ day: dayOf(step.at), unit: step.data.unitId ?? null, of }];
  });
}

function fits(one: Recounted, unit: string | null, hour: boolean, cut: Cut | undefined): boolean {
  if (!cut) return true;
  const { split, value } = cut;
  if (split === 'unit') return (unit ?? '') === value;
  if (split === 'source') return one.source === value;
  if (split === 'hour') return hour && String((one.reportedAt.getUTCHours() + 8) % 24) === value;
  return (split === 'major' ? (one.category ?? '').slice(0, 2) : (one.category ?? '')) === value;
}
