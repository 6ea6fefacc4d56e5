import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { TaskView } from '#contract/case-parts';
import { helpersFor, scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Call } from '#kernel/routes';

type Tasks = Answer<'GET /api/tasks'>;
const most = 200;

interface Row extends Omit<TaskView, 'givenAt' | 'dueAt' | 'takenAt' | 'doneAt' | 'mine'> {
  givenAt: Date;
  dueAt: Date | null;
  takenAt: Date | null;
  doneAt: Date | null;
  caseId: string;
  no: string;
  title: string;
  areaName: string;
  address: string | null;
}

/** What the reader's posts and units were asked for and have not done, the most urgent first. */
export async function listTasks({ services, actor }: Call<'GET /api/tasks'>): Promise<Tasks> {
  const { district } = actor;
  const helpers = helpersFor(actor);
  const now = services.clock();
  const rows = await inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const found = await sql<Row>`
      select t.id, t.kind, t.state, t.unit_id as "unitId", t.post_id as "postId", coalesce(u.name, p.title) as who, t.team, t.words,
             t.given_at as "givenAt", t.due_at as "dueAt", t.taken_at as "takenAt", t.done_at as "doneAt",
             t.overdue_at is not null or coalesce(t.due_at <= ${now}, false) as overdue, t.answer,
             t.whistle_score as "whistleScore", t.response_score as "responseScore",
             c.id as "caseId", c.no, c.title, c.area_name as "areaName", c.address
        from app.case_tasks t
        join app.cases c on c.district_id = ${district} and c.id = t.case_id and c.open
        left join app.units u on u.district_id = ${district} and u.id = t.unit_id
        left join app.posts p on p.district_id = ${district} and p.id = t.post_id
       where t.district_id = ${district} and t.state in ('given', 'taken')
         and (t.unit_id = any(${helpers}::uuid[]) or t.post_id = any(${helpers}::uuid[]))
       order by t.due_at nulls last, t.id limit ${most}`.execute(tx);
    return found.rows;
  });
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    rows: rows.map((row) => ({
      ...row,
      givenAt: row.givenAt.toISOString(),
      dueAt: iso(row.dueAt),
      takenAt: iso(row.takenAt),
      doneAt: iso(row.doneAt),
    })),
  };
}
