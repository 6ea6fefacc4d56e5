import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { type Actor, may, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { sayAreasChanged } from './area-index.ts';
import { type CoordinateSystem, isCoordinateSystem } from './coordinates.ts';
import { addFault, type FaultList, faultList, type OutlineFault } from './outline-faults.ts';
import { levelsOf } from './read-district.ts';
import { type Draft, type PropertyMapping, readFeatures } from './read-features.ts';
import { readStanding, type Standing } from './read-standing.ts';
import { reassignAddresses } from './reassign-addresses.ts';
import { type PlacedDraft, validateOutlines } from './validate-outlines.ts';
import { type AreaState, addAreas, changeAreas, dissolveAreas } from './write-areas.ts';

export interface AreaFile {
  file: unknown;
  mapping: PropertyMapping;
  system: CoordinateSystem;
  /** Children of this area that the file does not name are dissolved; without it they stay. */
  replaceChildrenOf?: string | undefined;
}

export interface ImportResult {
  added: number;
  changed: number;
  unchanged: number;
  dissolved: number;
  faults: OutlineFault[];
  faultCount: number;
  warnings: OutlineFault[];
}

type Imported = Answer<'POST /api/areas/import'>;

/** The import of a signed-in administrator: a dry run lists every fault, an import with a fault changes nothing. */
export async function importAreas({
  services,
  body,
  actor,
  address,
}: Call<'POST /api/areas/import'>): Promise<Imported> {
  const file = { file: body.geojson, mapping: mappingOf(body.mapping), system: body.system };
  if (body.dryRun) {
    return inDistrict(services.database.app, systemScope(actor.district), async (tx) =>
      told((await plan(tx, actor.district, file, actor)).result),
    );
  }
  const ask = { id: body.commandId, name: 'area.import', by: actor.accountId, body };
  const answer = await command(services, systemScope(actor.district), ask, async (tx) => {
    const result = await carryOut(services, tx, actor.district, file, { actor, address });
    if (result.faults.length > 0) refuseFaults(result);
    return told(result);
  });
  await refreshStatistics(services);
  return answer;
}

/** The import of the command line, which is the system itself. With any fault nothing is written; the result lists them. */
export async function importAreaFile(
  services: Services,
  district: number,
  file: AreaFile,
  dryRun = false,
): Promise<ImportResult> {
  const result = await inDistrict(services.database.app, systemScope(district), async (tx) =>
    dryRun
      ? (await plan(tx, district, file, null)).result
      : carryOut(services, tx, district, file, { actor: null, address: null }),
  );
  if (!dryRun) await refreshStatistics(services);
  return result;
}

/** The planner must know of thousands of new rows before autovacuum tells it, a minute later. Only an owner may. */
async function refreshStatistics({ database }: Services): Promise<void> {
  for (const table of ['areas', 'area_versions', 'addresses'] as const) {
    await sql`analyze ${sql.table(`app.${table}`)}`.execute(database.owner);
  }
}

function told({ dissolved: _, ...result }: ImportResult): Imported {
  const plain = ({ feature, code, zh, en }: OutlineFault) => ({ feature, code, zh, en });
  return { ...result, faults: result.faults.map(plain), warnings: result.warnings.map(plain) };
}

function mappingOf(given: Record<string, string>): PropertyMapping {
  const { code = 'code', name = 'name', parentCode, level, households, kind } = given;
  return { code, name, parentCode, level, households, kind };
}

interface Importer {
  /** null = the command line. */
  actor: Actor | null;
  address: string | null;
}

async function carryOut(
  services: Services,
  tx: Tx,
  district: number,
  file: AreaFile,
  { actor, address }: Importer,
): Promise<ImportResult> {
  const { result, added, changed, dissolved } = await plan(tx, district, file, actor, () => services.ids());
  if (result.faultCount > 0) return result;
  const accountId = actor?.accountId ?? null;
  const writing = { services, tx, district, at: services.clock(), byAccount: accountId };
  if (dissolved.length > 0)
    await dissolveAreas(
      writing,
      dissolved.map(({ id }) => id),
    );
  if (changed.length > 0) await changeAreas(writing, changed);
  if (added.length > 0) await addAreas(writing, added);
  if (added.length + changed.length + dissolved.length === 0) return result;
  await reassignAddresses(tx, district);
  await sayAreasChanged(tx, district);
  const detail = `${added.length} added, ${changed.length} changed, ${dissolved.length} dissolved`;
  const entry = { district, accountId, who: actor?.name ?? 'gezhi import areas', address, detail };
  await audit(tx, services, { ...entry, action: 'area.import', outcome: 'done' });
  return result;
}

function refuseFaults({ faults, faultCount }: ImportResult): never {
  const said = (language: 'zh' | 'en') => (faults[0] ? sentence(faults[0], language, faultCount) : '');
  return refuse('area.invalid-outline', { 'detail:zh': said('zh'), 'detail:en': said('en') }, { faults, faultCount });
}

function sentence(fault: OutlineFault, language: 'zh' | 'en', count: number): string {
  const where = fault.feature === null ? '' : `#${fault.feature} ${fault.code ?? ''} `;
  const more = count > 1 ? ({ zh: `（共 ${count} 处）`, en: ` (${count} faults)` } as const)[language] : '';
  return `${where}${fault[language]}${more}`;
}

interface Plan {
  result: ImportResult;
  added: AreaState[];
  changed: AreaState[];
  dissolved: Standing[];
}

/** Reads and checks the file against what stands, and says what would be written. */
async function plan(tx: Tx, district: number, file: AreaFile, actor: Actor | null, ids?: () => string): Promise<Plan> {
  if (!isCoordinateSystem(file.system))
    refuse('input.invalid', { 'detail:zh': '坐标系', 'detail:en': 'coordinate system' });
  const all = await readStanding(tx, district);
  const faults = faultList();
  const drafts = readFeatures(file.file, file.mapping, file.system, faults);
  const dissolved = replaced(all, new Set(drafts.map(({ code }) => code)), file.replaceChildrenOf, faults);
  const standing = all.filter((area) => !dissolved.includes(area));
  const levels = await levelsOf(tx, district);
  const { drafts: placed, warnings } = validateOutlines(drafts, standing, levels, faults);
  checkRoot(drafts, standing, district, faults);
  await keepCases(tx, district, dissolved, faults);
  const states = faults.total > 0 ? [] : statesOf(placed, standing, file.system, ids ?? (() => ''));
  needPlaces(actor, states, dissolved);
  const before = new Map(standing.map((area) => [area.code, area]));
  const added = states.filter(({ code }) => !before.has(code));
  const changed = states.filter((state) => isChanged(before.get(state.code), state));
  const counts = {
    added: added.length,
    changed: changed.length,
    unchanged: states.length - added.length - changed.length,
  };
  const result = {
    ...counts,
    dissolved: dissolved.length,
    faults: faults.listed,
    faultCount: faults.total,
    warnings: warnings.listed,
  };
  return { result, added, changed, dissolved };
}

/** Row security lets the system through by paths that begin with the district's digits, so the root's code must. */
function checkRoot(drafts: readonly Draft[], standing: readonly Standing[], district: number, faults: FaultList): void {
  for (const draft of drafts) {
    if (draft.parentCode !== null || standing.some(({ code }) => code === draft.code)) continue;
    if (!draft.code.startsWith(String(district))) addFault(faults, draft, 'foreign-root', { value: district });
  }
}

/** What lies below the named area and not in the file. */
function replaced(
  standing: readonly Standing[],
  inFile: ReadonlySet<string>,
  code: string | undefined,
  faults: FaultList,
): Standing[] {
  if (code === undefined) return [];
  const parent = standing.find((area) => area.code === code);
  if (!parent) {
    addFault(faults, { feature: null, code }, 'unknown-parent', { value: code });
    return [];
  }
  const gone = standing.filter((area) => area.parentId === parent.id && !inFile.has(area.code));
  return standing.filter((area) => gone.some(({ path }) => area.path.startsWith(path)));
}

/** An open case keeps its owner only in an area that is in force (invariant I1): it must be moved first. */
async function keepCases(tx: Tx, district: number, dissolved: readonly Standing[], faults: FaultList): Promise<void> {
  if (dissolved.length === 0) return;
  const { rows } = await sql<{ code: string; open: number }>`
    select a.code, count(*)::int as open
      from app.cases k join app.areas a on a.district_id = ${district} and a.id = k.area_id
     where k.district_id = ${district} and k.open and k.area_id = any(${dissolved.map(({ id }) => id)}::uuid[])
     group by a.code order by a.code`.execute(tx);
  for (const { code, open } of rows) addFault(faults, { feature: null, code }, 'open-cases', { open });
}

function needPlaces(actor: Actor | null, states: readonly AreaState[], dissolved: readonly Standing[]): void {
  if (!actor) return;
  for (const { path } of [...states, ...dissolved]) {
    if (!may(actor, 'area.edit', { areaPath: path, unitId: null, ownerPostId: null })) refuse('right.missing');
  }
}

/** From the root down, so that each knows its parent's path. */
function statesOf(
  placed: readonly PlacedDraft[],
  standing: readonly Standing[],
  system: CoordinateSystem,
  ids: () => string,
): AreaState[] {
  const before = new Map(standing.map((area) => [area.code, area]));
  const known = new Map<string, { id: string; path: string }>(before);
  return placed
    .toSorted((a, b) => a.depth - b.depth || a.feature - b.feature)
    .map((draft) => {
      const was = before.get(draft.code);
      const parent = draft.parentCode === null ? undefined : known.get(draft.parentCode);
      const id = was?.id ?? ids();
      const path = was?.path ?? `${parent?.path ?? ''}${draft.code}/`;
      known.set(draft.code, { id, path });
      return {
        id,
        path,
        parentId: parent?.id ?? null,
        level: draft.depth,
        code: draft.code,
        name: draft.name,
        kind: draft.kind ?? was?.kind ?? 'residential',
        households: draft.households ?? was?.households ?? 0,
        outline: draft.outline,
        sourceSystem: system,
      };
    });
}

function isChanged(was: Standing | undefined, now: AreaState): boolean {
  if (!was) return false;
  const same = was.name === now.name && was.kind === now.kind && was.households === now.households;
  return !same || JSON.stringify(was.outline?.coordinates) !== JSON.stringify(now.outline?.coordinates);
}
