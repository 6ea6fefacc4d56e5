import type { Words } from '#contract/flow-document';
import type { ActionView, FieldView } from '#contract/flow-views';
import { type ReadyAction, type ReadyFlow, stateOf } from '#contract/flow-walk';
import { type Move, moves, type State, states } from '#contract/lifecycle';

const reported: Words = { zh: '上报', en: 'Report' };

/** What a state is called where the case goes; the engine's word where this process does not know the flow. */
export function stateName(flow: ReadyFlow | null, local: string | null, state: State): Words {
  const known = flow && flow.version > 0 && local ? flow.states.get(local)?.name : null;
  return known ?? { zh: states[state].zh, en: states[state].en };
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
