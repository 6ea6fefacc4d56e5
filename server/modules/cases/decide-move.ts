import type { PartFields, PartRules } from '#contract/case-parts';
import { coreFlow, type ReadyAction, type ReadyFlow, type ReadyState, stateOf, targetOf } from '#contract/flow-walk';
import { type Move, type MoveRule, moves, type Need, type State, undoSeconds } from '#contract/lifecycle';
import type { RefusalCode } from '#contract/refusals';
import { type Actor, type ActorPost, postAmong } from '#kernel/actor';
import { refuse } from '#kernel/refuse';
import { type CaseRecord, placeOf } from './case-record.ts';
import { checkForm } from './flow-form.ts';
import { pendingRequest } from './parts/case-parts.ts';
import { type NeedContext, partNeeds, stands } from './parts/part-needs.ts';
import { defaultRules } from './parts/part-rules.ts';

/** Who moves: staff by a post, a reporter by a token, or the system's clocks and rules. */
export type Mover = { kind: 'staff'; actor: Actor } | { kind: 'resident' } | { kind: 'system' };

export interface MoveAsk extends PartFields {
  move: Move;
  /** Of the flow, where it has several that make this move. */
  action?: string | undefined;
  seq?: number | undefined;
  note?: string | undefined;
  photoKinds: readonly string[];
  unitId?: string | undefined;
  areaId?: string | undefined;
  targetId?: string | undefined;
  until?: Date | undefined;
  categoryCode?: string | undefined;
  rating?: string | undefined;
  fields?: Readonly<Record<string, string>> | undefined;
}

export interface Decision {
  to: State;
  /** The same in the words of the flow. */
  target: ReadyState;
  action: ReadyAction;
  /** The post by which a member of staff acts. */
  post: ActorPost | null;
}

/** May this mover make this move on this case now? Pure; refuses with the reason, else says where it leads. */
export function decideMove(
  current: CaseRecord,
  ask: MoveAsk,
  mover: Mover,
  now: Date,
  flow: ReadyFlow = coreFlow,
  rules: PartRules = defaultRules,
): Decision {
  if (ask.seq !== undefined && ask.seq !== current.seq) movedOn(current, flow);
  const { action: written, post } = decideAction(current, ask, mover, flow);
  const action = { ...written, to: leadsNow(current, written.to, flow) };
  const missing = action.needs.find((need) => !needs[need].met({ current, ask, mover, now, rules }));
  if (missing) refuse(needs[missing].refusal);
  checkForm(action, ask);
  if (ask.move === 'contest') checkContestWindow(current, now, flow);
  if (ask.move === 'undo') checkUndo(current, mover, now);
  checkCategory(current, ask.move);
  const target = targetOf(flow, placeOf(current), action.to);
  return { to: target.is, target, action, post };
}

/** What this mover may do now, leaving aside what the form will bring. */
export function actionsFor(
  current: CaseRecord,
  mover: Mover,
  now: Date,
  flow: ReadyFlow,
  rules: PartRules = defaultRules,
): ReadyAction[] {
  const { state } = placeOf(current);
  return flow.actions.filter(
    (action) =>
      action.from.has(state) &&
      holds(current, action, mover) &&
      isPossible(current, action, mover, { now, flow }) &&
      stands(action.needs, { current, mover, now, rules, move: action.does }),
  );
}

/** The engine's moves among them, each once. */
export function movesFor(current: CaseRecord, mover: Mover, now: Date, flow: ReadyFlow = coreFlow): Move[] {
  return [...new Set(actionsFor(current, mover, now, flow).map(({ does }) => does))];
}

/** What no form can mend: the wrong person, or too late. */
function isPossible(
  current: CaseRecord,
  action: ReadyAction,
  mover: Mover,
  { now, flow }: { now: Date; flow: ReadyFlow },
): boolean {
  if (action.needs.includes('other-person') && isHandler(current, mover)) return false;
  if (action.needs.includes('not-closer') && isCloser(current, mover)) return false;
  if (action.does === 'contest') return withinContest(current, now, flow);
  return action.does !== 'undo' || mayUndo(current, mover, now);
}

function holds(current: CaseRecord, { by }: ReadyAction, mover: Mover): boolean {
  if (typeof by === 'string') return mover.kind === by;
  return mover.kind === 'staff' && postAmong(mover.actor, by, current) !== null;
}

/** The action of the flow that is meant: the one named, else the first that this mover may take from here. */
function decideAction(
  current: CaseRecord,
  ask: MoveAsk,
  mover: Mover,
  flow: ReadyFlow,
): { action: ReadyAction; post: ActorPost | null } {
  const named = (flow.byMove.get(ask.move) ?? []).filter(({ code }) => ask.action === undefined || code === ask.action);
  const held = named.filter((action) => holds(current, action, mover));
  if (held.length === 0) return mover.kind === 'staff' ? refuse('right.missing') : notFromHere(current, ask.move, flow);
  const { state } = placeOf(current);
  const action = held.find(({ from }) => from.has(state)) ?? notFromHere(current, ask.move, flow);
  const { by } = action;
  return {
    action,
    post: mover.kind === 'staff' && typeof by !== 'string' ? postAmong(mover.actor, by, current) : null,
  };
}

/** What hangs on the pending request, or on objections before: a state of the flow, or where the case is. */
function leadsNow(current: CaseRecord, to: string, flow: ReadyFlow): string {
  if (to !== 'asked' && to !== 'disputed') return to;
  const wanted = to === 'disputed' ? disputedState(current) : askedState(current);
  return [...flow.states.values()].find(({ is }) => is === wanted)?.code ?? 'same';
}

const disputedState = ({ objections }: CaseRecord): State => (objections === 0 ? 'objected' : 'consulting');

/** More time leaves the state as it is. */
function askedState({ parts }: CaseRecord): State | null {
  const kind = pendingRequest(parts)?.kind;
  if (kind === 'suspend') return 'suspended';
  return kind === 'defer' ? 'deferred' : null;
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
  ...partNeeds,
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

function withinContest(current: CaseRecord, now: Date, flow: ReadyFlow): boolean {
  const since = current.closedAt ?? current.checkedAt ?? current.stateSince;
  return now.getTime() - since.getTime() <= flow.document.settings.contestDays * 24 * 3600_000;
}
function checkContestWindow(current: CaseRecord, now: Date, flow: ReadyFlow): void {
  const days = flow.document.settings.contestDays;
  if (!withinContest(current, now, flow)) refuse('case.contest-too-late', { days });
}

function mayUndo(current: CaseRecord, mover: Mover, now: Date): boolean {
  const last = current.lastStep;
  if (!last || mover.kind !== 'staff' || last.actorAccount !== mover.actor.accountId) return false;
  return isUndoable(current) && now.getTime() - last.at.getTime() <= undoSeconds * 1000;
}
/** In a flow of its own only what was taken by an undoable action wrote down the time before it. */
export function isUndoable({ lastStep, flow }: CaseRecord): boolean {
  if (flow) return (lastStep?.data as { before?: unknown } | undefined)?.before !== undefined;
  const rule: MoveRule | undefined = moves[lastStep?.move as Move];
  return rule?.undoable === true;
}
function checkUndo(current: CaseRecord, mover: Mover, now: Date): void {
  if (!mayUndo(current, mover, now)) refuse('case.undo-too-late');
}

function stateText(current: CaseRecord, flow: ReadyFlow): { 'state:zh': string; 'state:en': string } {
  const { zh, en } = stateOf(flow, placeOf(current).state).name;
  return { 'state:zh': zh, 'state:en': en };
}
function movedOn(current: CaseRecord, flow: ReadyFlow): never {
  return refuse('case.moved-on', stateText(current, flow), { state: current.state, seq: current.seq });
}
function notFromHere(current: CaseRecord, move: Move, flow: ReadyFlow): never {
  const { zh, en } = flow.byMove.get(move)?.[0]?.name ?? moves[move];
  const named = { 'move:zh': zh, 'move:en': en };
  return refuse(
    'case.not-from-here',
    { ...stateText(current, flow), ...named },
    { state: current.state, seq: current.seq },
  );
}
