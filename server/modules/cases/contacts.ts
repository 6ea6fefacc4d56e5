import type { Insertable } from 'kysely';
import type { Static } from 'typebox';
import type { Contact } from '#contract/cases';
import { readPhone } from '#kernel/mobile-phone';
import type { Services } from '#kernel/services';
import type { Tables } from '../../migrations/tables.ts';
import { tokenHash, trackingToken } from './token.ts';

export interface NewContact {
  district: number;
  caseId: string;
  joined: boolean;
  anonymous: boolean;
  contact: Static<typeof Contact>;
  locale: string;
}

/** Who reported or joined, sealed; from the contact's id the tracking token is derived. */
export function contactRow(services: Services, given: NewContact): Insertable<Tables['case_contacts']> {
  const id = services.ids();
  const { crypto } = services;
  // Anonymous means that nobody sees name or phone: then neither is stored.
  const phone = given.contact.phone && !given.anonymous ? readPhone(given.contact.phone) : null;
  const name = given.anonymous ? null : given.contact.name?.trim() || null;
  return {
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
  };
}

export function phoneIndex(services: Services, phone: string): Buffer {
  return services.crypto.blindIndex('resident-phone', phone);
}
