import {
  contestDays,
  type Move,
  type MoveRule,
  moves,
  type Need,
  type State,
  states,
  undoSeconds,
} from '#contract/lifecycle';
import type { RefusalCode } from '#contract/refusals';
import type { Right } from '#contract/rights';
import { type Actor, type ActorPost, postFor } from '#kernel/actor';
import { refuse } from '#kernel/refuse';
import type { CaseRecord } from './case-record.ts';

/** Who moves: staff by a post, a reporter by a token, or the system's clocks and rules. */
export type Mover = { kind: 'staff'; actor: Actor } | { kind: 'resident' } | { kind: 'system' };

export interface MoveAsk {
  move: Move;
  seq?: number | undefined;
  note?: string | undefined;
  photoKinds: readonly string[];
  unitId?: string | undefined;
  areaId?: string | undefined;
  targetId?: string | undefined;
  until?: Date | undefined;
  categoryCode?: string | undefined;
  rating?: string | undefined;
}

export interface Decision {
  to: State;
  /** The post by which a member of staff acts. */
  post: ActorPost | null;
}

/** May this mover make this move on this case now? Pure; refuses with the reason, else says where it leads. */
export function decideMove(current: CaseRecord, ask: MoveAsk, mover: Mover, now: Date): Decision {
  const rule: MoveRule = moves[ask.move];
  if (ask.seq !== undefined && ask.seq !== current.seq) movedOn(current);
  const post = decideRight(current, rule, ask.move, mover);
  if (!rule.from.includes(current.state)) notFromHere(current, ask.move);
  const missing = rule.needs.find((need) => !needs[need].met({ current, ask, mover, now }));
  if (missing) refuse(needs[missing].refusal);
  if (ask.move === 'contest') checkContestWindow(current, now);
  if (ask.move === 'undo') checkUndo(current, mover, now);
  checkCategory(current, ask.move);
  return { to: destination(current, rule), post };
}

/** Moves that this mover may make now, leaving aside what the form will bring. */
export function movesFor(current: CaseRecord, mover: Mover, now: Date): Move[] {
  return (Object.keys(moves) as Move[]).filter((move) => {
    const rule: MoveRule = moves[move];
    return (
      rule.from.includes(current.state) && holds(current, rule, mover) && isPossible(current, move, rule, mover, now)
    );
  });
}

/** What no form can mend: the wrong person, or too late. */
function isPossible(current: CaseRecord, move: Move, rule: MoveRule, mover: Mover, now: Date): boolean {
  if (rule.needs.includes('other-person') && isHandler(current, mover)) return false;
  if (rule.needs.includes('not-closer') && isCloser(current, mover)) return false;
  if (move === 'contest') return withinContest(current, now);
  return move !== 'undo' || mayUndo(current, mover, now);
}

function holds(current: CaseRecord, rule: MoveRule, mover: Mover): boolean {
  if (rule.by === 'resident' || rule.by === 'system') return mover.kind === rule.by;
  return mover.kind === 'staff' && postFor(mover.actor, rule.by, current) !== null;
}

function decideRight(current: CaseRecord, rule: MoveRule, move: Move, mover: Mover): ActorPost | null {
  if (!holds(current, rule, mover))
    return mover.kind === 'staff' ? refuse('right.missing') : notFromHere(current, move);
  return mover.kind === 'staff' ? postFor(mover.actor, rule.by as Right, current) : null;
}

function destination(current: CaseRecord, rule: MoveRule): State {
  if (rule.to === 'same') return current.state;
  if (rule.to === 'origin') return current.originState ?? 'reported';
  if (rule.to === 'handler') return current.handlerState ?? 'accepted';
  return rule.to;
}

interface NeedContext {
  current: CaseRecord;
  ask: MoveAsk;
  mover: Mover;
  now: Date;
}

/** Each need: is it met, and the refusal when it is not. */
const needs: Record<Need, { met(context: NeedContext): boolean; refusal: RefusalCode }> = {
  note: { met: ({ ask }) => Boolean(ask.note?.trim()), refusal: 'case.needs-note' },
  'after-photo': { met: ({ ask }) => ask.photoKinds.includes('after'), refusal: 'case.needs-after-photo' },
  unit: { met: ({ ask }) => Boolean(ask.unitId), refusal: 'case.needs-unit' },
  area: { met: ({ ask }) => Boolean(ask.areaId), refusal: 'case.needs-area' },
  category: { met: ({ ask }) => Boolean(ask.categoryCode), refusal: 'case.needs-category' },
  rating: { met: ({ ask }) => Boolean(ask.rating), refusal: 'case.needs-rating' },
  target: {
    met: ({ ask, current }) => Boolean(ask.targetId) && ask.targetId !== current.id,
    refusal: 'case.needs-target',
  },
  until: { met: ({ ask, now }) => isSensibleUntil(ask.until, now), refusal: 'case.needs-until' },
  'other-person': { met: ({ current, mover }) => !isHandler(current, mover), refusal: 'case.same-person' },
  'not-closer': { met: ({ current, mover }) => !isCloser(current, mover), refusal: 'case.same-closer' },
};

function isSensibleUntil(until: Date | undefined, now: Date): boolean {
  if (!until) return false;
  const ahead = until.getTime() - now.getTime();
  return ahead > 0 && ahead <= 180 * 24 * 3600_000;
}

/** Without a class, or under 其他 (other), nothing is settled or handled: figures by class would mean nothing. */
function checkCategory(current: CaseRecord, move: Move): void {
  if (move !== 'settle' && move !== 'handle') return;
  if (!current.categoryCode || current.categoryCode.startsWith('99')) refuse('case.needs-category');
}

export function isHandler(current: CaseRecord, mover: Mover): boolean {
  return mover.kind === 'staff' && mover.actor.accountId === current.handledBy;
}
function isCloser(current: CaseRecord, mover: Mover): boolean {
  return mover.kind === 'staff' && [current.closedBy, current.handledBy].includes(mover.actor.accountId);
}

function withinContest(current: CaseRecord, now: Date): boolean {
  const since = current.closedAt ?? current.checkedAt ?? current.stateSince;
  return now.getTime() - since.getTime() <= contestDays * 24 * 3600_000;
}
function checkContestWindow(current: CaseRecord, now: Date): void {
  if (!withinContest(current, now)) refuse('case.contest-too-late', { days: contestDays });
}

function mayUndo(current: CaseRecord, mover: Mover, now: Date): boolean {
  const last = current.lastStep;
  if (!last || mover.kind !== 'staff' || last.actorAccount !== mover.actor.accountId) return false;
  const rule: MoveRule | undefined = moves[last.move as Move];
  return rule?.undoable === true && now.getTime() - last.at.getTime() <= undoSeconds * 1000;
}
function checkUndo(current: CaseRecord, mover: Mover, now: Date): void {
  if (!mayUndo(current, mover, now)) refuse('case.undo-too-late');
}

function stateText(state: State): { 'state:zh': string; 'state:en': string } {
  return { 'state:zh': states[state].zh, 'state:en': states[state].en };
}
function movedOn(current: CaseRecord): never {
  return refuse('case.moved-on', stateText(current.state), { state: current.state, seq: current.seq });
}
function notFromHere(current: CaseRecord, move: Move): never {
  const named = { 'move:zh': moves[move].zh, 'move:en': moves[move].en };
  return refuse(
    'case.not-from-here',
    { ...stateText(current.state), ...named },
    { state: current.state, seq: current.seq },
  );
}
