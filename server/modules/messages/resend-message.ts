import { may, systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { planDelivery } from './enqueue-message.ts';

/** A person looked at a stuck message and has it tried again, with all its tries. */
export async function resendMessage({ services, actor, params, address }: Call<'POST /api/messages/:id/resend'>) {
  const { district, accountId, name: who } = actor;
  const now = services.clock();
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const found = await tx
      .selectFrom('messages')
      .select(['state', 'area_path', 'template'])
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .forUpdate()
      .executeTakeFirst();
    if (!found) refuse('message.unknown');
    const where = { areaPath: found.area_path, unitId: null, ownerPostId: null };
    // What one may not see does not exist.
    if (!may(actor, 'message.resend', where))
      refuse(may(actor, 'message.read', where) ? 'right.missing' : 'message.unknown');
    if (found.state !== 'stuck' && found.state !== 'failed') return;
    await tx
      .updateTable('messages')
      .set({ state: 'queued', attempts: 0, next_at: now })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
    await planDelivery(tx, district, params.id, now);
    const entry = { district, accountId, who, action: 'message.resend', target: params.id, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done', detail: found.template });
  });
  return { done: true as const };
}
