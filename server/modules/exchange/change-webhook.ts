import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { needArea } from './need-area.ts';
import { planRun } from './plan-deliveries.ts';
import { lockWebhook, needWebhookUrl } from './webhook-rows.ts';

type Route = 'PUT /api/exchange/webhooks/:id';

/** Changes what is given. Going on after a pause sends everything that was kept, at once and in order. */
export async function changeWebhook(call: Call<Route>): Promise<Answer<Route>> {
  const { services, actor, params, body, address } = call;
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  const { commandId, ...given } = body;
  const url = given.url === undefined ? undefined : await needWebhookUrl(services, given.url);
  if (given.name?.trim() === '')
    refuse('input.invalid', { 'detail:zh': '名称不能为空', 'detail:en': 'the name is empty' });
  const ask = { id: commandId, name: 'webhook.change', by: accountId, body: { webhook: params.id, ...given } };
  return command(services, systemScope(district), ask, async (tx) => {
    const current = await lockWebhook(tx, district, params.id);
    await needArea(tx, district, given.areaId);
    await tx
      .updateTable('webhooks')
      .set({
        name: given.name?.trim() ?? current.name,
        url: url ?? current.url,
        area_id: given.areaId === undefined ? current.area_id : given.areaId,
        moves: given.moves ?? current.moves,
        categories: given.categories ?? current.categories,
        ...pauseColumns(given.paused, current.paused_at, services.clock()),
      })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
    if (given.paused === false && current.paused_at) await goOn(tx, district, params.id, services.clock());
    const entry = { district, accountId, who, action: 'webhook.change', target: current.name, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done', detail: Object.keys(given).join(', ') });
    return { done: true as const };
  });
}

function pauseColumns(wanted: boolean | undefined, pausedAt: Date | null, now: Date) {
  if (wanted === undefined || wanted === (pausedAt !== null)) return {};
  if (wanted) return { paused_at: now, paused_why: 'person' };
  return { paused_at: null, paused_why: null, failures: 0, failing_since: null, hold_until: null };
}

async function goOn(tx: Tx, district: number, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ next_at: now })
    .where('district_id', '=', district)
    .where('webhook_id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
  await planRun(tx, district, id, now);
}
