import { type State, type StateRule, states } from '#contract/lifecycle';

/** Colour groups of states on the wall; each stands beside its name, never alone. */
export const tones = ['triage', 'sent', 'doing', 'check', 'waiting', 'done', 'void'] as const;
export type Tone = (typeof tones)[number];

const byStage = {
  report: 'triage',
  triage: 'triage',
  dispatch: 'sent',
  handle: 'doing',
  check: 'check',
  archive: 'done',
} as const;

export function toneOf(state: State): Tone {
  const rule: StateRule = states[state];
  if (rule.kind === 'waiting') return 'waiting';
  if (rule.kind === 'void') return 'void';
  return byStage[rule.stage];
}

/** CSS variables of base.css. */
export const toneColour: Record<Tone, string> = {
  triage: '--dai-600',
  sent: '--sent',
  doing: '--amber-600',
  check: '--violet-600',
  waiting: '--ink-500',
  done: '--bamboo-600',
  void: '--ink-500',
};
