import type { CaseView } from '#contract/cases';
import { type Move, type MoveRule, moves } from '#contract/lifecycle';
import { actionOf } from '../shell/case-names.ts';

/** Words, repairs and helpers beside the way of the case: never a screen's main action. */
const beside: readonly Move[] = [
  'verify',
  'consult',
  'assist',
  'team',
  'summon',
  'object',
  'askTime',
  'supervise',
  'circulate',
  'waiveTask',
  'scoreResponse',
  'scoreWhistle',
  'flagCrossing',
  'divide',
  'adjourn',
  'merge',
  'reroute',
  'ask',
  'suspend',
  'split',
  'fileUnder',
  'classify',
  'urge',
  'tell',
  'note',
];

/** Which move is the screen's main action: first what only this step can do, then triage, then words. */
const order: readonly Move[] = [
  'conclude',
  'denyObjection',
  'allowObjection',
  'grantTime',
  'denyTime',
  'answerVerify',
  'pass',
  'rework',
  'uphold',
  'reopen',
  'dispatch',
  'accept',
  'acknowledge',
  'begin',
  'handle',
  'settle',
  'arrive',
  'resume',
  'whistle',
  'return',
  'reject',
  'takeTask',
  'reportTask',
  'followUp',
  'transfer',
  ...beside,
];

export function isMain(move: Move): boolean {
  return move !== 'denyTime' && !beside.includes(move);
}

export function orderedMoves(abilities: readonly Move[]): Move[] {
  return order.filter((move) => abilities.includes(move));
}

// ux.md §9.7. A key takes the first of its moves that is possible now.
const keys: readonly [string, readonly Move[]][] = [
  ['D', ['dispatch', 'transfer']],
  ['S', ['accept', 'acknowledge', 'begin', 'arrive', 'settle', 'handle', 'pass', 'resume']],
  ['W', ['whistle']],
  ['M', ['merge']],
  ['R', ['return', 'rework', 'reject', 'reroute']],
];

export function moveOfKey(key: string, abilities: readonly Move[]): Move | undefined {
  return keys.find(([name]) => name === key)?.[1].find((move) => abilities.includes(move));
}

export function keyOfMove(move: Move, abilities: readonly Move[]): string | undefined {
  return keys.find(([name]) => moveOfKey(name, abilities) === move)?.[0];
}

/** Done at once: nothing to fill in and it can be taken back. */
export function isInstant(view: Pick<CaseView, 'actions'>, move: Move): boolean {
  const rule: MoveRule = moves[move];
  const action = actionOf(view, move);
  const asks = action ? action.needs.length + action.fields.length + action.photos.length : rule.needs.length;
  return rule.undoable === true && asks === 0;
}
