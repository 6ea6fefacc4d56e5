import { coreDocument } from './core-flow.ts';
import type { FlowAction, FlowDocument, FlowState } from './flow-document.ts';
import { type Move, type MoveRule, moves, type Stage, type State, type StateKind, states } from './lifecycle.ts';

/** A state of a flow with what follows from the engine's state it counts as. */
export interface ReadyState extends FlowState {
  code: string;
  kind: StateKind;
  stage: Stage;
}

export interface ReadyAction extends Omit<FlowAction, 'from' | 'needs'> {
  code: string;
  from: ReadonlySet<string>;
  /** The move's own needs and the action's. */
  needs: readonly MoveRule['needs'][number][];
}

/** A flow as moves are decided by it: built once a version, never changed. */
export interface ReadyFlow {
  document: FlowDocument;
  version: number;
  start: ReadyState;
  states: ReadonlyMap<string, ReadyState>;
  /** By the engine's move, in the order of the document; what clocks and rules do is among them. */
  byMove: ReadonlyMap<Move, readonly ReadyAction[]>;
  actions: readonly ReadyAction[];
}

/** Where a case is in its flow. */
export interface FlowPlace {
  state: string;
  /** The state before, for those that are left again to where one came from. */
  origin: string | null;
  /** The state of whoever handled it. */
  handler: string | null;
}

/** Makes a checked document ready; a document with faults may throw. */
export function readyFlow(document: FlowDocument, version: number): ReadyFlow {
  const ready = new Map(
    Object.entries(document.states).map(([code, state]): [string, ReadyState] => {
      const { kind, stage } = states[state.is];
      return [code, { ...state, code, kind, stage }];
    }),
  );
  const start = ready.get(document.start);
  if (!start) throw new Error(`The flow ${document.code} has no state ${document.start}.`);
  const written = Object.entries(document.actions).map(([code, action]) => readyAction(ready, code, action));
  const actions = [...written, ...byThemselves(ready, written)];
  const byMove = new Map<Move, ReadyAction[]>();
  for (const action of actions) byMove.set(action.does, [...(byMove.get(action.does) ?? []), action]);
  return { document, version, start, states: ready, byMove, actions };
}

function readyAction(ready: ReadonlyMap<string, ReadyState>, code: string, action: FlowAction): ReadyAction {
  const rule: MoveRule = moves[action.does];
  const { from, needs = [], ...rest } = action;
  return {
    ...rest,
    code,
    from: new Set(from === 'any' ? legalFrom(ready, rule) : from),
    needs: [...new Set([...rule.needs, ...needs])],
  };
}

function legalFrom(ready: ReadonlyMap<string, ReadyState>, rule: MoveRule): string[] {
  return [...ready.values()].filter((state) => rule.from.includes(state.is)).map(({ code }) => code);
}

/** What clocks and rules do without an action in the document: each state's own end, reminders, what changes no state. */
function byThemselves(ready: ReadonlyMap<string, ReadyState>, written: readonly ReadyAction[]): ReadyAction[] {
  const ends = [...ready.values()].flatMap(({ code, onClock }) =>
    onClock && onClock.does !== 'remind' ? [ownAction(onClock.does, code, onClock.to ?? wordOf(onClock.does))] : [],
  );
  const quiet = (Object.keys(moves) as Move[]).filter((move) => {
    const rule: MoveRule = moves[move];
    return rule.by === 'system' && rule.to === 'same';
  });
  const stays = [...ready.keys()].flatMap((code) => quiet.map((move) => ownAction(move, code, 'same')));
  // The check that is waived leads where a passed one does.
  const waived = written
    .filter(({ does }) => does === 'pass')
    .flatMap(({ from, to }) => [...from].map((code) => ownAction('waive', code, to)));
  return [...ends, ...stays, ...waived].filter(({ does, from }) => {
    const [state = ''] = from;
    const known = written.some((one) => one.does === does && one.from.has(state));
    return !known && isLegal(does, ready.get(state));
  });
}

function ownAction(does: Move, state: string, to: string): ReadyAction {
  const { zh, en, note }: MoveRule = moves[does];
  return {
    code: `${does}.${state}`,
    does,
    name: { zh, en },
    from: new Set([state]),
    to,
    by: 'system',
    note,
    needs: [],
  };
}

function isLegal(does: Move, state: ReadyState | undefined): boolean {
  const { from }: MoveRule = moves[does];
  return state !== undefined && from.includes(state.is);
}

/** Where a system move leads that names no state. */
function wordOf(move: Move): string {
  const { to } = moves[move] as MoveRule;
  return to === 'origin' || to === 'handler' ? to : 'same';
}

/** What the words mean that hang on a request or an objection: the engine's states that they can be. */
const hanging: Readonly<Record<string, readonly State[]>> = {
  asked: ['suspended', 'deferred'],
  disputed: ['objected', 'consulting'],
};

/** All states of the flow that such a word, or a code, can lead to. */
export function statesOfWord(flow: ReadyFlow, to: string): string[] {
  if (flow.states.has(to)) return [to];
  return [...flow.states.values()].filter(({ is }) => hanging[to]?.includes(is)).map(({ code }) => code);
}

/** The states that such a word can mean and the flow does not have. */
export function missingOfWord(flow: ReadyFlow, to: string): State[] {
  const there = new Set([...flow.states.values()].map(({ is }) => is));
  return (hanging[to] ?? []).filter((state) => !there.has(state));
}

/** What such a word means the first time; where it hangs on a case, the case says (decide-move.ts). */
function firstMeant(flow: ReadyFlow, to: string): string | undefined {
  const [first] = hanging[to] ?? [];
  return [...flow.states.values()].find(({ is }) => is === first)?.code;
}

/** The state in which an action leaves a case. */
export function targetOf(flow: ReadyFlow, place: FlowPlace, to: string): ReadyState {
  const code =
    to === 'same'
      ? place.state
      : to === 'origin'
        ? (place.origin ?? flow.start.code)
        : to === 'handler'
          ? (place.handler ?? handlerOf(flow, place))
          : (firstMeant(flow, to) ?? to);
  return stateOf(flow, code);
}

/** Where a case is after an action. */
export function placeAfter(flow: ReadyFlow, place: FlowPlace, action: ReadyAction): FlowPlace {
  if (action.to === 'same') return place;
  const back = isInterlude(stateOf(flow, place.state)) || action.does === 'undo';
  const handled = action.does === 'settle' || action.does === 'handle';
  return {
    state: targetOf(flow, place, action.to).code,
    origin: back ? null : place.state,
    handler: handled ? place.state : place.handler,
  };
}

/** States that are left again to where one came from. */
export const isInterlude = ({ is }: Pick<FlowState, 'is'>): boolean =>
  is === 'waiting' || is === 'suspended' || is === 'deferred' || is === 'merged';

/** Nobody is known to have handled it: the first state from which somebody may. */
function handlerOf(flow: ReadyFlow, { state }: FlowPlace): string {
  const [settle] = flow.byMove.get('settle') ?? flow.byMove.get('handle') ?? [];
  return settle ? ([...settle.from][0] ?? state) : state;
}

export function stateOf(flow: ReadyFlow, code: string): ReadyState {
  const found = flow.states.get(code);
  if (!found) throw new Error(`The flow ${flow.document.code} has no state ${code}.`);
  return found;
}

/** What a clock does at the end of a state; null in a final one. */
export function clockAction(flow: ReadyFlow, state: string): ReadyAction | null {
  const does = stateOf(flow, state).onClock?.does;
  return does ? (flow.byMove.get(does)?.find((one) => one.by === 'system' && one.from.has(state)) ?? null) : null;
}

/** Not left again by anybody or anything but a person who re-opens it. */
export function isFinal({ kind, clock }: Pick<ReadyState, 'kind' | 'clock'>): boolean {
  return (kind === 'closed' || kind === 'void') && clock === null;
}

export const coreFlow: ReadyFlow = readyFlow(coreDocument(), 0);
