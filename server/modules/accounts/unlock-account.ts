import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { hashPassword, needGoodPassword } from './passwords.ts';
import { endSessions } from './sessions.ts';

/** Lifts a lock-out; with a new password the account's sessions end, because somebody else may have known the old one. */
export async function unlockAccount({ services, actor, params, body, address }: Call<'POST /api/accounts/:id/unlock'>) {
  needDistrictWide(actor, 'account.edit');
  const { district, accountId, name: who } = actor;
  const { password } = body;
  const found = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('accounts')
      .select(['login', 'name'])
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .executeTakeFirst(),
  );
  if (!found) refuse('account.unknown');
  if (password !== undefined) needGoodPassword(password, found.login);
  const hash = password === undefined ? null : await hashPassword(password);
  const mark = password === undefined ? null : services.crypto.blindIndex('password', password).toString('base64');
  const ask = { id: body.commandId, name: 'account.unlock', by: accountId, body: { account: params.id, mark } };
  return command(services, systemScope(district), ask, async (tx) => {
    await tx
      .updateTable('accounts')
      .set({ failed_tries: 0, locked_until: null, ...(hash !== null && { password_hash: hash }) })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
    if (hash !== null) await endSessions(services, tx, district, params.id);
    const entry = { district, accountId, who, action: 'account.unlock', target: found.name, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done', detail: hash === null ? null : 'new password' });
    return { done: true as const };
  });
}
