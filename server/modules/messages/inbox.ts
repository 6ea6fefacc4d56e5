import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { render, type TemplateParams } from './templates.ts';

/** Own messages in the application, newest first, with the number of unread ones. */
export async function readInbox({ services, actor, query, locale }: Call<'GET /api/inbox'>) {
  const { district, accountId } = actor;
  const limit = query.limit ?? 30;
  const after = readCursor(query.after, ['instant', 'id']);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const own = tx
      .selectFrom('messages as m')
      .where('m.district_id', '=', district)
      .where('m.account_id', '=', accountId)
      .where('m.channel', '=', 'app')
      .where('m.state', '=', 'sent');
    const rows = await own
      .select(['m.id', 'm.template', 'm.params', 'm.created_at', 'm.read_at', 'm.case_id'])
      .$if(after !== null, (select) =>
        select.where(sql<boolean>`(m.created_at, m.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('m.created_at', 'desc')
      .orderBy('m.id', 'desc')
      .limit(limit + 1)
      .execute();
    const { unread } = await own
      .select(sql<number>`count(*)::integer`.as('unread'))
      .where('m.read_at', 'is', null)
      .executeTakeFirstOrThrow();
    const page = pageOf(rows, limit, (row) => [row.created_at, row.id]);
    return {
      rows: page.rows.map((row) => {
        const params = row.params as TemplateParams;
        return {
          id: row.id,
          ...render(row.template, params, locale),
          at: row.created_at.toISOString(),
          readAt: row.read_at?.toISOString() ?? null,
          caseId: row.case_id,
          caseNo: typeof params.no === 'string' ? params.no : null,
          template: row.template,
        };
      }),
      next: page.next,
      unread,
    };
  });
}

/** Marks one own message as read, or all of them. */
export async function markRead({ services, actor, body }: Call<'POST /api/inbox/read'>) {
  const { district, accountId } = actor;
  const { id } = body;
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const own = tx
      .updateTable('messages')
      .set((on) => ({ read_at: on.fn.coalesce('read_at', on.val(services.clock())) }))
      .where('district_id', '=', district)
      .where('account_id', '=', accountId)
      .where('channel', '=', 'app');
    if (id === undefined) return own.where('read_at', 'is', null).execute();
    const marked = await own.where('id', '=', id).returning('id').executeTakeFirst();
    return marked ?? refuse('message.unknown');
  });
  return { done: true as const };
}
