import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { needArea } from './need-area.ts';
import { webhookSecret } from './sign-webhook.ts';
import { needWebhookUrl } from './webhook-rows.ts';

type Route = 'POST /api/exchange/webhooks';

/** The secret is stored sealed and stays out of what the command remembers; a resend of the same command reads it again. */
export async function addWebhook({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  const { commandId, ...given } = body;
  const url = await needWebhookUrl(services, given.url);
  const name = given.name.trim();
  if (name === '') refuse('input.invalid', { 'detail:zh': '名称不能为空', 'detail:en': 'the name is empty' });
  const ask = { id: commandId, name: 'webhook.create', by: accountId, body: given };
  const { id } = await command(services, systemScope(district), ask, async (tx) => {
    await needArea(tx, district, given.areaId);
    const { moves, categories, areaId } = given;
    await tx
      .insertInto('webhooks')
      .values({
        district_id: district,
        id: given.id,
        name,
        url,
        secret_cipher: services.crypto.seal(webhookSecret()),
        area_id: areaId,
        moves,
        categories,
        created_at: services.clock(),
        created_by: accountId,
      })
      .execute();
    const entry = { district, accountId, who, action: 'webhook.create', target: name, address } as const;
    // The path of an address may hold a secret of the other side; its host says enough.
    await audit(tx, services, { ...entry, outcome: 'done', detail: new URL(url).host });
    return { id: given.id };
  });
  return { id, secret: await inDistrict(services.database.app, systemScope(district), (tx) => secretOf(tx)) };

  async function secretOf(tx: Parameters<typeof audit>[0]): Promise<string> {
    const { secret_cipher } = await tx
      .selectFrom('webhooks')
      .select('secret_cipher')
      .where('district_id', '=', district)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return services.crypto.open(secret_cipher);
  }
}
