import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { markPublished, needDraft } from './draft.ts';
import { needEditor, readVersions } from './list-versions.ts';

type Route = 'POST /api/matters/:kind/publish';

/** From now on this version is in force and cannot be changed. */
export async function publishDraft({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const note = body.note.trim();
  if (note === '') refuse('matter.invalid', { 'detail:zh': '请写发布说明', 'detail:en': 'a note is needed' });
  const { district, accountId, name: who } = actor;
  const { kind } = params;
  const ask = { id: body.commandId, name: 'publish-matters', by: accountId, body: { ...body, kind } };
  return command(services, systemScope(district), ask, async (tx) => {
    const draft = await needDraft(tx, { district, kind });
    await markPublished(tx, draft, { at: services.clock(), accountId, note });
    const { kind: _, ...published } =
      (await readVersions(tx, district)).find((one) => one.kind === kind && one.version === draft.version) ??
      refuse('matter.no-version');
    const detail = `version ${draft.version}, ${published.items} items`;
    await audit(tx, services, {
      ...{ district, accountId, who, address, detail },
      action: 'matter.publish',
      target: kind,
      outcome: 'done',
    });
    return published;
  });
}
