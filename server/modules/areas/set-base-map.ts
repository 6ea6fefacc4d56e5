import { sql } from 'kysely';
import type { BaseMap, District } from '#contract/areas';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { sayBaseMapChanged } from './base-map-origins.ts';
import { originsOf } from './base-map-url.ts';
import { districtById } from './read-district.ts';

/** The administrator's choice of a base map; every screen and every process follows without a restart. */
export async function setBaseMap(call: Call<'PUT /api/district/base-map'>): Promise<District> {
  const { services, body, actor, address } = call;
  needDistrictWide(actor, 'setting.edit');
  const { district } = actor;
  const ask = { id: body.commandId, name: 'district.base-map', by: actor.accountId, body };
  await command(services, systemScope(district), ask, async (tx) => {
    await writeBaseMap(services, tx, district, body.baseMap, { accountId: actor.accountId, who: actor.name, address });
    return { done: true };
  });
  return districtById(services, district);
}

interface By {
  accountId: string | null;
  who: string;
  address: string | null;
}

export async function writeBaseMap(
  services: Services,
  tx: Tx,
  district: number,
  baseMap: BaseMap | null,
  by: By,
): Promise<void> {
  const origins = baseMap ? originsOf(baseMap.url) : [];
  await sql`
    update app.districts set settings = jsonb_set(settings, '{baseMap}', ${JSON.stringify(baseMap)}::jsonb)
     where id = ${district}`.execute(tx);
  await sayBaseMapChanged(tx, district);
  // The address itself may hold the service's key: the line names the host only.
  const detail = baseMap ? `${baseMap.kind} ${origins.join(' ')}` : 'none';
  await audit(tx, services, { district, ...by, action: 'setting.change', target: 'baseMap', outcome: 'done', detail });
}
