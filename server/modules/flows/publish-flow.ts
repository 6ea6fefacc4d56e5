import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { needFlow } from './flow-faults.ts';
import { needDraft, needEditor, noteFlowChange, putInForce } from './flow-rows.ts';
import { forgetFlows } from './flows-of.ts';

type Route = 'POST /api/flows/:flow/publish';

/** From now on new cases take this version, and nobody changes it any more. */
export async function publishFlow({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId } = actor;
  const { flow: code } = params;
  const note = body.note.trim();
  if (note === '') refuse('input.invalid', { 'detail:zh': '请写发布说明', 'detail:en': 'a note is needed' });
  const ask = { id: body.commandId, name: 'publish-flow', by: accountId, body: { code, ...body } };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const { version, revision, document } = await needDraft(tx, district, code);
    if (revision !== body.revision) refuse('flow.changed-meanwhile');
    // The program may have learned to see a fault since the draft was saved.
    needFlow(document, code);
    await tx
      .updateTable('flow_versions')
      .set({ note, published_at: services.clock(), published_by: accountId })
      .where('district_id', '=', district)
      .where('code', '=', code)
      .where('version', '=', version)
      .execute();
    await putInForce(services, tx, { district, code, version, accountId });
    await noteFlowChange(services, tx, actor, { code, detail: `version ${version} in force: ${note}`, address });
    return { version };
  });
  forgetFlows(services, district);
  return answer;
}
