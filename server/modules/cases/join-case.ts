import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Contact } from '#contract/cases';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { lockCase } from './case-record.ts';
import { addContact } from './contacts.ts';
import { decideMove } from './decide-move.ts';
import { stepActor } from './move-case.ts';
import { recordStep } from './record-step.ts';
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

function join(services: Services, ask: JoinAsk): Promise<{ contactId: string; no: string; meToo: number }> {
  const { district, caseId, commandId, ...body } = ask;
  const scope = { district, areas: [], units: [], cases: [caseId] };
  return command(
    services,
    scope,
    { id: commandId, name: 'join-case', by: 'resident', body: { caseId, ...body } },
    async (tx) => {
      const current = await lockCase(tx, district, caseId);
      decideMove(current, { move: 'join', photoKinds: [] }, { kind: 'resident' }, services.clock());
      const mine = await tx
        .selectFrom('case_contacts')
        .select('id')
        .where('district_id', '=', district)
        .where('case_id', '=', caseId)
        .where('token_hash', 'in', ask.tokens.length > 0 ? ask.tokens.map(tokenHash) : [Buffer.alloc(0)])
        .executeTakeFirst();
      if (mine) refuse('case.already-joined');
      const contactId = await addContact(services, tx, {
        district,
        caseId,
        joined: true,
        anonymous: false,
        contact: ask.contact,
        locale: ask.locale,
      });
      await recordStep(
        services,
        tx,
        current,
        {
          move: 'join',
          actor: stepActor({ kind: 'resident' }, null),
          note: null,
          internal: false,
          point: null,
          photos: [],
          data: {},
          doneAt: null,
        },
        { me_too: sql`me_too + 1` as never },
      );
      const counted = await tx
        .selectFrom('cases')
        .select('me_too')
        .where('district_id', '=', district)
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      return { contactId, no: current.no, meToo: counted.me_too };
    },
  );
}
