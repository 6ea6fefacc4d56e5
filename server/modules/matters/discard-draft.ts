import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { needDraft } from './draft.ts';
import { needEditor } from './list-versions.ts';
import { removeMatters } from './matter-rows.ts';

type Route = 'POST /api/matters/:kind/discard';

export async function discardDraft({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId, name: who } = actor;
  const { kind } = params;
  const ask = { id: body.commandId, name: 'discard-matters', by: accountId, body: { ...body, kind } };
  return command(services, systemScope(district), ask, async (tx) => {
    const draft = await needDraft(tx, { district, kind });
    await removeMatters(tx, draft);
    await tx
      .deleteFrom('matter_versions')
      .where('district_id', '=', district)
      .where('kind', '=', kind)
      .where('version', '=', draft.version)
      .execute();
    const entry = { district, accountId, who, target: kind, address } as const;
    await audit(tx, services, { ...entry, action: 'matter.discard', outcome: 'done', detail: `${draft.version}` });
    return { done: true };
  });
}
