import { accountsApi } from '#contract/accounts';
import { handle } from '#kernel/routes';
import { changeAccount } from './change-account.ts';
import { createAccount } from './create-account.ts';
import { listAccounts } from './list-accounts.ts';
import { changePassword, changeSettings, readSession, signIn, signOut } from './session-commands.ts';
import { unlockAccount } from './unlock-account.ts';

export { type AddAccount, addAccount } from './add-account.ts';
export type { Credential, IdentityProvider, ProvedIdentity } from './identity-provider.ts';
export { hashPassword } from './passwords.ts';
export { resolveActor } from './sessions.ts';

/** Sixty wrong passwords a minute from one device are no person; a town hall shares one address. */
const signInLimit = { perDevice: 60, perAddress: 600, seconds: 60 };

export const accountRoutes = handle(accountsApi, {
  'POST /api/session': { limit: signInLimit, run: signIn },
  'GET /api/session': { run: readSession },
  'DELETE /api/session': { run: signOut },
  'PUT /api/session/password': { limit: { perDevice: 10, perAddress: 300, seconds: 60 }, run: changePassword },
  'PUT /api/session/settings': { run: changeSettings },
  'GET /api/accounts': { right: 'account.read', run: listAccounts },
  'POST /api/accounts': { right: 'account.edit', run: createAccount },
  'PUT /api/accounts/:id': { right: 'account.edit', run: changeAccount },
  'POST /api/accounts/:id/unlock': { right: 'account.edit', run: unlockAccount },
});
