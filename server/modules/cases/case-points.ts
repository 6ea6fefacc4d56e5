import type { Answer, Ask } from '#contract/api';
import type { State } from '#contract/lifecycle';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Services } from '#kernel/services';
import { stateNamer } from '#modules/flows';
import { readyFilter } from './case-filter.ts';
import { isOverdue } from './case-rows.ts';

const most = 5000;

/** Places of the filtered cases for the map; `more` says that the newest 5,000 are not all. */
export function casePoints(
  services: Services,
  actor: Actor,
  query: Ask<'GET /api/cases/points'>['query'],
): Promise<Answer<'GET /api/cases/points'>> {
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const now = services.clock();
    const filter = await readyFilter(tx, actor, query, now);
    const rows = await tx
      .selectFrom('cases as c')
      .select([
        'c.id',
        'c.no',
        'c.title',
        'c.state',
        'c.flow_code',
        'c.flow_version',
        'c.flow_state',
        'c.level',
        'c.lon',
        'c.lat',
        'c.area_id',
        'c.open',
        'c.overdue_since',
        'c.due_at',
      ])
      .where('c.district_id', '=', actor.district)
      .where((builder) => builder.and(filter.where(builder as never)))
      .where('c.lon', 'is not', null)
      .orderBy('c.reported_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(most + 1)
      .execute();
    const wordsOf = await stateNamer(services, actor.district, rows);
    return {
      rows: rows.slice(0, most).map((row) => ({
        id: row.id,
        no: row.no,
        title: row.title,
        state: row.state as State,
        stateName: wordsOf(row).name,
        level: row.level,
        lon: row.lon ?? 0,
        lat: row.lat ?? 0,
        overdue: isOverdue(row, now),
        areaId: row.area_id,
      })),
      more: rows.length > most,
    };
  });
}
