import { sql } from 'kysely';
import type { TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';

/** A photo that no report claimed within this is forgotten: the form was left. */
export const unclaimedHours = 48;

declare module '#kernel/jobs' {
  interface JobPayloads {
    /** Forgets a photo that belongs to no case. */
    'files.forget': { district: number; id: string };
  }
}

/** One job a photo; whoever claims the photo removes it. */
export function forgetKey(district: number, id: string): string {
  return `files.forget:${district}:${id}`;
}

/** A photo that no case claimed in time leaves: its row as the owner (the application may not delete), then its bytes. */
export function filesTasks(services: Services): Pick<TaskList, 'files.forget'> {
  return {
    async 'files.forget'({ district, id }) {
      const { rows } = await sql`
        delete from app.files f
         where f.district_id = ${district} and f.id = ${id}
           and not exists (select 1 from app.case_photos p where p.district_id = ${district} and p.file_id = ${id})
        returning id`.execute(services.database.owner);
      if (rows.length > 0) await services.files.remove(district, id);
    },
  };
}
