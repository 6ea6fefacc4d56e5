import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { laterAll, type TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { resolveDistrict } from '#modules/areas';
import { openCase } from '../case-record.ts';
import { moveBySystem } from '../move-case.ts';
import { readMoveFacts } from '../read-move-facts.ts';
import { reportCase } from '../report-case.ts';
import { isTimed, taskClockJob } from './write-parts.ts';

const day = 24 * 3600_000;

/** The row decides, not the job: a task that was done, waived or put off meanwhile is not reminded of. */
async function runTaskClock(
  services: Services,
  { district, caseId, taskId }: { district: number; caseId: string; taskId: string },
): Promise<void> {
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const facts = await readMoveFacts(tx, district, caseId, {}, services.clock());
    const task = facts?.current.parts.tasks.find(({ id }) => id === taskId);
    if (!facts?.current.open || !task || !isTimed(task)) return;
    if (task.dueAt > services.clock()) return laterAll(tx, [taskClockJob(district, caseId, taskId, task.dueAt)]);
    await moveBySystem(services, tx, facts, { move: 'remindTask', taskId });
    await laterAll(tx, [taskClockJob(district, caseId, taskId, new Date(services.clock().getTime() + day))]);
  });
}

interface Piece {
  id: string;
  commandId: string;
  title: string;
  body: string;
}

/** Each part becomes a case of its own where the whole was; a repeated job finds them filed. */
async function filePieces(
  services: Services,
  { district, caseId, seq }: { district: number; caseId: string; seq: number },
): Promise<void> {
  const whole = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    await openCase(tx, district, caseId);
    return tx
      .selectFrom('cases as c')
      .innerJoin('case_steps as s', (join) =>
        join.onRef('s.case_id', '=', 'c.id').on('s.district_id', '=', district).on('s.seq', '=', seq),
      )
      .select(['c.area_id', 'c.address', 'c.lon', 'c.lat', 'c.category_code', 's.data'])
      .where('c.district_id', '=', district)
      .where('c.id', '=', caseId)
      .executeTakeFirstOrThrow();
  });
  const { prefix } = await resolveDistrict(services, district);
  const { pieces = [] } = whole.data as { pieces?: Piece[] };
  const point = whole.lon === null || whole.lat === null ? {} : { point: { lon: whole.lon, lat: whole.lat } };
  for (const { id, commandId, title, body } of pieces) {
    await reportCase(
      services,
      {
        ...{ id, commandId, title, body, photos: [] },
        place: { areaId: whole.area_id, ...point, ...(whole.address ? { text: whole.address } : {}) },
        ...(whole.category_code ? { categoryCode: whole.category_code } : {}),
      },
      { district, prefix, mover: { kind: 'system' }, by: `case ${caseId}`, source: 'operator', parentId: caseId },
    );
  }
}

/** The whole goes to the resident when the last of its parts is closed. */
async function gather(services: Services, { district, caseId }: { district: number; caseId: string }): Promise<void> {
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const facts = await readMoveFacts(tx, district, caseId, {}, services.clock());
    if (facts?.current.state !== 'divided') return;
    const { rows } = await sql<{ open: number; all: number }>`
      select count(*) filter (where p.open)::int as open, count(*)::int as all from app.cases p
       where p.district_id = ${district} and p.parent_id = ${caseId}`.execute(tx);
    if (!rows[0] || rows[0].open > 0 || rows[0].all === 0) return;
    await moveBySystem(services, tx, facts, { move: 'gather' });
  });
}

export function partsTasks(
  services: Services,
): Pick<TaskList, 'cases.task-clock' | 'cases.file-pieces' | 'cases.gather'> {
  return {
    'cases.task-clock': (payload) => runTaskClock(services, payload),
    'cases.file-pieces': (payload) => filePieces(services, payload),
    'cases.gather': (payload) => gather(services, payload),
  };
}
