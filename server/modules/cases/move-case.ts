import { type CommandAsk, commandRow, firstAnswers, sameAnswer } from '#kernel/command';
import { inDistrict, type Scope, type Statement, sendWithCommit, type Tx } from '#kernel/database';
import { Refusal, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import type { Mover } from './decide-move.ts';
import { type MoveInput, type MovePlan, planMove } from './plan-move.ts';
import { type MoveFacts, type MoveFactsAsk, readMoveFacts } from './read-move-facts.ts';
import { asksAgain } from './route-again.ts';
import { type BesideMove, writeMove } from './write-move.ts';

/** What a command on a case is answered, as it is stored; a resend gets the same. */
interface Planned<Stored> {
  plan: MovePlan;
  stored: Stored;
  beside?: Omit<BesideMove, 'commands'>;
}

export interface CaseCommand<Stored, Row> {
  scope: Scope;
  caseId: string;
  ask: CommandAsk;
  facts: MoveFactsAsk;
  /** Decides and plans; refuses by throwing. */
  plan(facts: MoveFacts): Promise<Planned<Stored>>;
  /** What is read behind the change, in the same packet. */
  answer?(tx: Tx): Statement<Row>;
}

/**
 * Carries out a command on one case at most once, in two round trips: the first locks the case and reads what the command
 * depends on, the second writes, reads the answer and commits. `rows` is null for a resend, which changes nothing.
 */
export async function commandCase<Stored, Row = never>(
  services: Services,
  command: CaseCommand<Stored, Row>,
): Promise<{ stored: Stored; rows: Row[] | null }> {
  const { scope, caseId, ask } = command;
  const { district } = scope;
  const at = services.clock();
  const row = commandRow(district, ask, at);
  try {
    const done = await inDistrict(services.database.app, scope, async (tx) => {
      const facts = await readMoveFacts(tx, district, caseId, { ...command.facts, commandId: ask.id }, at);
      // By then the case may be out of reach: moved on by this very command.
      const answered = facts ? facts.answered : (await firstAnswers(district, [ask.id]).execute(tx)).rows;
      if (answered[0]) return { stored: sameAnswer<Stored>(answered[0], ask, row.body_hash), rows: async () => null };
      const { plan, stored, beside } = await command.plan(facts ?? refuse('case.unknown'));
      const commands = { ...row, answer: JSON.stringify(stored) };
      await sendWithCommit(tx, writeMove(plan, { ...beside, commands }));
      return { stored, rows: command.answer ? await sendWithCommit(tx, command.answer(tx)) : async () => null };
    });
    return { stored: done.stored, rows: await done.rows() };
  } catch (error) {
    // The same command was carried out on another case at the same moment.
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'commands_pkey') throw new Refusal('command.reused');
    throw error;
  }
}

/** The facts that a move names. */
export function factsFor({ move, photos = [], ...named }: MoveInput): MoveFactsAsk {
  const { unitId, areaId, targetId, unitIds, postIds } = named;
  const ids = { photoIds: photos.map((photo) => photo.id), unitId, areaId, targetId, unitIds, postIds };
  return { ...ids, counted: asksAgain.includes(move) };
}

/** A move by a clock or a rule, in the caller's transaction; the facts were read there. */
export async function moveBySystem(services: Services, tx: Tx, facts: MoveFacts, input: MoveInput): Promise<void> {
  const mover: Mover = { kind: 'system' };
  await writeMove(await planMove(services, facts, input, mover)).execute(tx);
}
