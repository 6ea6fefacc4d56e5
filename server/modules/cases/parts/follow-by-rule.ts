import type { PartRules } from '#contract/case-parts';
import type { Move } from '#contract/lifecycle';
import type { CaseRecord } from '../case-record.ts';
import type { Mover } from '../decide-move.ts';
import type { MoveInput } from '../plan-move.ts';
import { consultationIsDue } from './consultation.ts';

/** A move that follows another at once, by rule, in the same transaction. */
export interface Following {
  input: MoveInput;
  mover: Mover;
}

/** What follows from a move by the rules of the parts; null where nothing does. */
export function followsByRule(after: CaseRecord, made: MoveInput, rules: PartRules): Following | null {
  return heard(after, made) ?? due(after, made.move, rules);
}

/** What a resident said in a follow-up call is the resident's own word: "not solved" contests, a mark rates. */
function heard({ state }: CaseRecord, { move, call, note }: MoveInput): Following | null {
  if (move !== 'followUp' || !call?.reached || (state !== 'checked' && state !== 'closed')) return null;
  const mover: Mover = { kind: 'resident' };
  if (call.solved === false) return { input: { move: 'contest', note: note?.trim() || '电话回访：没解决' }, mover };
  return { input: { move: 'rate', rating: ratingOf(call.satisfied ?? 3) }, mover };
}

function ratingOf(satisfied: number): 'satisfied' | 'fair' | 'dissatisfied' {
  if (satisfied >= 4) return 'satisfied';
  return satisfied === 3 ? 'fair' : 'dissatisfied';
}

function due(after: CaseRecord, move: Move, rules: PartRules): Following | null {
  if (!consultationIsDue(after, move, rules.consult)) return null;
  return { input: { move: 'consultDue' }, mover: { kind: 'system' } };
}
