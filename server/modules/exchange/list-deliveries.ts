import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';
import { toDelivery } from './webhook-rows.ts';

type Route = 'GET /api/exchange/deliveries';

/** Newest first; asked for state 'stuck', what a person has to look at. */
export async function listDeliveries({ services, actor, query }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district } = actor;
  const limit = query.limit ?? 50;
  const after = readCursor(query.after, ['instant', 'id']);
  const rows = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('webhook_deliveries as d')
      .innerJoin('webhooks as w', (on) => on.onRef('w.id', '=', 'd.webhook_id').on('w.district_id', '=', district))
      .selectAll('d')
      .select('w.name as webhookName')
      .where('d.district_id', '=', district)
      .$if(query.state !== undefined, (s) => s.where('d.state', '=', query.state ?? ''))
      .$if(query.webhookId !== undefined, (s) => s.where('d.webhook_id', '=', query.webhookId ?? ''))
      .$if(after !== null, (s) =>
        s.where(sql<boolean>`(d.created_at, d.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('d.created_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const page = pageOf(rows, limit, (row) => [row.created_at, row.id]);
  return { rows: page.rows.map(toDelivery), next: page.next };
}
