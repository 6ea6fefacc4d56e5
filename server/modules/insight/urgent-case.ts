import { sql } from 'kysely';
import type { Wall } from '#contract/insight';
import type { Tx } from '#kernel/database';
import { overdue, stoppedStates } from './definitions.ts';
import { publicTitle } from './public-title.ts';
import { below, type Subtree } from './subtree.ts';

interface Row {
  id: string;
  no: string;
  title: string;
  category_name: string | null;
  area_id: string;
  area_name: string;
  level: number | null;
  clock: Date;
  lon: number | null;
  lat: number | null;
  owner: string;
}

/** The clock stands still, or runs only until the resident's silence counts as consent. */
const calm = [...stoppedStates, 'checked'];

/**
 * The one case that cannot wait: overdue before not overdue, then the more severe level, then the longest overdue or the
 * next to be due. Minutes are negative while there is time left. Cases whose clock is stopped are no emergency.
 */
export async function urgentCase(
  tx: Tx,
  district: number,
  area: Subtree,
  at: Date,
  locale: 'zh-CN' | 'en',
): Promise<Wall['urgent']> {
  const { rows } = await sql<Row>`
    select c.id, c.no, c.title, c.category_name, c.area_id, c.area_name, c.level, c.lon, c.lat, concat_ws(' ', u.name, p.title) as owner,
           coalesce(c.overdue_since, c.due_at) as clock
      from app.cases c
      left join app.posts p on p.district_id = ${district} and p.id = c.owner_post_id
      left join app.units u on u.district_id = ${district} and u.id = p.unit_id
     where c.district_id = ${district} and c.open and c.due_at is not null
       and c.state <> all(${calm}) ${below(area, 'c.area_path')}
     order by ${overdue(at)} desc, c.level nulls last, coalesce(c.overdue_since, c.due_at), c.id
     limit 1`.execute(tx);
  const row = rows[0];
  if (!row) return null;
  return {
    caseId: row.id,
    no: row.no,
    title: publicTitle(row.title, row.category_name, locale),
    areaId: row.area_id,
    areaName: row.area_name,
    level: row.level,
    overdueMinutes: Math.trunc((at.getTime() - row.clock.getTime()) / 60_000),
    lon: row.lon,
    lat: row.lat,
    ownerTitle: row.owner || null,
  };
}
