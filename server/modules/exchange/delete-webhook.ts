import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { webhookSecret } from './sign-webhook.ts';
import { lockWebhook } from './webhook-rows.ts';

/** Nothing more is sent, what waited is dropped, and the secret is gone; the list keeps what was sent. */
export async function deleteWebhook({ services, actor, params, address }: Call<'DELETE /api/exchange/webhooks/:id'>) {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const { name } = await lockWebhook(tx, district, params.id);
    await tx
      .updateTable('webhooks')
      .set({ ended_at: services.clock(), secret_cipher: services.crypto.seal(webhookSecret()) })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
    await tx
      .updateTable('webhook_deliveries')
      .set({ state: 'dropped' })
      .where('district_id', '=', district)
      .where('webhook_id', '=', params.id)
      .where('state', 'in', ['waiting', 'stuck'])
      .execute();
    const entry = { district, accountId, who, action: 'webhook.delete', target: name, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done' });
  });
  return { done: true as const };
}
