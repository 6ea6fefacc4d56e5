import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { RoutingAlarm } from '#contract/routing';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { pageOf, readCursor } from '#kernel/keyset';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';

type Rows = Answer<'GET /api/routing/alarms'>;

/** The newest first; `open`: only those that nobody has seen to. */
export function listAlarms({ services, actor, query }: Call<'GET /api/routing/alarms'>): Promise<Rows> {
  needDistrictWide(actor, 'routing.read');
  const { district } = actor;
  const { limit = 50 } = query;
  const after = readCursor(query.after, ['instant', 'id']);
  const start = after ? sql`(a.first_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`;
  const open = query.open ? sql`a.settled_at is null` : sql`true`;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const { rows } = await sql<Omit<RoutingAlarm, 'firstAt' | 'lastAt' | 'settledAt'> & Times>`
      select a.id, a.rule_id as "ruleId", a.rule_name as "ruleName", a.version, a.reason, a.subject,
             coalesce((select u.name from app.units u where u.district_id = ${district} and u.id::text = a.subject),
                      (select r.name from app.areas r where r.district_id = ${district} and r.id::text = a.subject limit 1)) as "subjectName",
             a.times, a.first_at as "firstAt", a.last_at as "lastAt", a.case_id as "caseId", a.settled_at as "settledAt",
             (select k.name from app.accounts k where k.district_id = ${district} and k.id = a.settled_by) as "settledBy"
        from app.routing_alarms a
       where a.district_id = ${district} and ${start} and ${open}
       order by a.first_at desc, a.id desc limit ${limit + 1}`.execute(tx);
    const { rows: shown, next } = pageOf(rows, limit, (row) => [row.firstAt, row.id]);
    return {
      next,
      rows: shown.map((row) => ({
        ...row,
        firstAt: row.firstAt.toISOString(),
        lastAt: row.lastAt.toISOString(),
        settledAt: row.settledAt?.toISOString() ?? null,
      })),
    };
  });
}
interface Times {
  firstAt: Date;
  lastAt: Date;
  settledAt: Date | null;
}

export async function settleAlarm({
  services,
  actor,
  params,
  body,
  address,
}: Call<'POST /api/routing/alarms/:id/settle'>): Promise<{ done: true }> {
  needDistrictWide(actor, 'routing.edit');
  const { district, accountId, name } = actor;
  const ask = { id: body.commandId, name: 'settle-routing-alarm', by: accountId, body: { ...body, alarm: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    const found = await tx
      .updateTable('routing_alarms')
      .set({ settled_at: services.clock(), settled_by: accountId })
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .returning('rule_name')
      .executeTakeFirst();
    if (!found) return refuse('routing.alarm-unknown');
    const line = { district, accountId, who: name, address, action: 'routing.change', outcome: 'done' } as const;
    await audit(tx, services, { ...line, target: found.rule_name, detail: 'alarm seen to' });
    return { done: true as const };
  });
}
