import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { dutyChanged, keepingFallback, postsOf } from '#modules/posts';
import { readAccount } from './list-accounts.ts';
import { endSessions, forgetCached } from './sessions.ts';
import { emailFields, phoneFields } from './write-account.ts';

type ChangeCall = Call<'PUT /api/accounts/:id'>;

export async function changeAccount(call: ChangeCall) {
  const { services, actor, body, params } = call;
  needDistrictWide(actor, 'account.edit');
  const { district } = actor;
  // Nobody locks himself out by a slip.
  if (body.disabled === true && params.id === actor.accountId) refuse('right.missing');
  const ask = {
    id: body.commandId,
    name: 'account.change',
    by: actor.accountId,
    body: { ...body, account: params.id },
  };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const found = await tx
      .selectFrom('accounts')
      .select(['name', 'disabled_at'])
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .forUpdate()
      .executeTakeFirst();
    if (!found) refuse('account.unknown');
    await writeFields(call, tx);
    const turn = body.disabled !== undefined && body.disabled !== (found.disabled_at !== null);
    if (turn) await turnOnOrOff(call, tx, body.disabled === true);
    await note(call, tx, turn, found.name);
    return readAccount(services, tx, district, params.id);
  });
  forgetCached(services, (one) => one.accountId === params.id);
  return answer;
}

async function writeFields({ services, actor, body, params }: ChangeCall, tx: Tx): Promise<void> {
  const fields = {
    ...(body.name !== undefined && { name: body.name.trim() }),
    ...(body.phone !== undefined && phoneFields(services, body.phone || null)),
    ...(body.email !== undefined && emailFields(services, body.email || null)),
  };
  if (Object.keys(fields).length === 0) return;
  await tx
    .updateTable('accounts')
    .set(fields)
    .where('district_id', '=', actor.district)
    .where('id', '=', params.id)
    .execute();
}

/** A disabled account is signed out everywhere; its posts' open cases go to whoever stands in. */
async function turnOnOrOff({ services, actor, params }: ChangeCall, tx: Tx, off: boolean): Promise<void> {
  const { district } = actor;
  const now = services.clock();
  const write = async () => {
    await tx
      .updateTable('accounts')
      .set({ disabled_at: off ? now : null })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
  };
  if (off) {
    await keepingFallback(tx, district, { from: now, to: null }, write);
    await endSessions(services, tx, district, params.id);
  } else {
    await write();
  }
  await dutyChanged(services, tx, { district, postIds: await postsOf(tx, district, params.id, now) });
}

async function note({ services, actor, body, address }: ChangeCall, tx: Tx, turn: boolean, target: string) {
  const done = body.disabled ? 'account.disable' : 'account.enable';
  const fields = ['name', 'phone', 'email'].filter((field) => field in body).join(', ');
  await audit(tx, services, {
    district: actor.district,
    accountId: actor.accountId,
    who: actor.name,
    action: turn ? done : 'account.change',
    target,
    address,
    outcome: 'done',
    detail: fields,
  });
}
