import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { areaById } from '#modules/areas';
import { audit } from '#modules/audit';
import { forgetTimekeeping, sayTimesChanged } from './timekeeping.ts';

type Route = 'PUT /api/deadlines/area-classes/:id';

/** New clocks in the area, and below where nothing nearer is set, take the class; running ones go on as they are. */
export async function setAreaClass({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name } = actor;
  const ask = { id: body.commandId, name: 'set-area-class', by: accountId, body: { ...body, id: params.id } };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const area = (await areaById(tx, district, params.id)) ?? refuse('area.unknown');
    const key = { district_id: district, area_id: area.id };
    if (body.class === null)
      await tx.deleteFrom('area_classes').where('district_id', '=', district).where('area_id', '=', area.id).execute();
    else
      await tx
        .insertInto('area_classes')
        .values({ ...key, class: body.class, set_at: services.clock(), by_account: accountId })
        .onConflict((on) =>
          on.columns(['district_id', 'area_id']).doUpdateSet((excluded) => ({
            class: excluded.ref('excluded.class'),
            set_at: excluded.ref('excluded.set_at'),
            by_account: excluded.ref('excluded.by_account'),
          })),
        )
        .execute();
    await sayTimesChanged(tx, district);
    const detail = `area class ${body.class ?? 'none'}: ${area.name}`;
    await audit(tx, services, {
      district,
      accountId,
      who: name,
      address,
      action: 'setting.change',
      target: area.code,
      outcome: 'done',
      detail,
    });
    return { areaId: area.id, class: body.class };
  });
  forgetTimekeeping(services, district);
  return answer;
}

type List = 'GET /api/deadlines/area-classes';

export async function listAreaClasses({ services, actor }: Call<List>): Promise<Answer<List>> {
  const { district } = actor;
  const rows = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('area_classes as k')
      .innerJoin('areas as a', (join) => join.on('a.district_id', '=', district).onRef('a.id', '=', 'k.area_id'))
      .select(['k.area_id', 'a.name', 'a.path', 'k.class', 'k.set_at'])
      .where('k.district_id', '=', district)
      .orderBy('a.path')
      .execute(),
  );
  return {
    rows: rows.map((row) => ({
      areaId: row.area_id,
      name: row.name,
      path: row.path,
      class: row.class as 'A' | 'B' | 'C',
      setAt: row.set_at.toISOString(),
    })),
  };
}
