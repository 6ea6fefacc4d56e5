import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { Thresholds } from '#contract/deadlines';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { timesChanged } from './follow-times.ts';
import { forgetTimekeeping, sayTimesChanged } from './timekeeping.ts';

type Route = 'PUT /api/deadlines/thresholds';

export async function setThresholds({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name } = actor;
  const { thresholds } = body;
  checkNear(thresholds);
  const ask = { id: body.commandId, name: 'set-thresholds', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    await sql`
      update app.districts set settings = jsonb_set(settings, '{deadlines}', ${JSON.stringify(thresholds)}::jsonb)
       where id = ${district}`.execute(tx);
    await sayTimesChanged(tx, district);
    await timesChanged(services, tx, { district, reason: 'thresholds', accountId });
    const detail = JSON.stringify(thresholds);
    await audit(tx, services, {
      district,
      accountId,
      who: name,
      address,
      action: 'setting.change',
      target: 'thresholds',
      outcome: 'done',
      detail,
    });
    return thresholds;
  });
  forgetTimekeeping(services, district);
  return answer;
}

/** Near its end by more than the whole clock would be never, or always. */
function checkNear({ near }: Thresholds): void {
  if ('share' in near && near.share >= 1)
    refuse('input.invalid', {
      'detail:zh': '临期的比例须小于 100%',
      'detail:en': 'the share of near due must be below 100%',
    });
}
