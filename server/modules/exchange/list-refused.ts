import type { Answer } from '#contract/api';
import { type RefusalCode, refusals } from '#contract/refusals';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { Refusal, refusalText } from '#kernel/refuse';
import type { Call } from '#kernel/routes';

type Route = 'GET /api/exchange/refused';

/** What was taken in and could not be filed after all (a micro-grid dissolved meanwhile): for a person to look at. */
export function listRefused({ services, actor }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district } = actor;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const rows = await tx
      .selectFrom('exchange_requests as r')
      .innerJoin('exchange_peers as p', (on) => on.on('p.district_id', '=', district).onRef('p.id', '=', 'r.peer_id'))
      .select(['r.id', 'r.received_at', 'r.service_code', 'r.address', 'r.refused', 'p.name'])
      .where('r.district_id', '=', district)
      .where('r.refused', 'is not', null)
      .orderBy('r.received_at', 'desc')
      .limit(100)
      .execute();
    return {
      rows: rows.map((row) => ({
        id: row.id,
        receivedAt: row.received_at.toISOString(),
        peer: row.name,
        serviceCode: row.service_code,
        address: row.address,
        ...sentences(row.refused ?? ''),
      })),
    };
  });
}

function sentences(code: string): { zh: string; en: string } {
  if (!(code in refusals)) return { zh: code, en: code };
  const refusal = new Refusal(code as RefusalCode); // it is one: looked up a line above
  return { zh: refusalText(refusal, 'zh'), en: refusalText(refusal, 'en') };
}
