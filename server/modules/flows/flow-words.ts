import type { Words } from '#contract/flow-document';
import type { ActionView, FieldView } from '#contract/flow-views';
import { type ReadyAction, type ReadyFlow, stateOf } from '#contract/flow-walk';
import { type Move, moves, type State, states } from '#contract/lifecycle';
import type { Database } from '#kernel/database';
import { type FlowKey, flowsFor } from './flows-of.ts';

export const reported: Words = { zh: '上报', en: 'Report' };

/** What a state is called where the case goes; the engine's word where this process does not know the flow. */
export function stateName(flow: ReadyFlow | null, local: string | null, state: State): Words {
  const known = flow && flow.version > 0 && local ? flow.states.get(local)?.name : null;
  return known ?? { zh: states[state].zh, en: states[state].en };
}

/** The columns of a case that say where it stands. */
export interface StateRow {
  state: string;
  flow_code: string | null;
  flow_version: number | null;
  flow_state: string | null;
}

export interface StateWords {
  name: Words;
  /** What the resident reads of it. */
  resident: Words;
}

/** Says of each of these rows how its state is called in the flow that its case goes by. */
export async function stateNamer(
  services: { database: Database },
  district: number,
  rows: readonly StateRow[],
): Promise<(row: StateRow) => StateWords> {
  const flows = await flowsFor(services, district, rows.map(keyOf));
  return (row) => {
    const state = row.state as State; // written by the life cycle only
    const flow = flows.of(keyOf(row));
    const known = flow && flow.version > 0 && row.flow_state ? flow.states.get(row.flow_state) : undefined;
    return { name: stateName(flow, row.flow_state, state), resident: known?.resident ?? states[state].resident };
  };
}

/** A step with the flow of its case; `flow_state` is where the step led, as its data remember. */
export interface StepWordsRow extends StateRow {
  move: string;
  flow_action: string | null;
}

/** Says of each of these steps how it and the state it led to are called in the flow that its case goes by. */
export async function stepNamer(
  services: { database: Database },
  district: number,
  rows: readonly StepWordsRow[],
): Promise<(row: StepWordsRow) => { moveName: Words; stateName: Words }> {
  const flows = await flowsFor(services, district, rows.map(keyOf));
  return (row) => {
    const flow = flows.of(keyOf(row));
    return {
      moveName: stepName(flow, row.move as Move | 'report', row.flow_action ?? undefined), // both from the life cycle
      stateName: stateName(flow, row.flow_state, row.state as State),
    };
  };
}

function keyOf({ flow_code: code, flow_version: version }: StateRow): FlowKey | null {
  return code === null || version === null ? null : { code, version };
}

/** What the resident reads of a state. */
export function stateWords(flow: ReadyFlow, local: string): Words {
  return stateOf(flow, local).resident;
}

/** What was done in a step, in the words of the flow it was done by. */
export function stepName(flow: ReadyFlow | null, move: Move | 'report', action: string | undefined): Words {
  if (move === 'report') return reported;
  const named = action ? flow?.document.actions[action]?.name : null;
  return named ?? { zh: moves[move].zh, en: moves[move].en };
}

/** The lines of a form that was sent with a step, named as the flow names them. */
export function fieldsOf(
  flow: ReadyFlow | null,
  action: string | undefined,
  sent: Record<string, string> = {},
): FieldView[] {
  const known = (action && flow?.document.actions[action]?.fields) || [];
  return known.flatMap(({ code, name, options = [] }) => {
    const value = sent[code];
    if (value === undefined) return [];
    const chosen = options.find((option) => option.code === value)?.name;
    return [{ name, value: chosen ?? { zh: value, en: value } }];
  });
}

/** An action as a screen offers it. */
export function toActionView({ code, does, name, needs, fields = [], photos = [], note }: ReadyAction): ActionView {
  return { code, move: does, name, needs: [...needs], fields, photos, note };
}
