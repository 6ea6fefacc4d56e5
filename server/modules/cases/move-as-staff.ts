import type { CaseView, MoveCase } from '#contract/cases';
import { type Actor, scopeOf } from '#kernel/actor';
import type { Services } from '#kernel/services';
import { flowsFor } from '#modules/flows';
import { flowIn } from './case-record.ts';
import { commandCase, factsFor } from './move-case.ts';
import { planMove } from './plan-move.ts';
import { readCase, selectView, toView } from './read-case.ts';
import { unitsToAsk } from './route-again.ts';

/** A member of staff moves a case; the answer is the case as it is then, with the moves now possible. */
export async function moveAsStaff(services: Services, actor: Actor, id: string, ask: MoveCase): Promise<CaseView> {
  const { commandId, ...input } = ask;
  const { district, accountId } = actor;
  const { rows } = await commandCase(services, {
    scope: scopeOf(actor),
    caseId: id,
    ask: { id: commandId, name: 'move-case', by: accountId, body: { id, ...input } },
    facts: { ...factsFor(input), routingUnits: await unitsToAsk(services, district, input.move) },
    async plan(facts) {
      const plan = await planMove(services, facts, input, { kind: 'staff', actor });
      return { plan, stored: { seq: plan.after.seq } };
    },
    answer: (tx) => selectView(tx, district, id),
  });
  const [row] = rows ?? [];
  // Shown once more even when the move took it out of the actor's reach: a department that returned it sees that it did.
  return row
    ? toView(services, actor, row, await flowsFor(services, district, [flowIn(row)]))
    : readCase(services, actor, id, [id]);
}
