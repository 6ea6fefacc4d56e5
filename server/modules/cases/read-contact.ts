import { type Actor, may, scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { findCase } from './case-record.ts';

/** Unmasks who reported, for a purpose that is written down together with the look. */
export function readContact(
  services: Services,
  actor: Actor,
  id: string,
  purpose: string,
  address: string,
): Promise<{ name: string | null; phone: string | null }> {
  if (purpose.trim().length < 2) refuse('case.purpose-missing');
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const found = (await findCase(tx, actor.district, id)) ?? refuse('case.unknown');
    if (!may(actor, 'case.contact', found)) refuse('right.missing');
    const contact = await tx
      .selectFrom('case_contacts')
      .select(['name_cipher', 'phone_cipher'])
      .where('district_id', '=', actor.district)
      .where('case_id', '=', id)
      .where('joined', '=', false)
      .executeTakeFirst();
    await audit(tx, services, {
      district: actor.district,
      accountId: actor.accountId,
      who: actor.name,
      action: 'case.contact',
      target: found.no,
      purpose: purpose.trim(),
      address,
      outcome: 'done',
    });
    const { crypto } = services;
    return {
      name: contact?.name_cipher ? crypto.open(contact.name_cipher) : null,
      phone: contact?.phone_cipher ? crypto.open(contact.phone_cipher) : null,
    };
  });
}
