import type { FlowClock, FlowOwner, Words } from '#contract/flow-document';
import { type FlowPlace, placeAfter, type ReadyFlow, type ReadyState, stateOf } from '#contract/flow-walk';
import { type Move, moves } from '#contract/lifecycle';
import { roles } from '#contract/rights';

/** A step of a real case, and the state it led to in the words of the flow the case went by. */
export interface PastStep {
  seq: number;
  move: Move | 'report';
  local: string;
}

export interface Difference {
  seq: number;
  step: Words;
  was: Words;
  would: Words;
}

export interface Replayed {
  illegal: Difference | null;
  owner: Difference | null;
  due: Difference | null;
}

/** Walks the steps of a case on another flow; of each kind of difference the first is told. Pure. */
export function replayOn(flow: ReadyFlow, own: ReadyFlow, steps: readonly PastStep[]): Replayed {
  const found: Replayed = { illegal: null, owner: null, due: null };
  let place: FlowPlace = { state: flow.start.code, origin: null, handler: null };
  for (const step of steps) {
    const was = own.states.get(step.local);
    const next = step.move === 'report' ? place : nextPlace(flow, place, step.move, was);
    if (!next) {
      found.illegal = differenceOf(step, was?.name ?? unknown, stateOf(flow, place.state).name);
      return found;
    }
    const entered = step.move === 'report' || next.state !== place.state;
    place = next;
    if (was && entered) compare(found, step, was, stateOf(flow, place.state));
  }
  return found;
}

const unknown: Words = { zh: '（未知）', en: '(unknown)' };

function nextPlace(flow: ReadyFlow, place: FlowPlace, move: Move, was: ReadyState | undefined): FlowPlace | null {
  const action = flow.byMove.get(move)?.find(({ from }) => from.has(place.state));
  if (!action) return null;
  if (action.to !== 'asked' && action.to !== 'disputed') return placeAfter(flow, place, action);
  // Where a request or an objection led is known: to where it led then, or nowhere.
  const stays = stateOf(flow, place.state).is === was?.is;
  const there = stays ? undefined : [...flow.states.values()].find(({ is }) => is === was?.is);
  return placeAfter(flow, place, { ...action, to: there?.code ?? 'same' });
}

function compare(found: Replayed, step: PastStep, was: ReadyState, would: ReadyState): void {
  if (!found.owner && ownerKey(was.owner) !== ownerKey(would.owner))
    found.owner = differenceOf(step, ownerWords(was.owner), ownerWords(would.owner));
  if (!found.due && clockKey(was.clock) !== clockKey(would.clock))
    found.due = differenceOf(step, clockWords(was.clock), clockWords(would.clock));
}

function differenceOf({ seq, move }: PastStep, was: Words, would: Words): Difference {
  const step = move === 'report' ? { zh: '上报', en: 'Report' } : { zh: moves[move].zh, en: moves[move].en };
  return { seq, step, was, would };
}

const ownerKey = (owner: FlowOwner) => (typeof owner === 'string' ? owner : `${owner.role} ${owner.level ?? ''}`);
const clockKey = (clock: FlowClock) =>
  clock === null || typeof clock === 'string' ? clock : `${clock.amount} ${clock.unit}`;

const rules: Record<Exclude<FlowOwner, object>, Words> = {
  worker: { zh: '微网格员', en: 'the worker' },
  level: { zh: '上一级', en: 'the next level up' },
  operator: { zh: '指挥室', en: 'the command room' },
  unit: { zh: '责任单位', en: 'the unit' },
  checker: { zh: '核查员', en: 'a checker' },
  reviewer: { zh: '复核岗位', en: 'a reviewer' },
  kept: { zh: '原岗位', en: 'the post before' },
  none: { zh: '无', en: 'nobody' },
};

function ownerWords(owner: FlowOwner): Words {
  if (typeof owner === 'string') return rules[owner];
  const { zh, en } = roles[owner.role];
  return owner.level === undefined
    ? { zh, en }
    : { zh: `${zh}（第 ${owner.level} 级）`, en: `${en} (level ${owner.level})` };
}

const units = {
  urgentHour: { zh: '紧急工作时', en: 'urgent hours' },
  workHour: { zh: '工作时', en: 'working hours' },
  workDay: { zh: '工作日', en: 'working days' },
  naturalDay: { zh: '自然日', en: 'natural days' },
} as const;

function clockWords(clock: FlowClock): Words {
  if (clock === null) return { zh: '无时限', en: 'no limit' };
  if (clock === 'limit') return { zh: '类别时限', en: 'the limit of its class' };
  if (clock === 'until') return { zh: '给定日期', en: 'a date given' };
  const { zh, en } = units[clock.unit];
  return { zh: `${clock.amount} ${zh}`, en: `${clock.amount} ${en}` };
}
