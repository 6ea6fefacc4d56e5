import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { readAccount } from './list-accounts.ts';
import { hashPassword, needGoodPassword } from './passwords.ts';
import { insertAccount, readLogin } from './write-account.ts';

export async function createAccount({ services, actor, body, address }: Call<'POST /api/accounts'>) {
  needDistrictWide(actor, 'account.edit');
  const { district, accountId, name: who } = actor;
  const { commandId, password, ...shown } = body;
  needGoodPassword(password, readLogin(shown.login));
  const passwordHash = await hashPassword(password);
  // Commands are remembered by a hash of what was asked; a plain one would let the password be guessed from it.
  const marked = { ...shown, password: services.crypto.blindIndex('password', password).toString('base64') };
  const ask = { id: commandId, name: 'account.create', by: accountId, body: marked };
  return command(services, systemScope(district), ask, async (tx) => {
    await insertAccount(services, tx, district, { ...shown, passwordHash });
    const entry = { district, accountId, who, action: 'account.create', target: shown.login, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done' });
    return readAccount(services, tx, district, shown.id);
  });
}
