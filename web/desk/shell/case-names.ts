import type { CaseView, Source } from '#contract/cases';
import type { Words } from '#contract/flow-document';
import { type Move, moves, type Stage, type State, states } from '#contract/lifecycle';
import { makeI18n, pick } from '#web/i18n.ts';

export const stages = [
  'report',
  'triage',
  'dispatch',
  'handle',
  'check',
  'archive',
] as const satisfies readonly Stage[];

export type Tone = 'new' | 'sent' | 'doing' | 'check' | 'done' | 'back' | 'over';

const tones: Record<State, Tone> = {
  reported: 'new',
  accepted: 'new',
  whistled: 'new',
  returned: 'back',
  contested: 'over',
  dispatched: 'sent',
  acknowledged: 'sent',
  onSite: 'doing',
  handling: 'doing',
  handled: 'check',
  checked: 'check',
  waiting: 'back',
  suspended: 'back',
  closed: 'done',
  archived: 'done',
  rejected: 'back',
  merged: 'back',
  verifying: 'new',
  verified: 'new',
  objected: 'back',
  consulting: 'new',
  deferred: 'back',
  divided: 'doing',
};

const names = makeI18n(
  {
    report: '上报',
    triage: '研判',
    dispatch: '派单',
    handle: '处置',
    check: '核查',
    archive: '归档',
    resident: '居民上报',
    worker: '网格员',
    operator: '来电来访',
    hotline: '12345 转办',
    platform: '上级平台',
  },
  {
    report: 'Report',
    triage: 'Triage',
    dispatch: 'Dispatch',
    handle: 'Handle',
    check: 'Check',
    archive: 'Archive',
    resident: 'Resident',
    worker: 'Grid worker',
    operator: 'Phone or visit',
    hotline: '12345 hotline',
    platform: 'Upper platform',
  },
);

export function toneOf(state: State): Tone {
  return tones[state];
}

export function stateText(state: State): string {
  return pick(states[state].zh, states[state].en);
}

/** The same in the words of the case's own flow. */
export function stateNameOf({ stateName }: { stateName: Words }): string {
  return pick(stateName.zh, stateName.en);
}

/** What a flow's own words say, in the language of the screen. */
export const wordsText = ({ zh, en }: Words): string => pick(zh, en);

/** What the flow of a case offers under this move; null where the reader may not make it now. */
export function actionOf(view: Pick<CaseView, 'actions'>, move: Move): CaseView['actions'][number] | null {
  return view.actions.find((one) => one.move === move) ?? null;
}

/** The move in the words of the case's flow. */
export function actionText(view: Pick<CaseView, 'actions'>, move: Move): string {
  const action = actionOf(view, move);
  return action ? wordsText(action.name) : moveText(move);
}

export function moveText(move: Move | 'report'): string {
  return move === 'report' ? names('report') : pick(moves[move].zh, moves[move].en);
}

export function stageText(stage: Stage): string {
  return names(stage);
}

export function sourceText(source: Source): string {
  return names(source);
}
