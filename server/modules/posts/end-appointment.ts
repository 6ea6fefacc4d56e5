import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { needAppointing, postPlace } from './appoint.ts';
import { dutyChanged, keepingFallback } from './duty.ts';
import { readPost } from './list-posts.ts';

/** Ends an appointment now. Open cases stay with the post, or go on to whoever answers when nobody is left in it. */
export async function endAppointment(call: Call<'DELETE /api/posts/:id/holders/:holderId'>) {
  const { services, actor, params } = call;
  const { district } = actor;
  const now = services.clock();
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const post = await postPlace(tx, district, params.id);
    needAppointing(actor, post);
    const held = await tx
      .selectFrom('post_holders as h')
      .innerJoin('accounts as k', (on) => on.on('k.district_id', '=', district).onRef('k.id', '=', 'h.account_id'))
      .select(['h.from_at', 'h.to_at', 'k.name'])
      .where('h.district_id', '=', district)
      .where('h.id', '=', params.holderId)
      .where('h.post_id', '=', params.id)
      .executeTakeFirst();
    if (!held) refuse('post.unknown');
    if (held.to_at !== null && held.to_at <= now) return readPost(tx, actor, params.id, now);
    // One that has not begun ends where it begins; rows are kept, so its period shrinks to a millisecond.
    const end = held.from_at < now ? now : new Date(held.from_at.getTime() + 1);
    await keepingFallback(tx, district, { from: end, to: held.to_at }, async () => {
      await tx
        .updateTable('post_holders')
        .set({ to_at: end })
        .where('district_id', '=', district)
        .where('id', '=', params.holderId)
        .execute();
    });
    await dutyChanged(services, tx, { district, postIds: [params.id] });
    const line = { district, accountId: actor.accountId, who: actor.name, action: 'post.end' } as const;
    const target = `${held.name} → ${post.title}`;
    await audit(tx, services, { ...line, target, address: call.address, outcome: 'done' });
    return readPost(tx, actor, params.id, now);
  });
}
