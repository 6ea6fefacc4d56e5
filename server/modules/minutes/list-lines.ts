import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { areaPathOf } from './area-path.ts';
import { dayOf, isDay, isLate, isWaiting, type LineRow, lineColumns, lineJoins, withCaseStates } from './line-rows.ts';

type Route = 'GET /api/minutes/lines';
/** Where a line without a day stands: behind all others. */
const never = '9999-12-31';

interface Row extends LineRow {
  meetingId: string;
  title: string;
  heldOn: string;
  areaId: string;
  areaName: string;
}

/** The ledger: every line within reach, whatever meeting it is of; the soonest due first. */
export function listLines({ services, actor, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const { limit = 50, state = 'open' } = query;
  const after = readCursor(query.after, ['text', 'id']);
  if (after && !isDay(after[0])) refuse('list.bad-cursor');
  const today = dayOf(services.clock());
  const wanted = {
    open: isWaiting,
    late: isLate(today),
    done: sql`(l.state = 'done' or (l.state = 'filed' and not coalesce(c.open, true)))`,
    all: sql`true`,
  }[state];
  return inDistrict(services.database.app, scopeOf(actor, 'minutes.read'), async (tx) => {
    const path = query.areaId ? await areaPathOf(tx, district, query.areaId) : null;
    const start = after
      ? sql`(coalesce(l.due_on, ${never}::date), l.id) > (${after[0]}::date, ${after[1]}::uuid)`
      : sql`true`;
    const { rows } = await sql<Row>`
      select ${lineColumns(district, today)}, m.id as "meetingId", m.title, m.held_on::text as "heldOn",
             m.area_id as "areaId", a.name as "areaName"
        from app.meeting_lines l
        join app.meetings m on m.district_id = ${district} and m.id = l.meeting_id
        join app.areas a on a.district_id = ${district} and a.id = m.area_id
        ${lineJoins(district)}
       where l.district_id = ${district} and ${wanted} and ${start}
         and ${path === null ? sql`true` : sql`l.area_path ^@ ${path}`}
       order by coalesce(l.due_on, ${never}::date), l.id limit ${limit + 1}`.execute(tx);
    const { rows: shown, next } = pageOf(rows, limit, (row) => [row.dueOn ?? never, row.id]);
    return {
      next,
      rows: (await withCaseStates(services, district, shown)).map(
        ({ meetingId, title, heldOn, areaId, areaName, ...line }) => ({
          ...line,
          meeting: { id: meetingId, title, heldOn, areaId, areaName },
        }),
      ),
    };
  });
}
