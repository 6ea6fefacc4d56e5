import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { State } from '#contract/lifecycle';
import { inDistrict, type Tx } from '#kernel/database';
import { readPhone } from '#kernel/mobile-phone';
import type { Services } from '#kernel/services';
import { stateNamer } from '#modules/flows';
import { provePhone, sendPhoneCode } from '#modules/messages';
import { phoneIndex } from './contacts.ts';
import { trackingToken } from './token.ts';

/** Sends a code to the phone. Says the same whether or not the phone ever reported: nobody learns who did. */
export async function askPhoneCode(services: Services, district: number, given: string): Promise<{ done: true }> {
  await sendPhoneCode(services, district, readPhone(given));
  return { done: true };
}

/** The reports of a phone proved by its code, newest first, each with its tracking token. */
export async function findByPhone(
  services: Services,
  district: number,
  given: string,
  code: string,
): Promise<Answer<'POST /api/public/phone-reports'>> {
  const phone = readPhone(given);
  await provePhone(services, district, phone, code);
  const index = phoneIndex(services, phone);
  return inDistrict(services.database.app, { district, areas: [], units: [], cases: [] }, async (tx) => {
    await sql`select app.hold_key(${index.toString('hex')})`.execute(tx);
    const contacts = await tx
      .selectFrom('case_contacts')
      .select(['id', 'case_id'])
      .where('district_id', '=', district)
      .where('phone_index', '=', index)
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute();
    const cases = await readOwn(
      tx,
      district,
      contacts.map((contact) => contact.case_id),
    );
    const wordsOf = await stateNamer(services, district, [...cases.values()]);
    return {
      rows: contacts.flatMap((contact) => {
        const found = cases.get(contact.case_id);
        return found
          ? [
              {
                token: trackingToken(services.crypto, district, contact.id),
                no: found.no,
                title: found.title,
                state: found.state as State,
                stateName: wordsOf(found).name,
                reportedAt: found.reported_at.toISOString(),
              },
            ]
          : [];
      }),
    };
  });
}

async function readOwn(tx: Tx, district: number, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>();
  await sql`select app.enter(${district}, '', '', ${ids.join(',')})`.execute(tx);
  const rows = await tx
    .selectFrom('cases')
    .select(['id', 'no', 'title', 'state', 'flow_code', 'flow_version', 'flow_state', 'reported_at'])
    .where('district_id', '=', district)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
