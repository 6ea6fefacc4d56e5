import { may, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { locatorOf } from './area-index.ts';
import { type AreaOnTrail, areaById } from './area-trail.ts';
import type { Locator } from './locate.ts';

/**
 * Gives a building to a micro-grid, against its geometry if need be: kinship and choice decide where a household
 * belongs, and the reason stands beside it. Where geometry says the same, no reason is kept and later outlines decide.
 */
export async function assignAddress(call: Call<'PUT /api/addresses/:id/area'>): Promise<{ done: true }> {
  const { services, params, body, actor, address } = call;
  const district = actor.district;
  const locator = await locatorOf(services, district);
  const ask = { id: body.commandId, name: 'address.assign', by: actor.accountId, body: { id: params.id, ...body } };
  return command(services, systemScope(district), ask, async (tx) => {
    const found = await lockAddress(tx, district, params.id);
    const area = await microGrid(tx, district, body.areaId);
    if (!may(actor, 'area.edit', { areaPath: area.path, unitId: null, ownerPostId: null })) refuse('right.missing');
    const byGeometry = isInside(locator, found, area.id);
    await tx
      .updateTable('addresses')
      .set({ area_id: area.id, assigned_reason: byGeometry ? null : body.reason.trim() })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .execute();
    const entry = { district, accountId: actor.accountId, who: actor.name, address, target: found.text };
    await audit(tx, services, {
      ...entry,
      action: 'area.change',
      outcome: 'done',
      detail: `→ ${area.name}: ${body.reason}`,
    });
    return { done: true };
  });
}

interface Found {
  text: string;
  lon: number | null;
  lat: number | null;
}

async function lockAddress(tx: Tx, district: number, id: string): Promise<Found> {
  const found = await tx
    .selectFrom('addresses')
    .select(['text', 'lon', 'lat'])
    .where('district_id', '=', district)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return found ?? refuse('address.unknown');
}

async function microGrid(tx: Tx, district: number, id: string): Promise<AreaOnTrail> {
  const area = (await areaById(tx, district, id)) ?? refuse('area.unknown');
  return area.leaf ? area : refuse('area.not-micro-grid');
}

function isInside(locator: Locator, { lon, lat }: Found, areaId: string): boolean {
  if (lon === null || lat === null) return false;
  const located = locator.locate([lon, lat]);
  return located.kind === 'inside' && located.areaId === areaId;
}
