import { sql } from 'kysely';
import type { PartRules } from '#contract/case-parts';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { holdsDistrictWide, needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { forgetPartRules, partRulesOf, rulesChannel } from './part-rules.ts';

export async function showPartRules({ services, actor }: Call<'GET /api/part-rules'>) {
  const rules = await partRulesOf(services, actor.district);
  return { rules, mayEdit: holdsDistrictWide(actor, 'setting.edit') };
}

/** What runs keeps its own clocks: windows and due times are stored with the case when they begin. */
export async function setPartRules({
  services,
  actor,
  body,
  address,
}: Call<'PUT /api/part-rules'>): Promise<PartRules> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name } = actor;
  const { rules } = body;
  const ask = { id: body.commandId, name: 'set-part-rules', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    await sql`
      update app.districts set settings = jsonb_set(settings, '{parts}', ${JSON.stringify(rules)}::jsonb)
       where id = ${district}`.execute(tx);
    await sql`select pg_notify(${rulesChannel}, ${String(district)})`.execute(tx);
    const entry = { district, accountId, who: name, address, action: 'setting.change' as const };
    await audit(tx, services, { ...entry, target: 'part-rules', outcome: 'done', detail: JSON.stringify(rules) });
    return rules;
  });
  forgetPartRules(services, district);
  return answer;
}
