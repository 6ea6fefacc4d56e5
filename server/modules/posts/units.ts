import { sql } from 'kysely';
import type { UnitRow } from '#contract/posts';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { needOfficePhone } from './create-post.ts';

/** All units with how much lies with them; whoever dispatches sees who is free. */
export async function listUnits({ services, actor }: Call<'GET /api/units'>) {
  const { district } = actor;
  const now = services.clock();
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const { rows } = await sql<UnitRow>`
      select u.id, u.name, u.kind, u.phone, coalesce(c.open, 0) as "openCases", coalesce(c.late, 0) as overdue
        from app.units u
        left join (select k.unit_id, count(*)::integer as open,
                          count(*) filter (where k.overdue_since is not null or k.due_at < ${now})::integer as late
                     from app.cases k
                    where k.district_id = ${district} and k.open and k.unit_id is not null
                    group by k.unit_id) c on c.unit_id = u.id
       where u.district_id = ${district} and u.ended_at is null
       order by u.kind, u.name`.execute(tx);
    return { rows };
  });
}

export async function putUnit({ services, actor, params, body, address }: Call<'PUT /api/units/:id'>) {
  needDistrictWide(actor, 'post.edit');
  const { district, accountId } = actor;
  const { name, kind, phone } = body;
  if (phone) needOfficePhone(phone);
  const ask = { id: body.commandId, name: 'unit.put', by: accountId, body: { ...body, unit: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    await tx
      .insertInto('units')
      .values({ district_id: district, id: params.id, name, kind, phone: phone || null })
      .onConflict((on) =>
        on.columns(['district_id', 'id']).doUpdateSet((set) => ({
          name: set.ref('excluded.name'),
          kind: set.ref('excluded.kind'),
          ...(phone !== undefined && { phone: set.ref('excluded.phone') }),
        })),
      )
      .execute()
      .catch((error: { code?: string }) => {
        // units_name: the primary key's own conflict is handled above.
        if (error.code === '23505') refuse('unit.name-taken');
        throw error;
      });
    const line = { district, accountId, who: actor.name, action: 'unit.change', target: name } as const;
    await audit(tx, services, { ...line, address, outcome: 'done' });
    return { done: true as const };
  });
}
