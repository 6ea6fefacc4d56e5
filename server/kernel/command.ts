import { createHash } from 'node:crypto';
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
  const bodyHash = createHash('sha256').update(JSON.stringify(ask.body)).digest('hex');
  return inDistrict(services.database.app, scope, async (tx) => {
    const claimed = await tx
      .insertInto('commands')
      .values({
        district_id: scope.district,
        id: ask.id,
        name: ask.name,
        actor: ask.by,
        body_hash: bodyHash,
        answer: null,
        at: services.clock(),
      })
      .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!claimed) return firstAnswer<A>(tx, scope.district, ask, bodyHash);
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

async function firstAnswer<A>(tx: Tx, district: number, ask: CommandAsk, bodyHash: string): Promise<A> {
  const first = await tx
    .selectFrom('commands')
    .select(['name', 'actor', 'body_hash', 'answer'])
    .where('district_id', '=', district)
    .where('id', '=', ask.id)
    .executeTakeFirstOrThrow();
  const same = first.name === ask.name && first.actor === ask.by && first.body_hash === bodyHash;
  return same ? (first.answer as A) : refuse('command.reused');
}
