import type { Answer } from '#contract/api';
import type { Matter, MatterKind } from '#contract/matters';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import type { CellFault } from '#kernel/xlsx';
import { audit } from '#modules/audit';
import { currentCatalogue } from '#modules/catalogue';
import { difference } from './difference.ts';
import { currentVersion, lockDraft, markPublished, openDraft } from './draft.ts';
import { needEditor } from './list-versions.ts';
import { readMatters, removeMatters, writeMatters } from './matter-rows.ts';
import { readMatterSheet } from './read-matter-sheet.ts';

type Route = 'POST /api/matters/:kind/import';
type Imported = Answer<Route>;
type By = { district: number; accountId: string | null; who: string; address?: string };

/** Faults that are listed; a file of the wrong shape would name thousands. */
const listed = 200;

const faultsOf = (faults: readonly CellFault[]): Imported => ({
  items: 0,
  faults: faults.slice(0, listed),
  faultCount: faults.length,
  difference: null,
  version: null,
});

/** The items against which an import is compared: the draft's, otherwise those in force. */
async function standing(tx: Tx, which: { district: number; kind: MatterKind }): Promise<Matter[]> {
  const draft = await lockDraft(tx, which);
  const version = draft?.version ?? (await currentVersion(tx, which));
  return version === null ? [] : readMatters(tx, { ...which, version });
}

async function store(tx: Tx, services: Services, kind: MatterKind, matters: Matter[], by: By): Promise<Imported> {
  const { district, accountId } = by;
  const before = await standing(tx, { district, kind });
  const draft = await openDraft(tx, { district, kind, at: services.clock(), accountId, origin: 'import' });
  await removeMatters(tx, draft);
  await writeMatters(tx, draft, matters);
  const detail = `version ${draft.version}, ${matters.length} items`;
  await audit(tx, services, { ...by, action: 'matter.import', target: kind, outcome: 'done', detail });
  return {
    items: matters.length,
    faults: [],
    faultCount: 0,
    difference: difference(before, matters),
    version: draft.version,
  };
}

async function preview(tx: Tx, district: number, kind: MatterKind, matters: Matter[]): Promise<Imported> {
  const changes = difference(await standing(tx, { district, kind }), matters);
  return { items: matters.length, faults: [], faultCount: 0, difference: changes, version: null };
}

/** Replaces the draft with a workbook, whole or not at all; a dry run shows what would change and every fault. */
export async function importMatters({ services, actor, params, body, address }: Call<Route>): Promise<Imported> {
  needEditor(actor);
  const { district, accountId, name: who } = actor;
  const { kind } = params;
  const { byCode } = await currentCatalogue(services, district);
  const { matters, faults } = await readMatterSheet(Buffer.from(body.content, 'base64'), kind, byCode);
  const [first] = faults;
  if (first && body.dryRun) return faultsOf(faults);
  if (first) refuseFaults(first, faultsOf(faults));
  const scope = systemScope(district);
  if (body.dryRun) return inDistrict(services.database.app, scope, (tx) => preview(tx, district, kind, matters));
  const ask = { id: body.commandId, name: 'import-matters', by: accountId, body: { ...body, kind } };
  return command(services, scope, ask, (tx) =>
    store(tx, services, kind, matters, { district, accountId, who, address }),
  );
}

/** Says the first fault in the sentence and all of them beside it. */
export function refuseFaults({ cell, zh, en }: CellFault, detail: unknown): never {
  const at = (text: string) => (cell === null ? text : `${cell} ${text}`);
  return refuse('matter.import-faults', { 'detail:zh': at(zh), 'detail:en': at(en) }, detail);
}

/** `gezhi import matters FILE --kind K`: the same from the command line, published at once where a note is given. */
export async function importMatterFile(
  services: Services,
  given: { district: number; kind: MatterKind; bytes: Buffer; dryRun: boolean; publish?: string | undefined },
): Promise<Imported> {
  const { district, kind, bytes, dryRun, publish } = given;
  const { byCode } = await currentCatalogue(services, district);
  const { matters, faults } = await readMatterSheet(bytes, kind, byCode);
  if (faults.length > 0) return faultsOf(faults);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    if (dryRun) return preview(tx, district, kind, matters);
    const stored = await store(tx, services, kind, matters, { district, accountId: null, who: 'gezhi import matters' });
    const version = stored.version ?? 0;
    const at = services.clock();
    if (publish) await markPublished(tx, { district, kind, version }, { at, accountId: null, note: publish });
    return stored;
  });
}
