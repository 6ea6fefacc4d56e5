import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { defaultOf } from './choose-default.ts';
import { inForceOf, needEditor, noteFlowChange, putInForce } from './flow-rows.ts';
import { forgetFlows } from './flows-of.ts';

type Route = 'POST /api/flows/:flow/retire';

/** New cases do not take it any more; those on it end on it. */
export async function retireFlow({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId } = actor;
  const { flow: code } = params;
  const ask = { id: body.commandId, name: 'retire-flow', by: accountId, body: { code, ...body } };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    if ((await inForceOf(tx, district, code)) === null) refuse('flow.not-in-force', { code });
    if ((await defaultOf(tx, district)) === code) refuse('flow.is-default');
    await putInForce(services, tx, { district, code, version: null, accountId });
    await noteFlowChange(services, tx, actor, { code, detail: 'retired', address });
    return { done: true } as const;
  });
  forgetFlows(services, district);
  return answer;
}
