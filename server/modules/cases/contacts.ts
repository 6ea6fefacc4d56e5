import type { Static } from 'typebox';
import type { Contact } from '#contract/cases';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { tokenHash, trackingToken } from './token.ts';

/** A mainland mobile number, spaces and +86 forgiven; refuses anything else. */
export function validPhone(given: string): string {
  const digits = given.replace(/[\s-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(digits) ? digits : refuse('phone.invalid');
}

export interface NewContact {
  district: number;
  caseId: string;
  joined: boolean;
  anonymous: boolean;
  contact: Static<typeof Contact>;
  locale: string;
}

/** Stores who reported or joined, sealed; returns the contact's id, from which the tracking token is derived. */
export async function addContact(services: Services, tx: Tx, given: NewContact): Promise<string> {
  const id = services.ids();
  const { crypto } = services;
  // Anonymous means that nobody sees name or phone: then neither is stored.
  const phone = given.contact.phone && !given.anonymous ? validPhone(given.contact.phone) : null;
  const name = given.anonymous ? null : given.contact.name?.trim() || null;
  await tx
    .insertInto('case_contacts')
    .values({
      district_id: given.district,
      id,
      case_id: given.caseId,
      token_hash: tokenHash(trackingToken(crypto, given.district, id)),
      joined: given.joined,
      anonymous: given.anonymous,
      name_cipher: name ? crypto.seal(name) : null,
      phone_cipher: phone ? crypto.seal(phone) : null,
      phone_index: phone ? phoneIndex(services, phone) : null,
      locale: given.locale,
      created_at: services.clock(),
    })
    .execute();
  return id;
}

export function phoneIndex(services: Services, phone: string): Buffer {
  return services.crypto.blindIndex('resident-phone', phone);
}
