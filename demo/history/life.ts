// Lives one case by the table of contract/lifecycle.ts: a move that the table forbids is a fault of the script, and
// every clock that runs out on the way makes its own move, as the server's job would.
import { coreFlow, stateOf } from '#contract/flow-walk';
import { type Move, type MoveRule, moves, type State, type StateRule, states } from '#contract/lifecycle';
import { heldClocks, remindedClock, resumedClocks, startedClock, totalColumns } from '#modules/cases';
import { defaultThresholds, defaultTimes } from '#modules/deadlines';
import type { DemoUnit } from '../people.ts';
import type { DemoArea } from '../places/areas.ts';
import type { Random } from '../random.ts';
import { type Actor, ownerFor } from './owners.ts';
import { writeStep } from './steps.ts';
import type { CaseColumns, Category, StepColumns, StepPhoto, World } from './world.ts';

export interface Life {
  readonly world: World;
  readonly rng: Random;
  readonly row: CaseColumns;
  readonly steps: StepColumns[];
  area: DemoArea;
  category: Category;
  /** Time of the last step. */
  time: number;
}

export interface Doing {
  readonly move: Move;
  readonly at: number;
  readonly actor: Actor | 'resident' | 'system';
  readonly note?: string | null;
  readonly photos?: readonly StepPhoto[];
  readonly unit?: DemoUnit;
  readonly area?: DemoArea;
  readonly target?: string;
  readonly until?: Date;
  readonly rating?: CaseColumns['rating'];
  readonly category?: Category;
  /** Did the actor stand there? */
  readonly onSite?: boolean;
}

/** The demo's districts keep the statutory calendar. */
export const demoTimes = { calendar: defaultTimes, thresholds: defaultThresholds };

const limitOf = (category: Category) => ({ amount: category.limitAmount, unit: category.limitUnit });
const interludes: readonly State[] = ['waiting', 'suspended', 'merged'];

function destination(row: CaseColumns, rule: MoveRule): State {
  if (rule.to === 'same') return row.state;
  if (rule.to === 'origin') return row.origin_state ?? 'reported';
  if (rule.to === 'handler') return row.handler_state ?? 'accepted';
  // What hangs on a request or an objection is not part of the demo's lives.
  return rule.to === 'asked' || rule.to === 'disputed' ? row.state : rule.to;
}

function ownerAfter(life: Life, doing: Doing, to: State): { id: string | null; level: number | null } {
  const { row, world } = life;
  const rule: StateRule = states[to];
  const kept = { id: row.owner_post_id, level: row.whistle_level };
  if (moves[doing.move].to === 'same' || rule.owner === 'kept' || rule.owner === 'none') return kept;
  const actor = typeof doing.actor === 'string' ? null : doing.actor.account.id;
  const not = { checker: [actor ?? row.handled_by], reviewer: [row.handled_by, row.closed_by] };
  const post = ownerFor(world, rule.owner, {
    area: doing.area ?? life.area,
    unitId: doing.unit?.id ?? row.unit_id,
    belowLevel: row.whistle_level ?? world.places.levels.length - 1,
    not: rule.owner === 'checker' || rule.owner === 'reviewer' ? not[rule.owner] : [],
  });
  return { id: post.id, level: post.area?.level ?? null };
}

function enter(life: Life, doing: Doing, to: State, owner: string | null, now: Date): void {
  const { row } = life;
  const rule: StateRule = states[to];
  const open = rule.kind === 'open' || rule.kind === 'waiting';
  const back = interludes.includes(row.state);
  const { due_at: dueAt, clock, total_clock: totalClock } = row;
  const held = rule.kind === 'waiting' ? heldClocks(demoTimes, { dueAt, clock, totalClock }, now) : null;
  Object.assign(
    row,
    startedClock(demoTimes, stateOf(coreFlow, to).clock, now, limitOf(life.category), doing.until ?? null),
  );
  if (back && row.held) Object.assign(row, resumedClocks(demoTimes, row.held, now));
  const from = row.state;
  row.state = to;
  row.state_since = now;
  row.origin_state = back ? null : from;
  row.held = held;
  row.overdue_since = null;
  row.open = open;
  row.owner_post_id = open ? owner : null;
}

function close(row: CaseColumns, now: Date): void {
  row.closed_at = now;
  row.first_closed_at ??= now;
}

type Effect = (life: Life, doing: Doing, now: Date, before: { state: State; level: number | null }) => void;

const handled =
  (self: boolean): Effect =>
  ({ row }, doing, now, before) => {
    row.handled_by = typeof doing.actor === 'string' ? null : doing.actor.account.id;
    row.handled_at = now;
    row.handler_state = before.state;
    row.self_handled = self;
  };
const toUnit: Effect = ({ row }, { unit }) => {
  row.unit_id = unit?.id ?? null;
};
const whistling: Effect = ({ row }, _doing, _now, { level }) => {
  row.whistle_level = level;
};

/** What a move changes beyond the state itself; the same as in server/modules/cases/enter-state.ts. */
const effects: Partial<Record<Move, Effect>> = {
  whistle: whistling,
  escalate: whistling,
  dispatch: toUnit,
  transfer: toUnit,
  settle: handled(true),
  handle: handled(false),
  return: ({ row }) => {
    row.returns += 1;
    row.unit_id = null;
  },
  reroute: (life, { area }) => {
    if (!area) return;
    life.area = area;
    Object.assign(life.row, { area_id: area.id, area_path: area.path, area_name: area.fullName, whistle_level: null });
  },
  rework: ({ row }) => {
    row.reworks += 1;
    row.handled_at = null;
  },
  pass: ({ row }, { actor }, now) => {
    row.checked_at = now;
    row.closed_by = typeof actor === 'string' ? null : actor.account.id;
  },
  waive: ({ row }, _doing, now) => {
    row.checked_at = now;
    row.closed_by = row.handled_by;
  },
  rate: ({ row }, { rating }, now, { state }) => {
    if (state !== 'closed') close(row, now);
    row.rating = rating ?? null;
  },
  close: ({ row }, _doing, now) => close(row, now),
  uphold: ({ row }, _doing, now) => close(row, now),
  reject: ({ row }, { actor }, now) => {
    close(row, now);
    row.closed_by = typeof actor === 'string' ? null : actor.account.id;
  },
  contest: ({ row }) => {
    row.closed_at = null;
    row.reopens += 1;
  },
  reopen: ({ row }) => {
    row.closed_at = null;
    row.archived_at = null;
    row.unit_id = null;
  },
  merge: ({ row }, { target }, now) => {
    row.merged_into = target ?? null;
    row.closed_at = now;
  },
  archive: ({ row }, _doing, now) => {
    row.archived_at = now;
  },
  remind: ({ row }, _doing, now) => {
    row.overdue_since ??= now;
    Object.assign(row, remindedClock(demoTimes, now, row.clock));
  },
  classify: (life, { category }) => {
    if (!category) return;
    life.category = category;
    const { code, name, risk, level } = category;
    Object.assign(life.row, { category_code: code, category_name: name, risk, level });
    Object.assign(life.row, totalColumns(demoTimes, life.row.reported_at, limitOf(category)));
  },
  join: ({ row }) => {
    row.me_too += 1;
  },
};

function dataOf(life: Life, doing: Doing, owner: string | null): Record<string, unknown> {
  const { row } = life;
  const undoable = (moves[doing.move] as MoveRule).undoable === true;
  const data: Record<string, unknown> = {};
  const put = (name: string, value: unknown) => {
    if (value !== undefined && value !== null) data[name] = value;
  };
  put('unitId', doing.unit?.id);
  put('areaId', doing.area?.id);
  put('areaName', doing.area?.fullName);
  put('targetId', doing.target);
  put('until', doing.until?.toISOString());
  put('rating', doing.rating);
  put('categoryCode', doing.category?.code);
  if (doing.move !== 'join') put('ownerPostId', owner);
  if (undoable)
    data.before = {
      whistleLevel: row.whistle_level,
      unitId: row.unit_id,
      dueAt: row.due_at?.toISOString() ?? null,
      ownerPostId: row.owner_post_id,
    };
  return data;
}

/** Makes one move now; throws where the life cycle does not allow it. */
export function makeMove(life: Life, doing: Doing): void {
  const { row } = life;
  const rule: MoveRule = moves[doing.move];
  if (!rule.from.includes(row.state)) throw new Error(`${doing.move} is not legal from ${row.state} (${row.no})`);
  const now = new Date(doing.at);
  const to = destination(row, rule);
  const before = { state: row.state, level: row.whistle_level };
  const owner = ownerAfter(life, doing, to);
  const data = dataOf(life, doing, owner.id);
  const renewed = doing.move === 'whistle' || doing.move === 'escalate' || doing.move === 'transfer';
  if (to !== row.state || renewed) enter(life, doing, to, owner.id, now);
  effects[doing.move]?.(life, doing, now, { ...before, level: owner.level });
  writeStep(life, doing.move, now, { ...doing, data, internal: rule.note === 'internal' });
}

/** Lets the clocks run until `time`: escalations, reminders, closing and archiving that fall due before. */
export function runClocks(life: Life, time: number): void {
  for (;;) {
    const { row } = life;
    const rule: StateRule = states[row.state];
    if (!rule.onClock || !row.due_at || row.due_at.getTime() >= time) return;
    const top = rule.onClock === 'escalate' && row.whistle_level === 0;
    makeMove(life, { move: top ? 'remind' : rule.onClock, at: row.due_at.getTime(), actor: 'system' });
  }
}
