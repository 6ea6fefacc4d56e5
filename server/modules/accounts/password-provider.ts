import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import type { Credential, IdentityProvider, ProvedIdentity } from './identity-provider.ts';
import { passwordFits } from './passwords.ts';

export const triesAllowed = 5;
export const lockMinutes = 15;

interface Known {
  district: number;
  accountId: string;
  name: string;
  hash: string;
  disabled: boolean;
  lockedUntil: Date | null;
}

/** Login and password, kept by Gezhi itself. */
export function passwordProvider(services: Services): IdentityProvider {
  return {
    name: 'password',
    async prove(credential, from) {
      if (credential.kind !== 'password') refuse('session.wrong-password');
      const login = normalLogin(credential.login);
      const known = await claimTry(services, login);
      if (known === 'unknown') {
        await passwordFits(undefined, credential.password);
        refuse('session.wrong-password');
      }
      if (known.lockedUntil !== null) {
        await noteRefusal(services, known, from.address, 'locked');
        const left = known.lockedUntil.getTime() - services.clock().getTime();
        refuse('session.locked', { minutes: Math.max(1, Math.ceil(left / 60_000)) });
      }
      return prove(services, known, login, credential, from.address);
    },
  };
}

/** Logins are compared without case and width: Zhang.San, ｚｈａｎｇ．ｓａｎ and zhang.san are one. */
export function normalLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

async function prove(
  services: Services,
  known: Known,
  login: string,
  credential: Extract<Credential, { kind: 'password' }>,
  address: string,
): Promise<ProvedIdentity> {
  const { district, accountId, name } = known;
  if (!(await passwordFits(known.hash, credential.password))) {
    await noteRefusal(services, known, address, 'wrong password');
    refuse('session.wrong-password');
  }
  await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .updateTable('accounts')
      .set({ failed_tries: 0, locked_until: null })
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .execute(),
  );
  if (known.disabled) {
    await noteRefusal(services, known, address, 'disabled');
    refuse('session.disabled');
  }
  return { district, accountId, login, name };
}

/**
 * Counts the try before the password is compared, and locks with the fifth: a hundred tries at the same moment are
 * still five, and a process that dies in between leaves the lock standing rather than the door open.
 */
async function claimTry(services: Services, login: string): Promise<Known | 'unknown'> {
  const home = await services.database.app
    .selectFrom('logins')
    .select(['home_district', 'account_id'])
    .where('login', '=', login)
    .executeTakeFirst();
  if (!home) return 'unknown';
  const { home_district: district, account_id: accountId } = home;
  const found = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const account = await readAccount(tx, district, accountId);
    return account && { ...account, lockedUntil: await countTry(tx, services.clock(), district, accountId) };
  });
  return found ? { district, accountId, ...found } : 'unknown';
}

async function readAccount(tx: Tx, district: number, id: string) {
  const row = await tx
    .selectFrom('accounts')
    .select(['name', 'password_hash', 'disabled_at'])
    .where('district_id', '=', district)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { name: row.name, hash: row.password_hash, disabled: row.disabled_at !== null };
}

/** Until when the account is locked; null when this try may go on. */
async function countTry(tx: Tx, now: Date, district: number, id: string): Promise<Date | null> {
  const until = new Date(now.getTime() + lockMinutes * 60_000);
  const { rows } = await sql`
    update app.accounts
       set failed_tries = case when locked_until is null then failed_tries + 1 else 1 end,
           locked_until = case when locked_until is null and failed_tries + 1 >= ${triesAllowed} then ${until}::timestamptz end
     where district_id = ${district} and id = ${id} and (locked_until is null or locked_until <= ${now})
    returning id`.execute(tx);
  if (rows.length > 0) return null;
  const row = await tx
    .selectFrom('accounts')
    .select('locked_until')
    .where('district_id', '=', district)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.locked_until;
}

async function noteRefusal(services: Services, known: Known, address: string, detail: string): Promise<void> {
  const { district, accountId, name: who } = known;
  const entry = { district, accountId, who, action: 'session.sign-in', address, outcome: 'refused', detail } as const;
  await inDistrict(services.database.app, systemScope(district), (tx) => audit(tx, services, entry));
}
