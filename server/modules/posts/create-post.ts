import { type Actor, may, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { readPost } from './list-posts.ts';

type Body = Call<'POST /api/posts'>['body'];

/** A post is of an area, or, for the handlers of a department, of a unit. */
export async function createPost({ services, actor, body, address }: Call<'POST /api/posts'>) {
  const { district, accountId } = actor;
  const now = services.clock();
  if (body.phone !== undefined) needOfficePhone(body.phone);
  const ask = { id: body.commandId, name: 'post.create', by: accountId, body };
  return command(services, systemScope(district), ask, async (tx) => {
    const place =
      body.role === 'departmentHandler' ? await unitPlace(tx, actor, body) : await areaPlace(tx, actor, body);
    await tx
      .insertInto('posts')
      .values({
        district_id: district,
        id: body.id,
        role: body.role,
        title: body.title,
        ...place,
        phone: body.phone || null,
        created_at: now,
      })
      .execute();
    const target = `${body.title} (${body.role})`;
    await audit(tx, services, {
      district,
      accountId,
      who: actor.name,
      action: 'post.create',
      target,
      address,
      outcome: 'done',
    });
    return readPost(tx, actor, body.id, now);
  });
}

async function areaPlace(tx: Tx, actor: Actor, body: Body) {
  const area = await tx
    .selectFrom('areas')
    .select('path')
    .where('district_id', '=', actor.district)
    .where('id', '=', body.areaId ?? '00000000-0000-0000-0000-000000000000')
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  if (!area) refuse('area.unknown');
  if (!may(actor, 'post.edit', { areaPath: area.path, unitId: null, ownerPostId: null })) refuse('right.missing');
  return { area_id: body.areaId ?? null, unit_id: null };
}

async function unitPlace(tx: Tx, actor: Actor, body: Body) {
  needDistrictWide(actor, 'post.edit');
  const unit = await tx
    .selectFrom('units')
    .select('id')
    .where('district_id', '=', actor.district)
    .where('id', '=', body.unitId ?? '00000000-0000-0000-0000-000000000000')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!unit) refuse('unit.unknown');
  return { area_id: null, unit_id: unit.id };
}

/** As printed on a notice board: digits with separators and an extension. */
export function needOfficePhone(phone: string): void {
  if (phone !== '' && !/^\+?[\d\s()转-]{3,20}$/.test(phone)) {
    refuse('input.invalid', { 'detail:zh': '电话号码', 'detail:en': 'the phone number' }, { path: '/phone' });
  }
}
