import type { Answer } from '#contract/api';
import type { FlowDocument } from '#contract/flow-document';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { needFlow } from './flow-faults.ts';
import { lockDraft, needEditor, noteFlowChange } from './flow-rows.ts';

type Route = 'PUT /api/flows/:flow/draft';

/** The draft as it was edited: whole and without a fault, or not at all. */
export async function saveDraft({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId } = actor;
  const { flow: code } = params;
  const document = needFlow(body.document, code);
  const ask = { id: body.commandId, name: 'save-flow', by: accountId, body: { code, ...body } };
  return command(services, systemScope(district), ask, async (tx) => {
    const saved = await writeDraft(services, tx, { district, accountId, document, revision: body.revision });
    const detail = `draft of version ${saved.version}, revision ${saved.revision}`;
    await noteFlowChange(services, tx, actor, { code, detail, address });
    return saved;
  });
}

interface Draft {
  district: number;
  accountId: string;
  document: FlowDocument;
  revision: number;
}

async function writeDraft(services: Services, tx: Tx, draft: Draft): Promise<{ version: number; revision: number }> {
  const { district, accountId, document } = draft;
  const { code } = document;
  const known = await lockDraft(tx, district, code);
  if ((known?.revision ?? 0) !== draft.revision) refuse('flow.changed-meanwhile');
  const revision = draft.revision + 1;
  const values = {
    revision,
    document: JSON.stringify(document),
    changed_at: services.clock(),
    changed_by: accountId,
  };
  if (known) {
    await tx
      .updateTable('flow_versions')
      .set(values)
      .where('district_id', '=', district)
      .where('code', '=', code)
      .where('version', '=', known.version)
      .execute();
    return { version: known.version, revision };
  }
  const version = (await newest(tx, district, code)) + 1;
  const begun = await tx
    .insertInto('flow_versions')
    .values({ district_id: district, code, version, note: '', ...values })
    .onConflict((on) => on.doNothing())
    .returning('version')
    .executeTakeFirst();
  return begun ? { version, revision } : refuse('flow.changed-meanwhile');
}

async function newest(tx: Tx, district: number, code: string): Promise<number> {
  const row = await tx
    .selectFrom('flow_versions')
    .select('version')
    .where('district_id', '=', district)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version ?? 0;
}
