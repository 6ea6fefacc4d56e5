import type { Answer } from '#contract/api';
import { type Move, type MoveRule, moves, type State, states } from '#contract/lifecycle';
import { pick } from '#web/i18n.ts';
import type { Tone } from '#web/parts/tags.tsx';

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

export const toneOf = (state: State): Tone => tones[state];
export const stateText = (state: State) => pick(states[state].zh, states[state].en);
export const isOpen = (state: State) => states[state].kind === 'open' || states[state].kind === 'waiting';

type AnyMove = Answer<'GET /api/cases/:id'>['steps'][number]['move'];

export function moveText(move: AnyMove): string {
  if (move === 'report') return pick('上报', 'Reported');
  return pick(moves[move].zh, moves[move].en);
}

/** The move that most often comes next stands as the one main action; the second as its quiet neighbour. */
const first: readonly Move[] = [
  'accept',
  'arrive',
  'settle',
  'acknowledge',
  'begin',
  'handle',
  'pass',
  'resume',
  'uphold',
  'dispatch',
  'reopen',
];
const second: readonly Move[] = ['rework', 'reopen', 'settle', 'whistle', 'return', 'reroute', 'ask', 'tell', 'note'];

export interface Order {
  main: Move | null;
  next: Move | null;
  rest: Move[];
}

/** Orders the moves that the server allows; adds none and leaves none out. Undo has its own place beside its countdown. */
export function orderOf(abilities: readonly Move[]): Order {
  const may = abilities.filter((move) => move !== 'undo');
  const main = first.find((move) => may.includes(move)) ?? null;
  const next = second.find((move) => move !== main && may.includes(move)) ?? null;
  return { main, next, rest: may.filter((move) => move !== main && move !== next) };
}

export const needsOf = (move: Move): readonly string[] => (moves[move] as MoveRule).needs;
export const isPublic = (move: Move) => moves[move].note === 'public';

/** Moves that leave a photo of the result: they have their own screen. */
export const finishes = (move: Move) => needsOf(move).includes('after-photo');

/** Settling asks for a class; 其他 (99) is none. */
export function isClassified(code: string | null): boolean {
  return code !== null && !code.startsWith('99');
}

type Need = 'photos' | 'check' | 'answer' | 'accept' | 'acknowledge' | 'review' | 'rate' | 'pause' | 'assign';

const needs: Partial<Record<State, Need>> = {
  reported: 'accept',
  accepted: 'photos',
  onSite: 'photos',
  handling: 'photos',
  whistled: 'assign',
  returned: 'assign',
  dispatched: 'acknowledge',
  acknowledged: 'photos',
  handled: 'check',
  contested: 'review',
  waiting: 'answer',
  checked: 'rate',
  suspended: 'pause',
};

/** What the case waits for, as one word for the task list. */
export const needOf = (state: State): Need | null => needs[state] ?? null;
