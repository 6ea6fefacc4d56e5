import type { Answer } from '#contract/api';
import type { StepTold } from '#contract/webhooks';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { postWebhook } from './post-webhook.ts';
import { webhookHeaders } from './sign-webhook.ts';
import { lockWebhook } from './webhook-rows.ts';

type Route = 'POST /api/exchange/webhooks/:id/test';

/** A ping like a real one, now, with the outcome for the person who waits; a paused webhook may be tried too. */
export async function testWebhook({ services, actor, params, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  const hook = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const found = await lockWebhook(tx, district, params.id);
    const entry = { district, accountId, who, action: 'webhook.test', target: found.name, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done' });
    return found;
  });
  const at = services.clock();
  const id = services.ids();
  const ping: StepTold = { version: 1, id, type: 'ping', at: at.toISOString(), district, case: null, step: null };
  const body = JSON.stringify(ping);
  const headers = {
    ...webhookHeaders(services.crypto.open(hook.secret_cipher), id, body, at),
    'user-agent': `Gezhi/${services.config.version}`,
  };
  const began = performance.now();
  const posted = await postWebhook(hook.url, headers, body, services.config.webhookNetworks);
  return { ...posted, ms: Math.round(performance.now() - began) };
}
