import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { coreFlowCode } from '#contract/core-flow';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { inForceOf, needEditor, noteFlowChange } from './flow-rows.ts';
import { forgetFlows } from './flows-of.ts';

type Route = 'PUT /api/flows/default';

/** Which flow new cases take where no rule gives another. */
export async function chooseDefault({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId } = actor;
  const code = body.code === coreFlowCode ? null : body.code;
  const ask = { id: body.commandId, name: 'choose-default-flow', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    await defaultOf(tx, district);
    if (code !== null && (await inForceOf(tx, district, code)) === null) refuse('flow.not-in-force', { code });
    await writeDefault(tx, district, code);
    await noteFlowChange(services, tx, actor, {
      code: code ?? coreFlowCode,
      detail: 'the default of new cases',
      address,
    });
    return { code };
  });
  forgetFlows(services, district);
  return answer;
}

export async function writeDefault(tx: Tx, district: number, code: string | null): Promise<void> {
  await sql`
    update app.districts set settings = jsonb_set(settings, '{flow}', ${JSON.stringify({ default: code })}::jsonb)
     where id = ${district}`.execute(tx);
}

/** Read under a lock: a flow must not be retired while somebody makes it the default. */
export async function defaultOf(tx: Tx, district: number): Promise<string | null> {
  const found = await tx
    .selectFrom('districts')
    .select('settings')
    .where('id', '=', district)
    .forUpdate()
    .executeTakeFirst();
  const { flow } = (found?.settings ?? {}) as { flow?: { default?: string | null } };
  return flow?.default ?? null;
}
