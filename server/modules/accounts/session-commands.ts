import type { Me } from '#contract/accounts';
import { type Actor, abilitiesOf, systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { passwordProvider } from './password-provider.ts';
import { hashPassword, needGoodPassword, passwordFits } from './passwords.ts';
import { endSession, endSessions, forgetCached, openSession, resolveActor, sendCookie } from './sessions.ts';

export async function signIn({ services, body, address, request, reply }: Call<'POST /api/session'>): Promise<Me> {
  const from = { address, agent: request.headers['user-agent'] ?? null };
  const who = await passwordProvider(services).prove({ kind: 'password', ...body }, from);
  const { district, accountId } = who;
  const cookie = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const entry = { district, accountId, who: who.name, action: 'session.sign-in', address, outcome: 'done' } as const;
    await audit(tx, services, entry);
    await tx
      .updateTable('accounts')
      .set({ last_seen_at: services.clock() })
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .execute();
    return openSession(services, tx, who, from);
  });
  const actor = await resolveActor(services, cookie);
  if (!actor) refuse('session.disabled');
  sendCookie(services, request, reply, cookie);
  return describeMe(services, actor);
}

export function readSession({ services, actor }: Call<'GET /api/session'>): Promise<Me> {
  return describeMe(services, actor);
}

async function describeMe(services: Services, actor: Actor): Promise<Me> {
  const { district, accountId, login, name, locale, largeType } = actor;
  const { name: districtName } = await services.database.app
    .selectFrom('districts')
    .select('name')
    .where('id', '=', district)
    .executeTakeFirstOrThrow();
  const posts = actor.posts.map(({ areaLevel: _, ...post }) => post);
  return { accountId, login, name, district, districtName, posts, abilities: abilitiesOf(actor), locale, largeType };
}

export async function signOut({ services, actor, address, request, reply }: Call<'DELETE /api/session'>) {
  const { district, accountId, name: who } = actor;
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    await endSession(services, tx, district, actor.sessionId);
    await audit(tx, services, { district, accountId, who, action: 'session.sign-out', address, outcome: 'done' });
  });
  sendCookie(services, request, reply, null);
  return { done: true as const };
}

/** The other devices of the account are signed out: whoever knew the old password is gone. */
export async function changePassword({ services, actor, body, address }: Call<'PUT /api/session/password'>) {
  const { district, accountId, name: who } = actor;
  const { password_hash: stored } = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('accounts')
      .select('password_hash')
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow(),
  );
  if (!(await passwordFits(stored, body.old))) refuse('session.wrong-password');
  needGoodPassword(body.new, actor.login);
  const hash = await hashPassword(body.new);
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    await tx
      .updateTable('accounts')
      .set({ password_hash: hash })
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .execute();
    await endSessions(services, tx, district, accountId, actor.sessionId);
    await audit(tx, services, { district, accountId, who, action: 'session.password', address, outcome: 'done' });
  });
  return { done: true as const };
}

export async function changeSettings({ services, actor, body }: Call<'PUT /api/session/settings'>) {
  const { district, accountId } = actor;
  const { locale, largeType } = body;
  if (locale === undefined && largeType === undefined) return { done: true as const };
  await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .updateTable('accounts')
      .set({ ...(locale !== undefined && { locale }), ...(largeType !== undefined && { large_type: largeType }) })
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .execute(),
  );
  forgetCached(services, (one) => one.accountId === accountId);
  return { done: true as const };
}
