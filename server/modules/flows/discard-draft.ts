import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Call } from '#kernel/routes';
import { needDraft, needEditor, noteFlowChange } from './flow-rows.ts';

type Route = 'POST /api/flows/:flow/discard';

export async function discardDraft({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId } = actor;
  const { flow: code } = params;
  const ask = { id: body.commandId, name: 'discard-flow', by: accountId, body: { code, ...body } };
  return command(services, systemScope(district), ask, async (tx) => {
    const { version } = await needDraft(tx, district, code);
    await tx
      .deleteFrom('flow_versions')
      .where('district_id', '=', district)
      .where('code', '=', code)
      .where('version', '=', version)
      .execute();
    await noteFlowChange(services, tx, actor, { code, detail: `draft of version ${version} discarded`, address });
    return { done: true };
  });
}
