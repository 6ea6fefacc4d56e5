import type { Tx } from '#kernel/database';
import { readPhone } from '#kernel/mobile-phone';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { normalLogin } from './password-provider.ts';
import { readEmail } from './read-email.ts';

export interface NewAccount {
  id: string;
  login: string;
  name: string;
  passwordHash: string;
  phone?: string | null | undefined;
  email?: string | null | undefined;
}

/** Refuses a login that cannot be typed everywhere; returns it as it is stored. */
export function readLogin(text: string): string {
  const login = normalLogin(text);
  if (/^[\p{L}\p{N}][\p{L}\p{N}._@-]{2,59}$/u.test(login)) return login;
  return refuse('input.invalid', { 'detail:zh': '登录名', 'detail:en': 'the login' }, { path: '/login' });
}

/** Writes the account and its login; refuses a login that is taken in any district. */
export async function insertAccount(
  services: Pick<Services, 'crypto' | 'clock'>,
  tx: Tx,
  district: number,
  account: NewAccount,
): Promise<void> {
  const login = readLogin(account.login);
  // The reference table first (scale-out.md, "DML"): after a tenant's rows Citus would refuse it.
  const claimed = await tx
    .insertInto('logins')
    .values({ login, home_district: district, account_id: account.id })
    .onConflict((on) => on.column('login').doNothing())
    .returning('login')
    .executeTakeFirst();
  if (!claimed) refuse('account.login-taken');
  await tx
    .insertInto('accounts')
    .values({
      district_id: district,
      id: account.id,
      login,
      name: account.name.trim(),
      password_hash: account.passwordHash,
      ...phoneFields(services, account.phone || null),
      ...emailFields(services, account.email || null),
      created_at: services.clock(),
    })
    .execute();
}

export function phoneFields({ crypto }: Pick<Services, 'crypto'>, text: string | null) {
  if (text === null) return { phone_cipher: null, phone_index: null, phone_tail: null };
  const phone = readPhone(text);
  return {
    phone_cipher: crypto.seal(phone),
    phone_index: crypto.blindIndex('phone', phone),
    phone_tail: phone.slice(-4),
  };
}

export function emailFields({ crypto }: Pick<Services, 'crypto'>, text: string | null) {
  return { email_cipher: text === null ? null : crypto.seal(readEmail(text)) };
}
