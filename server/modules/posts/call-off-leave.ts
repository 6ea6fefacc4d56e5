import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { holdsDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { dutyChanged, postsOf } from './duty.ts';

/**
 * Calls a leave off: one under way ends now, one that has not begun never does; one that is over stays as it was. Whoever
 * comes back may be the first one present in a post, so those who follow duty are told in the same transaction.
 */
export async function callOffLeave({ services, actor, params, body, address }: Call<'POST /api/leaves/:id/call-off'>) {
  const { district } = actor;
  const now = services.clock();
  const ask = {
    id: body.commandId,
    name: 'leave.call-off',
    by: actor.accountId,
    body: { ...body, leave: params.id },
  };
  return command(services, systemScope(district), ask, async (tx) => {
    const leave = await lockLeave(tx, district, params.id);
    if (leave.account_id !== actor.accountId && !holdsDistrictWide(actor, 'post.edit')) refuse('right.missing');
    if (leave.to_at <= now || leave.called_off_at !== null) return { done: true as const };
    // Rows are kept and a period is never empty, so one that has not begun shrinks to a millisecond.
    const end = leave.from_at < now ? now : new Date(leave.from_at.getTime() + 1);
    await tx
      .updateTable('leaves')
      .set({ to_at: end, called_off_at: now })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
    if (leave.from_at <= now) {
      await dutyChanged(services, tx, { district, postIds: await postsOf(tx, district, leave.account_id, now) });
    }
    const target = `${leave.name} ${leave.from_at.toISOString()} – ${leave.to_at.toISOString()}`;
    const line = { district, accountId: actor.accountId, who: actor.name, action: 'leave.call-off', target } as const;
    await audit(tx, services, { ...line, address, outcome: 'done' });
    return { done: true as const };
  });
}

async function lockLeave(tx: Tx, district: number, id: string) {
  const leave = await tx
    .selectFrom('leaves as l')
    .innerJoin('accounts as k', (on) => on.on('k.district_id', '=', district).onRef('k.id', '=', 'l.account_id'))
    .select(['l.account_id', 'l.from_at', 'l.to_at', 'l.called_off_at', 'k.name'])
    .where('l.district_id', '=', district)
    .where('l.id', '=', id)
    .forUpdate('l')
    .executeTakeFirst();
  return leave ?? refuse('leave.unknown');
}
