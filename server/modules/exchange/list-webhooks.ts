import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { toWebhook } from './webhook-rows.ts';

type Route = 'GET /api/exchange/webhooks';

export async function listWebhooks({ services, actor }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district } = actor;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const rows = await tx
      .selectFrom('webhooks as w')
      .leftJoin('areas as a', (on) => on.onRef('a.id', '=', 'w.area_id').on('a.district_id', '=', district))
      .selectAll('w')
      .select('a.name as areaName')
      .where('w.district_id', '=', district)
      .where('w.ended_at', 'is', null)
      .orderBy('w.created_at', 'desc')
      .orderBy('w.id', 'desc')
      .execute();
    const counted = await tx
      .selectFrom('webhook_deliveries')
      .select(({ fn }) => ['webhook_id', 'state', fn.countAll<number>().as('n')])
      .where('district_id', '=', district)
      .where('state', 'in', ['waiting', 'stuck'])
      .groupBy(['webhook_id', 'state'])
      .execute();
    const countOf = (id: string, state: string) =>
      counted.find((row) => row.webhook_id === id && row.state === state)?.n ?? 0;
    return {
      rows: rows.map((row) => toWebhook(row, { waiting: countOf(row.id, 'waiting'), stuck: countOf(row.id, 'stuck') })),
    };
  });
}
