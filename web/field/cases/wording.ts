import type { Answer } from '#contract/api';
import { type Move, type MoveRule, moveNames, moves, type State, states } from '#contract/lifecycle';
import { pick } from '#web/i18n.ts';
import { isForDesk } from './part-needs.ts';

export const isOpen = (state: State) => states[state].kind === 'open' || states[state].kind === 'waiting';

type CaseView = Answer<'GET /api/cases/:id'>;
type Step = CaseView['steps'][number];
type AnyMove = Step['move'];

export function moveText(move: AnyMove): string {
  if (move === 'report') return pick('上报', 'Reported');
  return pick(moves[move].zh, moves[move].en);
}

/** What the case's own flow offers under this move; a case kept on the phone from before has no such list. */
export function actionOf(view: Pick<CaseView, 'actions'>, move: AnyMove): CaseView['actions'][number] | null {
  return view.actions?.find((one) => one.move === move) ?? null;
}

/** The move in the words of the case's flow. */
export function actionText(view: Pick<CaseView, 'actions'>, move: Move): string {
  const name = actionOf(view, move)?.name;
  return name ? pick(name.zh, name.en) : moveText(move);
}

/** As short as a button beside another one allows. */
export function buttonText(view: Pick<CaseView, 'actions'>, move: Move): string {
  const text = actionText(view, move);
  return text === moves.settle.en ? 'Settle' : text;
}

/** What happened, said of someone: "I am here" is what the button says. */
export function stepText({ move, moveName }: Pick<Step, 'move' | 'moveName'>): string {
  const { arrive } = moves;
  if (move === 'arrive' && (!moveName || moveName.zh === arrive.zh)) return pick('已到场', 'Arrived');
  return moveName ? pick(moveName.zh, moveName.en) : moveText(move);
}

/** The move that most often comes next stands as the one main action; another beside it, quietly. */
const first: readonly Move[] = [
  ...(['accept', 'answerVerify', 'arrive', 'settle', 'acknowledge', 'begin', 'handle', 'resume', 'dispatch'] as const),
  ...(['takeTask', 'reportTask'] as const),
];
const second: readonly Move[] = ['settle', 'whistle', 'return', 'reroute'];
/** Two answers of the same size and colour: whoever judges should not be led. */
const judged: readonly (readonly [Move, Move])[] = [
  ['rework', 'pass'],
  ['reopen', 'uphold'],
];

export interface Order {
  main: Move | null;
  beside: Move[];
  rest: Move[];
}

/** Orders the moves that the server allows; adds none and leaves out only what takes a desk. Undo has its own place beside its countdown. */
export function orderOf(abilities: readonly Move[]): Order {
  const may = abilities.filter((move) => move !== 'undo' && !isForDesk(needsOf(move)));
  const has = (move: Move) => (may as readonly Move[]).includes(move);
  const pair = judged.find((both) => both.every(has));
  const main = pair ? null : (first.find(has) ?? null);
  const next = second.find((move) => has(move) && move !== main);
  const beside = pair ? [...pair] : next ? [next] : [];
  return { main, beside, rest: may.filter((move) => move !== main && !beside.includes(move)) };
}

/** What must be brought: of the case's flow where a case is in sight, else of the move itself. */
export const needsOf = (move: Move, view?: CaseView): readonly string[] =>
  (view && actionOf(view, move)?.needs) ?? (moves[move] as MoveRule).needs;
export const isPublic = (move: Move, view: CaseView) => (actionOf(view, move) ?? moves[move]).note === 'public';

/** A move by its name in an address, as far as it has a sheet. */
export function sheetMove(name: string): Move | null {
  const move = moveNames.find((one) => one === name);
  return move && moves[move].by.startsWith('case.') && move !== 'undo' && !finishes(move) && !isForDesk(needsOf(move))
    ? move
    : null;
}

/** Moves that leave a photo of the result: they have their own screen. */
export const finishes = (move: Move) => needsOf(move).includes('after-photo');

/** Settling asks for a class; 其他 (99) is none. */
export function isClassified(code: string | null): boolean {
  return code !== null && !code.startsWith('99');
}

const needs: Partial<Record<State, 'photos' | 'check'>> = {
  accepted: 'photos',
  onSite: 'photos',
  acknowledged: 'photos',
  handling: 'photos',
  handled: 'check',
};

/** What one must bring back from there, where the state's own name does not say it. */
export const needOf = (state: State) => needs[state] ?? null;
