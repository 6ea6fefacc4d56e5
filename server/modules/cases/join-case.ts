import type { Static } from 'typebox';
import type { Contact } from '#contract/cases';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { flowOf } from '#modules/flows';
import { contactRow } from './contacts.ts';
import { decideMove } from './decide-move.ts';
import { commandCase } from './move-case.ts';
import { planQuietStep } from './plan-move.ts';
import { tokenHash, trackingToken } from './token.ts';

export interface JoinAsk {
  district: number;
  caseId: string;
  commandId: string;
  contact: Static<typeof Contact>;
  /** Tokens the device already holds: nobody is counted twice. */
  tokens: readonly string[];
  locale: string;
}

/** "Me too": counts one more person and gives a token of their own; the news of the case reaches them too. */
export async function joinCase(
  services: Services,
  ask: JoinAsk,
): Promise<{ token: string; no: string; meToo: number }> {
  const { contactId, ...joined } = await join(services, ask);
  // Derived anew for a resend, too: the stored answer does not hold it.
  return { ...joined, token: trackingToken(services.crypto, ask.district, contactId) };
}

async function join(services: Services, ask: JoinAsk): Promise<{ contactId: string; no: string; meToo: number }> {
  const { district, caseId, commandId, ...body } = ask;
  const { stored } = await commandCase(services, {
    scope: { district, areas: [], units: [], cases: [caseId] },
    caseId,
    ask: { id: commandId, name: 'join-case', by: 'resident', body: { caseId, ...body } },
    facts: { tokenHashes: ask.tokens.map(tokenHash) },
    async plan(facts) {
      const { current } = facts;
      const flow = await flowOf(services, district, current.flow);
      decideMove(current, { move: 'join', photoKinds: [] }, { kind: 'resident' }, services.clock(), flow);
      if (facts.joined) refuse('case.already-joined');
      const contact = contactRow(services, {
        district,
        caseId,
        joined: true,
        anonymous: false,
        contact: ask.contact,
        locale: ask.locale,
      });
      const plan = planQuietStep(services, current, { move: 'join', by: 'resident' }, { me_too: current.meToo + 1 });
      const stored = { contactId: contact.id, no: current.no, meToo: plan.after.meToo };
      return { plan, stored, beside: { case_contacts: contact } };
    },
  });
  return stored;
}
