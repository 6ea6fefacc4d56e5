import type { FlowFault } from './check-flow.ts';
import type { FlowDocument } from './flow-document.ts';
import {
  clockAction,
  isFinal,
  missingOfWord,
  type ReadyAction,
  type ReadyFlow,
  readyFlow,
  statesOfWord,
} from './flow-walk.ts';
import { states } from './lifecycle.ts';

interface Way {
  from: string;
  to: string;
  action: ReadyAction;
}

/** The flow as a whole: everything is reached, everything ends, nothing turns in a circle by itself, residents are heard. */
export function checkWays(document: FlowDocument): FlowFault[] {
  const flow = readyFlow(document, 0);
  const ways = waysOf(flow);
  return [
    ...wordFaults(flow),
    ...reachFaults(flow),
    ...exitFaults(flow, ways),
    ...twiceFaults(flow),
    ...circleFaults(flow),
    ...contestFaults(flow),
  ];
}

/** Every arrow that leads to a state by its name. */
export function directWays(flow: ReadyFlow): Way[] {
  return flow.actions
    .flatMap((action) =>
      statesOfWord(flow, action.to).flatMap((to) => [...action.from].map((from) => ({ from, to, action }))),
    )
    .filter(({ from, to }) => from !== to);
}

/** The same, and "the one before" and "whoever handled it" as all that they can be. */
function waysOf(flow: ReadyFlow): Way[] {
  const ways = directWays(flow);
  const into = (state: string) => ways.filter(({ to }) => to === state).map(({ from }) => from);
  const handlers = ways
    .filter(({ action }) => action.does === 'settle' || action.does === 'handle')
    .map(({ from }) => from);
  const back = flow.actions
    .filter(({ to }) => to === 'origin' || to === 'handler')
    .flatMap((action) =>
      [...action.from].flatMap((from) =>
        (action.to === 'origin' ? into(from) : handlers).map((to) => ({ from, to, action })),
      ),
    );
  return [...ways, ...back.filter(({ from, to }) => from !== to)];
}

const spread = (from: Iterable<string>, next: (state: string) => string[]): Set<string> => {
  const seen = new Set(from);
  for (const state of seen) for (const one of next(state)) seen.add(one);
  return seen;
};

/** Where an action leads by what was asked for, each of it has a state. */
function wordFaults(flow: ReadyFlow): FlowFault[] {
  return flow.actions.flatMap(({ code, name, to }) =>
    missingOfWord(flow, to).map((missing) => ({
      path: `/actions/${code}/to`,
      zh: `「${name.zh}」可能通向「${states[missing].zh}」：请加一个对应它的状态，或删去这个动作`,
      en: `“${name.en}” can lead to “${states[missing].en}”; add a state that counts as it, or remove the action`,
    })),
  );
}

/** A state that one only comes back to was never entered: ways back do not count. */
function reachFaults(flow: ReadyFlow): FlowFault[] {
  const ways = directWays(flow);
  const reached = spread([flow.start.code], (state) => ways.filter(({ from }) => from === state).map(({ to }) => to));
  return [...flow.states.values()]
    .filter(({ code }) => !reached.has(code))
    .map(({ code, name }) => ({
      path: `/states/${code}`,
      zh: `从起始状态走不到「${name.zh}」：请加一个通向它的动作，或删去它`,
      en: `“${name.en}” cannot be reached from the start; add an action that leads there, or remove it`,
    }));
}

/** Out of every state that is not final somebody, or its clock, leads on, and in the end to a final one. */
function exitFaults(flow: ReadyFlow, ways: readonly Way[]): FlowFault[] {
  const finals = [...flow.states.values()].filter(isFinal).map(({ code }) => code);
  if (finals.length === 0)
    return [
      {
        path: '/states',
        zh: '没有终点：请设一个没有时限的办结状态',
        en: 'there is no end; make one closed state final (without a clock)',
      },
    ];
  const ends = spread(finals, (state) => ways.filter(({ to }) => to === state).map(({ from }) => from));
  return [...flow.states.values()].flatMap(({ code, name }) => {
    if (ends.has(code)) return [];
    const out = ways.some(({ from }) => from === code);
    return [
      {
        path: `/states/${code}`,
        zh: out
          ? `从「${name.zh}」走不到任何终点：请加一条通向办结的路`
          : `「${name.zh}」没有出口：请加一个从它出发的动作`,
        en: out
          ? `no way leads from “${name.en}” to an end; add one`
          : `“${name.en}” has no exit; add an action that leads out of it`,
      },
    ];
  });
}

/** From one state one post has one action of a move: screens and other systems name the move alone. */
function twiceFaults(flow: ReadyFlow): FlowFault[] {
  const taken = new Map<string, string>();
  return flow.actions.flatMap(({ code, name, does, from, by }) => {
    const who = typeof by === 'string' ? [by] : by.map(({ role }) => role);
    const keys = [...from].flatMap((state) => who.map((one) => `${does} ${state} ${one}`));
    const other = keys.map((key) => taken.get(key)).find((one) => one !== undefined);
    for (const key of keys) taken.set(key, name.zh);
    if (other === undefined) return [];
    return [
      {
        path: `/actions/${code}`,
        zh: `「${name.zh}」与「${other}」对同一岗位、同一状态是同一种操作：请合并（可加选择字段），或分开状态、岗位`,
        en: `“${name.en}” repeats a move that the same post has in the same state; merge the two (a choice field helps) or part their states or posts`,
      },
    ];
  });
}

/** Clocks alone must not send a case round and round. */
function circleFaults(flow: ReadyFlow): FlowFault[] {
  const next = (state: string) => {
    const action = clockAction(flow, state);
    return action && flow.states.has(action.to) && action.to !== state ? action.to : null;
  };
  return [...flow.states.values()].flatMap(({ code, name }) => {
    const seen = new Set<string>();
    for (let state = next(code); state && !seen.has(state); state = next(state)) {
      if (state === code)
        return [
          {
            path: `/states/${code}/onClock/to`,
            zh: `「${name.zh}」到时会自己转回自己，没有进展：请让其中一个状态改为提醒，或通向更高一级`,
            en: `by clocks alone “${name.en}” comes back to itself; let one of the states remind, or lead further up`,
          },
        ];
      seen.add(state);
    }
    return [];
  });
}

/** Invariant I4: a resident's "not solved" is heard wherever the result is shown. */
function contestFaults(flow: ReadyFlow): FlowFault[] {
  const heard = new Set((flow.byMove.get('contest') ?? []).flatMap(({ from }) => [...from]));
  return [...flow.states.values()]
    .filter(({ is, code }) => (is === 'checked' || is === 'closed') && !heard.has(code))
    .map(({ code, name }) => ({
      path: `/states/${code}`,
      zh: `在「${name.zh}」居民不能说「没解决」：请加一个居民的「没解决」动作`,
      en: `in “${name.en}” the resident cannot say “not solved”; add that action for residents`,
    }));
}
