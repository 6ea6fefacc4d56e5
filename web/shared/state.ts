import type { Words } from '#contract/flow-document';
import { type State, states } from '#contract/lifecycle';
import { pick } from './i18n.ts';
import type { Tone } from './parts/tags.tsx';

/** On a phone one looks for what to do: taken on is one tone, at work another, whoever does it. */
const tones: Record<State, Tone> = {
  reported: 'new',
  accepted: 'sent',
  whistled: 'sent',
  dispatched: 'sent',
  acknowledged: 'sent',
  onSite: 'doing',
  handling: 'doing',
  contested: 'doing',
  waiting: 'doing',
  handled: 'check',
  checked: 'done',
  closed: 'done',
  archived: 'done',
  returned: 'back',
  rejected: 'back',
  suspended: 'back',
  merged: 'back',
  verifying: 'sent',
  verified: 'sent',
  objected: 'back',
  consulting: 'sent',
  deferred: 'back',
  divided: 'doing',
};

export const toneOf = (state: State) => tones[state];

/** Two or three words for a tag. */
const stateText = (state: State) => pick(states[state].zh, states[state].en);

/** Lines of a flow's form, as they stand in a record. */
export function linesText(fields: readonly { name: Words; value: Words }[] | undefined): string[] {
  return (fields ?? []).map(({ name, value }) => pick(`${name.zh}：${value.zh}`, `${name.en}: ${value.en}`));
}

/** The same in the words of the case's own flow; what a phone kept from before has none. */
export function stateNameOf({ state, stateName }: { state: State; stateName?: Words | undefined }): string {
  return stateName ? pick(stateName.zh, stateName.en) : stateText(state);
}
