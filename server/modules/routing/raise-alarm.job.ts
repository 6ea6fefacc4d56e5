import { sql } from 'kysely';
import type { AlarmReason } from '#contract/routing';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { type JobPayloads, type JobSpec, jobSpec, type TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { enqueueMessage } from '#modules/messages';
import { holdersOf } from '#modules/posts';
import type { Routed } from './router.ts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    'routing.alarm': {
      district: number;
      version: number;
      caseId: string;
      at: string;
      day: string;
      ruleId: string | null;
      ruleName: string;
      reason: AlarmReason;
      subject: string;
    };
  }
}
type Alarm = JobPayloads['routing.alarm'];

/** More than this of one case tell nothing new. */
const mostOfOneCase = 5;

/** Jobs that note what could not run for a case; they go with its rows. */
export function alarmJobs(district: number, caseId: string, routed: Routed, at: Date, day: string): JobSpec[] {
  const { version, skipped } = routed;
  return skipped.slice(0, mostOfOneCase).map((one, n) => {
    const alarm = { district, version, caseId, at: at.toISOString(), day, ...one };
    return jobSpec('routing.alarm', alarm, { jobKey: `routing:${district}:${caseId}:${at.getTime()}:${n}` });
  });
}

export function routingTasks(services: Services): Pick<TaskList, 'routing.alarm'> {
  return { 'routing.alarm': (alarm) => raiseAlarm(services, alarm) };
}

/** One row a rule, reason and day; the first one is told to those who can mend it. */
export function raiseAlarm(services: Services, alarm: Alarm): Promise<void> {
  return inDistrict(services.database.app, systemScope(alarm.district), async (tx) => {
    const first = await writeAlarm(services, tx, alarm);
    if (first) await tellKeepers(services, tx, alarm);
  });
}

async function writeAlarm(services: Services, tx: Tx, alarm: Alarm): Promise<boolean> {
  const { district, version, ruleId, ruleName, reason, subject, day, caseId } = alarm;
  const at = new Date(alarm.at);
  const inserted = await tx
    .insertInto('routing_alarms')
    .values({
      district_id: district,
      id: services.ids(),
      version,
      rule_id: ruleId,
      rule_name: ruleName,
      reason,
      subject,
      day,
      case_id: caseId,
      times: 1,
      first_at: at,
      last_at: at,
    })
    .onConflict((on) => on.columns(['district_id', 'rule_id', 'reason', 'day']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return true;
  // A job that runs twice counts its case once: the last one is remembered. What was seen to and fails again is open again.
  await sql`
    update app.routing_alarms a set times = a.times + 1, last_at = greatest(a.last_at, ${at}), case_id = ${caseId},
           settled_at = case when a.settled_at < ${at} then null else a.settled_at end,
           settled_by = case when a.settled_at < ${at} then null else a.settled_by end
     where a.district_id = ${district} and a.rule_id is not distinct from ${ruleId}::uuid and a.reason = ${reason}
       and a.day = ${day}::date and a.case_id is distinct from ${caseId}::uuid`.execute(tx);
  return false;
}

/** Command room and administrators at the root: the one sees where cases went instead, the other mends the rule. */
async function tellKeepers(services: Services, tx: Tx, { district, ruleName }: Alarm): Promise<void> {
  const posts = await tx
    .selectFrom('posts as p')
    .innerJoin('areas as a', (on) => on.onRef('a.id', '=', 'p.area_id').on('a.district_id', '=', district))
    .select(['p.id', 'a.path'])
    .where('p.district_id', '=', district)
    .where('p.role', 'in', ['sysAdmin', 'operator'])
    .where('p.ended_at', 'is', null)
    .where('a.level', '=', 0)
    .execute();
  const told = new Set<string>();
  for (const { id, path } of posts) {
    for (const accountId of await holdersOf(tx, district, id, services.clock())) {
      if (told.has(accountId)) continue;
      told.add(accountId);
      await enqueueMessage(services, tx, {
        district,
        caseId: null,
        areaPath: path,
        template: 'routing.rule-cannot-run',
        params: { name: ruleName },
        delaySeconds: 0,
        to: { accountId },
      });
    }
  }
}
