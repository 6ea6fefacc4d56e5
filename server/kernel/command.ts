import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { inDistrict, type Scope, type Tx } from './database.ts';
import { refuse } from './refuse.ts';
import type { Services } from './services.ts';

export interface CommandAsk {
  /** Made by the client: a resend with the same id is answered with the first answer. */
  id: string;
  name: string;
  /** Who sends it: an account, a token's hash, a device. The same id from someone else is refused. */
  by: string;
  body: unknown;
}

/**
 * Carries out a command at most once. The id is claimed first, in the same transaction as the change: of two equal
 * commands at the same moment the second waits for the first and then reads its answer.
 */
export function command<A>(
  services: Services,
  scope: Scope,
  ask: CommandAsk,
  work: (tx: Tx) => Promise<A>,
): Promise<A> {
  const row = commandRow(scope.district, ask, services.clock());
  return inDistrict(services.database.app, scope, async (tx) => {
    const claimed = await tx
      .insertInto('commands')
      .values({ ...row, answer: null })
      .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!claimed) return firstAnswer<A>(tx, scope.district, ask, row.body_hash);
    const answer = await work(tx);
    await tx
      .updateTable('commands')
      .set({ answer: JSON.stringify(answer) })
      .where('district_id', '=', scope.district)
      .where('id', '=', ask.id)
      .execute();
    return answer;
  });
}

/** The row that claims a command's id; its answer is filled in by whoever writes it. */
export function commandRow(district: number, ask: CommandAsk, at: Date) {
  const bodyHash = createHash('sha256').update(JSON.stringify(ask.body)).digest('hex');
  return { district_id: district, id: ask.id, name: ask.name, actor: ask.by, body_hash: bodyHash, at };
}

/** A command that was carried out before. */
export interface FirstAnswer {
  id: string;
  name: string;
  actor: string;
  bodyHash: string;
  answer: unknown;
}

/** The query of those among `ids` that were carried out before. */
export function firstAnswers(district: number, ids: readonly string[]): RawBuilder<FirstAnswer> {
  return sql`
    select k.id, k.name, k.actor, k.body_hash as "bodyHash", k.answer
      from app.commands k where k.district_id = ${district} and k.id = any(${ids}::uuid[])`;
}

/** The first answer for a resend; refused when the same id was used for something else or by somebody else. */
export function sameAnswer<A>(first: FirstAnswer, ask: CommandAsk, bodyHash: string): A {
  const same = first.name === ask.name && first.actor === ask.by && first.bodyHash === bodyHash;
  return same ? (first.answer as A) : refuse('command.reused');
}

async function firstAnswer<A>(tx: Tx, district: number, ask: CommandAsk, bodyHash: string): Promise<A> {
  const { rows } = await firstAnswers(district, [ask.id]).execute(tx);
  return sameAnswer(rows[0] as FirstAnswer, ask, bodyHash);
}
