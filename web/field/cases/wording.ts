import type { Answer } from '#contract/api';
import { type Move, type MoveRule, moveNames, moves, type State, states } from '#contract/lifecycle';
import { pick } from '#web/i18n.ts';

export const isOpen = (state: State) => states[state].kind === 'open' || states[state].kind === 'waiting';

type AnyMove = Answer<'GET /api/cases/:id'>['steps'][number]['move'];

export function moveText(move: AnyMove): string {
  if (move === 'report') return pick('上报', 'Reported');
  return pick(moves[move].zh, moves[move].en);
}

/** As short as a button beside another one allows. */
export function buttonText(move: Move): string {
  return move === 'settle' ? pick('当场办结', 'Settle') : moveText(move);
}

/** What happened, said of someone: "I am here" is what the button says. */
export function stepText(move: AnyMove): string {
  return move === 'arrive' ? pick('已到场', 'Arrived') : moveText(move);
}

/** The move that most often comes next stands as the one main action; another beside it, quietly. */
const first: readonly Move[] = ['accept', 'arrive', 'settle', 'acknowledge', 'begin', 'handle', 'resume', 'dispatch'];
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

/** Orders the moves that the server allows; adds none and leaves none out. Undo has its own place beside its countdown. */
export function orderOf(abilities: readonly Move[]): Order {
  const may = abilities.filter((move) => move !== 'undo');
  const has = (move: Move) => (may as readonly Move[]).includes(move);
  const pair = judged.find((both) => both.every(has));
  const main = pair ? null : (first.find(has) ?? null);
  const next = second.find((move) => has(move) && move !== main);
  const beside = pair ? [...pair] : next ? [next] : [];
  return { main, beside, rest: may.filter((move) => move !== main && !beside.includes(move)) };
}

export const needsOf = (move: Move): readonly string[] => (moves[move] as MoveRule).needs;
export const isPublic = (move: Move) => moves[move].note === 'public';

/** A move by its name in an address, as far as it has a sheet. */
export function sheetMove(name: string): Move | null {
  const move = moveNames.find((one) => one === name);
  return move && moves[move].by.startsWith('case.') && move !== 'undo' && !finishes(move) ? move : null;
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
