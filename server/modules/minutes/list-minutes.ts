import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { Meeting } from '#contract/minutes';
import { scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { areaPathOf } from './area-path.ts';
import { dayOf, isDay, isLate, isWaiting } from './line-rows.ts';

type Route = 'GET /api/minutes';

/** Meetings in the reader's areas, the newest first. */
export function listMinutes({ services, actor, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const { limit = 30 } = query;
  const after = readCursor(query.after, ['text', 'id']);
  if (after && !isDay(after[0])) refuse('list.bad-cursor');
  const today = dayOf(services.clock());
  return inDistrict(services.database.app, scopeOf(actor, 'minutes.read'), async (tx) => {
    const path = query.areaId ? await areaPathOf(tx, district, query.areaId) : null;
    const start = after ? sql`(m.held_on, m.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`;
    const { rows } = await sql<Meeting>`
      select m.id, m.title, m.held_on::text as "heldOn", m.area_id as "areaId", a.name as "areaName", k.name as by,
             t.lines, t.open, t.late
        from app.meetings m
        join app.areas a on a.district_id = ${district} and a.id = m.area_id
        left join app.accounts k on k.district_id = ${district} and k.id = m.by_account
        cross join lateral (
          select count(*)::int as lines, (count(*) filter (where ${isWaiting}))::int as open,
                 (count(*) filter (where ${isLate(today)}))::int as late
            from app.meeting_lines l left join app.cases c on c.district_id = ${district} and c.id = l.case_id
           where l.district_id = ${district} and l.meeting_id = m.id) t
       where m.district_id = ${district} and ${path === null ? sql`true` : sql`m.area_path ^@ ${path}`} and ${start}
       order by m.held_on desc, m.id desc limit ${limit + 1}`.execute(tx);
    return pageOf(rows, limit, (row) => [row.heldOn, row.id]);
  });
}
