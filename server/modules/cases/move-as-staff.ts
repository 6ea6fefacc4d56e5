import type { CaseView, MoveCase } from '#contract/cases';
import { type Actor, scopeOf } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Services } from '#kernel/services';
import { moveCase } from './move-case.ts';
import { readCase } from './read-case.ts';

/** A member of staff moves a case; the answer is the case as it is then, with the moves now possible. */
export async function moveAsStaff(services: Services, actor: Actor, id: string, ask: MoveCase): Promise<CaseView> {
  const { commandId, ...input } = ask;
  await command(
    services,
    scopeOf(actor),
    { id: commandId, name: 'move-case', by: actor.accountId, body: { id, ...input } },
    async (tx) => {
      const moved = await moveCase(services, tx, actor.district, id, input, { kind: 'staff', actor });
      return { seq: moved.seq };
    },
  );
  // Shown once more even when the move took it out of the actor's reach: a department that returned it sees that it did.
  return readCase(services, actor, id, [id]);
}
