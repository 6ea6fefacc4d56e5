import { type Actor, systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';

export interface Saved {
  id: string;
  name: string;
  query: Record<string, string>;
}
/** As many as a person can tell apart. */
const most = 30;

export function listFilters(services: Services, actor: Actor): Promise<{ rows: Saved[] }> {
  return inDistrict(services.database.app, systemScope(actor.district), async (tx) => {
    const rows = await tx
      .selectFrom('saved_filters')
      .select(['id', 'name', 'query'])
      .where('district_id', '=', actor.district)
      .where('account_id', '=', actor.accountId)
      .orderBy('created_at')
      .limit(most)
      .execute();
    return { rows: rows.map((row) => ({ ...row, query: row.query as Record<string, string> })) };
  });
}

export async function saveFilter(services: Services, actor: Actor, saved: Saved): Promise<{ done: true }> {
  const { district, accountId } = actor;
  const query = JSON.stringify(saved.query);
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const row = await tx
      .insertInto('saved_filters')
      .values({
        district_id: district,
        id: saved.id,
        account_id: accountId,
        name: saved.name,
        query,
        created_at: services.clock(),
      })
      .onConflict((on) =>
        on
          .columns(['district_id', 'id'])
          .doUpdateSet({ name: saved.name, query })
          .where('saved_filters.account_id', '=', accountId),
      )
      .returning('id')
      .executeTakeFirst();
    // Somebody else's id: as unknown as one that never was.
    if (!row) refuse('filter.unknown');
  });
  return { done: true };
}

export async function forgetFilter(services: Services, actor: Actor, id: string): Promise<{ done: true }> {
  await inDistrict(services.database.app, systemScope(actor.district), async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('saved_filters')
      .where('district_id', '=', actor.district)
      .where('account_id', '=', actor.accountId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) refuse('filter.unknown');
  });
  return { done: true };
}
