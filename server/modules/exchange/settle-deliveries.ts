import type { Actor } from '#kernel/actor';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { planRun } from './plan-deliveries.ts';
import { lockWebhook } from './webhook-rows.ts';

/** A person looked at a stuck delivery and has it tried again, with all its tries. */
export async function resendDelivery(call: Call<'POST /api/exchange/deliveries/:id/resend'>) {
  const { services, actor, params, body, address } = call;
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId } = actor;
  const ask = { id: body.commandId, name: 'delivery.resend', by: accountId, body: { delivery: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    const { webhookId, caseNo, state } = await findDelivery(tx, district, params.id);
    const hook = await lockWebhook(tx, district, webhookId);
    if (state !== 'stuck' && state !== 'waiting') refuse('delivery.settled');
    await tryAgain(services, tx, district, webhookId, [params.id]);
    if (!hook.paused_at) await planRun(tx, district, webhookId, services.clock());
    await auditDelivery(services, tx, actor, address, 'delivery.resend', hook.name, caseNo);
    return { done: true as const };
  });
}

/** After a long outage: everything that is stuck for one webhook. */
export async function resendStuck(call: Call<'POST /api/exchange/webhooks/:id/resend'>) {
  const { services, actor, params, body, address } = call;
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId } = actor;
  const ask = { id: body.commandId, name: 'delivery.resend-all', by: accountId, body: { webhook: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    const hook = await lockWebhook(tx, district, params.id);
    const count = await tryAgain(services, tx, district, params.id, null);
    if (!hook.paused_at) await planRun(tx, district, params.id, services.clock());
    await auditDelivery(services, tx, actor, address, 'delivery.resend', hook.name, String(count));
    return { count };
  });
}

/** Not worth telling any more: the list keeps it, nothing tries it. */
export async function dropDelivery(call: Call<'POST /api/exchange/deliveries/:id/drop'>) {
  const { services, actor, params, body, address } = call;
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId } = actor;
  const ask = { id: body.commandId, name: 'delivery.drop', by: accountId, body: { delivery: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    const { webhookId, caseNo, state } = await findDelivery(tx, district, params.id);
    const hook = await lockWebhook(tx, district, webhookId);
    if (state !== 'stuck' && state !== 'waiting') refuse('delivery.settled');
    await tx
      .updateTable('webhook_deliveries')
      .set({ state: 'dropped' })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .where('state', 'in', ['stuck', 'waiting'])
      .execute();
    // The case's later steps waited for this one.
    if (!hook.paused_at) await planRun(tx, district, webhookId, services.clock());
    await auditDelivery(services, tx, actor, address, 'delivery.drop', hook.name, caseNo);
    return { done: true as const };
  });
}

async function findDelivery(tx: Tx, district: number, id: string) {
  const found = await tx
    .selectFrom('webhook_deliveries')
    .select(['webhook_id as webhookId', 'case_no as caseNo', 'state'])
    .where('district_id', '=', district)
    .where('id', '=', id)
    .executeTakeFirst();
  return found ?? refuse('delivery.unknown');
}

async function tryAgain(
  services: Pick<Services, 'clock'>,
  tx: Tx,
  district: number,
  webhookId: string,
  only: readonly string[] | null,
): Promise<number> {
  const again = await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', attempts: 0, next_at: services.clock() })
    .where('district_id', '=', district)
    .where('webhook_id', '=', webhookId)
    .where('state', 'in', only ? ['stuck', 'waiting'] : ['stuck'])
    .$if(only !== null, (query) => query.where('id', 'in', only ?? []))
    .executeTakeFirst();
  // A person says that the other side is there again.
  await tx
    .updateTable('webhooks')
    .set({ hold_until: null })
    .where('district_id', '=', district)
    .where('id', '=', webhookId)
    .execute();
  return Number(again.numUpdatedRows);
}

function auditDelivery(
  services: Services,
  tx: Tx,
  { district, accountId, name: who }: Actor,
  address: string,
  action: 'delivery.resend' | 'delivery.drop',
  target: string,
  detail: string,
): Promise<void> {
  return audit(tx, services, { district, accountId, who, action, target, address, outcome: 'done', detail });
}
