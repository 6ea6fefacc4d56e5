import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Call } from '#kernel/routes';

type Whistles = Answer<'GET /api/whistles'>;
const days = 90;

/**
 * Both sides of the whistles by unit, as far as row security lets the reader see them: how fast a department reported in, what
 * its response and the whistles were worth. Of units, never of people.
 */
export async function listWhistles({ services, actor }: Call<'GET /api/whistles'>): Promise<Whistles> {
  const { district } = actor;
  const since = new Date(services.clock().getTime() - days * 24 * 3600_000);
  const rows = await inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const found = await sql<Whistles['rows'][number]>`
      select t.unit_id as "unitId", n.name as "unitName", count(*)::int as whistles, count(t.taken_at)::int as "reportedIn",
             count(*) filter (where t.taken_at <= t.due_at)::int as "inTime",
             round(avg(extract(epoch from t.taken_at - t.given_at) / 60), 1)::float8 as minutes,
             round(avg(t.response_score), 2)::float8 as response, round(avg(t.whistle_score), 2)::float8 as "whistleQuality"
        from app.case_tasks t
        join app.units n on n.district_id = ${district} and n.id = t.unit_id
       where t.district_id = ${district} and t.kind = 'report-in' and t.given_at >= ${since}
       group by t.unit_id, n.name
       order by whistles desc, n.name limit 200`.execute(tx);
    return found.rows;
  });
  return { rows };
}
