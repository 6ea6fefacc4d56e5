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
};

export const toneOf = (state: State) => tones[state];

/** Two or three words for a tag. */
export const stateText = (state: State) => pick(states[state].zh, states[state].en);
