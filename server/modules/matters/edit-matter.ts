import type { Answer } from '#contract/api';
import { type Matter, type MatterFields, type MatterKind, mostMatters } from '#contract/matters';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { currentCatalogue } from '#modules/catalogue';
import { checkMatter } from './check-matter.ts';
import { openDraft } from './draft.ts';
import { needEditor } from './list-versions.ts';
import { type ListVersion, readMatters, removeMatters, writeMatters } from './matter-rows.ts';

type Edit = 'PUT /api/matters/:kind/items/:code';
type Remove = 'POST /api/matters/:kind/items/:code/remove';

function tidy(code: string, item: MatterFields): Matter {
  const [className, name, unitName] = [item.className.trim(), item.name.trim(), item.unitName.trim()];
  const checklist = item.checklist.map((point) => point.trim()).filter(Boolean);
  return { ...item, code, className, name, unitName, checklist, categoryCodes: [...new Set(item.categoryCodes)] };
}

async function needRight(services: Services, district: number, kind: MatterKind, matter: Matter): Promise<void> {
  const { byCode } = await currentCatalogue(services, district);
  const [fault] = checkMatter(kind, matter, byCode);
  if (fault) refuse('matter.invalid', { 'detail:zh': fault.zh, 'detail:en': fault.en });
}

/** Adds an item to the draft or changes it there. */
export async function editMatter(call: Call<Edit>): Promise<Answer<Edit>> {
  const matter = tidy(call.params.code, call.body.item);
  needEditor(call.actor);
  await needRight(call.services, call.actor.district, call.params.kind, matter);
  return inDraft(call, 'edit-matter', async (tx, draft) => {
    const replaced = await removeMatters(tx, draft, matter.code);
    if (replaced === 0 && (await readMatters(tx, draft)).length >= mostMatters)
      refuse('matter.invalid', {
        'detail:zh': `清单最多 ${mostMatters} 项`,
        'detail:en': `a list has at most ${mostMatters} items`,
      });
    await writeMatters(tx, draft, [matter]);
  });
}

export async function removeMatter(call: Call<Remove>): Promise<Answer<Remove>> {
  needEditor(call.actor);
  return inDraft(call, 'remove-matter', async (tx, draft) => {
    if ((await removeMatters(tx, draft, call.params.code)) === 0) refuse('matter.unknown');
  });
}

async function inDraft(
  { services, actor, params, body, address }: Call<Edit> | Call<Remove>,
  name: string,
  work: (tx: Tx, draft: ListVersion) => Promise<void>,
): Promise<{ version: number }> {
  const { district, accountId } = actor;
  const { kind, code } = params;
  const ask = { id: body.commandId, name, by: accountId, body: { ...body, kind, code } };
  return command(services, systemScope(district), ask, async (tx) => {
    const draft = await openDraft(tx, { district, kind, at: services.clock(), accountId, origin: 'edit' });
    await work(tx, draft);
    const entry = { district, accountId, who: actor.name, target: `${kind} ${code}`, address } as const;
    await audit(tx, services, { ...entry, action: 'matter.change', outcome: 'done', detail: name });
    return { version: draft.version };
  });
}
