import type { Answer } from '#contract/api';
import type { Peer } from '#contract/exchange';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { toPeer } from './peers.ts';

type Route = 'GET /api/exchange/peers';

export async function listPeers({ services, actor }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  return { rows: await peersOf(services, actor.district) };
}

/** All peers of a district, the newest first. */
export function peersOf(services: Pick<Services, 'database'>, district: number): Promise<Peer[]> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const rows = await tx
      .selectFrom('exchange_peers as p')
      .leftJoin('areas as a', (on) => on.onRef('a.id', '=', 'p.area_id').on('a.district_id', '=', district))
      .selectAll('p')
      .select('a.name as areaName')
      .where('p.district_id', '=', district)
      .orderBy('p.created_at', 'desc')
      .orderBy('p.id', 'desc')
      .execute();
    return rows.map((row) => toPeer(row, row.areaName));
  });
}
