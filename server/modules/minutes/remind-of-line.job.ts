import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { type JobSpec, jobSpec, type TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { enqueueMessage } from '#modules/messages';
import { holdersOf } from '#modules/posts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    'minutes.remind': { district: number; lineId: string; dueOn: string };
  }
}

/** At nine in the morning after the day on which a line was due; one job a line, so another day takes its place. */
export function reminderOf(district: number, lineId: string, dueOn: string): JobSpec {
  const runAt = new Date(Date.parse(`${dueOn}T09:00:00+08:00`) + 86_400_000);
  return jobSpec('minutes.remind', { district, lineId, dueOn }, { runAt, jobKey: `minutes:${district}:${lineId}` });
}

export function minutesTasks(services: Services): Pick<TaskList, 'minutes.remind'> {
  return { 'minutes.remind': (payload) => remindOfLine(services, payload) };
}

interface Due {
  title: string;
  matter: string;
  areaPath: string;
  postId: string;
}

/** Tells the holders of the post once. The row decides: what was done, dropped, put off or became a case tells nothing. */
export function remindOfLine(
  services: Services,
  { district, lineId, dueOn }: { district: number; lineId: string; dueOn: string },
): Promise<void> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const { rows } = await sql<Due>`
      select m.title, l.matter, l.area_path as "areaPath", l.post_id as "postId"
        from app.meeting_lines l join app.meetings m on m.district_id = ${district} and m.id = l.meeting_id
       where l.district_id = ${district} and l.id = ${lineId} and l.state = 'open' and l.due_on = ${dueOn}::date
         and l.post_id is not null`.execute(tx);
    const [due] = rows;
    if (!due) return;
    for (const accountId of await holdersOf(tx, district, due.postId, services.clock())) {
      await enqueueMessage(services, tx, {
        district,
        caseId: null,
        areaPath: due.areaPath,
        template: 'minutes.line-late',
        params: { title: due.title, matter: due.matter.slice(0, 60), day: dueOn },
        delaySeconds: 0,
        to: { accountId },
      });
    }
  });
}
