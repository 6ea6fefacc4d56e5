import type { AreaRow } from '#contract/areas';
import { may, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { sayAreasChanged } from './area-index.ts';
import { type CoordinateSystem, isCoordinateSystem } from './coordinates.ts';
import { areaRow } from './list-areas.ts';
import { type FaultList, faultList } from './outline-faults.ts';
import type { Outline } from './packed-outlines.ts';
import { levelsOf } from './read-district.ts';
import { readOutline } from './read-features.ts';
import { readStanding, type Standing } from './read-standing.ts';
import { reassignAddresses } from './reassign-addresses.ts';
import { validateOutlines } from './validate-outlines.ts';
import { type AreaState, changeAreas } from './write-areas.ts';

type Edit = Call<'PUT /api/areas/:id'>['body'];

/** Renames, recounts or redraws: the version in force ends now and the next begins; what it was stays readable. */
export function editArea(call: Call<'PUT /api/areas/:id'>): Promise<AreaRow> {
  const { services, params, body, actor, locale, address } = call;
  const district = actor.district;
  const ask = { id: body.commandId, name: 'area.edit', by: actor.accountId, body: { id: params.id, ...body } };
  return command(services, systemScope(district), ask, async (tx) => {
    const standing = await readStanding(tx, district);
    const was = standing.find(({ id }) => id === params.id) ?? refuse('area.unknown');
    if (!may(actor, 'area.edit', { areaPath: was.path, unitId: null, ownerPostId: null })) refuse('right.missing');
    const next = await nextState(tx, district, was, body, standing);
    const at = services.clock();
    await changeAreas({ services, tx, district, at, byAccount: actor.accountId }, [next]);
    if (body.outline !== undefined) await reassignAddresses(tx, district);
    await sayAreasChanged(tx, district);
    const entry = { district, accountId: actor.accountId, who: actor.name, address, target: `${was.code} ${was.name}` };
    await audit(tx, services, { ...entry, action: 'area.change', outcome: 'done', detail: changesOf(was, body) });
    return areaRow(tx, actor, params.id, at, locale);
  });
}

function changesOf(was: Standing, { name, households, kind, outline }: Edit): string {
  const changes = [
    name !== undefined && name !== was.name && `name ${was.name} → ${name}`,
    households !== undefined && households !== was.households && `households ${was.households} → ${households}`,
    kind !== undefined && kind !== was.kind && `kind ${was.kind} → ${kind}`,
    outline !== undefined && 'outline',
  ];
  return changes.filter(Boolean).join('; ');
}

async function nextState(
  tx: Tx,
  district: number,
  was: Standing,
  edit: Edit,
  standing: readonly Standing[],
): Promise<AreaState> {
  const name = edit.name?.trim() ?? was.name;
  if (name === '') refuse('input.invalid', { 'detail:zh': '名称', 'detail:en': 'name' });
  const kind = edit.kind ?? was.kind;
  const households = edit.households ?? was.households;
  const drawn = edit.outline === undefined ? was.outline : drawnOutline(was, edit.outline, edit.system ?? 'cgcs2000');
  const next = { ...was, name, kind, households, outline: drawn };
  if (drawn && (edit.outline !== undefined || kind !== was.kind))
    await checkAgainstNeighbours(tx, district, next, standing);
  const sourceSystem = edit.outline === undefined ? await sourceOf(tx, district, was.id) : (edit.system ?? 'cgcs2000');
  return { ...next, sourceSystem };
}

async function sourceOf(tx: Tx, district: number, areaId: string): Promise<CoordinateSystem> {
  const { system } = await tx
    .selectFrom('area_versions')
    .select('source_system as system')
    .where('district_id', '=', district)
    .where('area_id', '=', areaId)
    .where('valid_to', 'is', null)
    .executeTakeFirstOrThrow();
  return isCoordinateSystem(system) ? system : 'cgcs2000';
}

/** A GeoJSON geometry, or the coordinates of a MultiPolygon alone, as the outlines of a map come. */
function drawnOutline(was: Standing, outline: unknown, system: CoordinateSystem): Outline {
  const geometry = Array.isArray(outline) ? { type: 'MultiPolygon', coordinates: outline } : outline;
  const faults = faultList();
  const drawn = readOutline(geometry, system, faults, { feature: 0, code: was.code });
  return drawn ?? refuseOutline(faults);
}

async function checkAgainstNeighbours(
  tx: Tx,
  district: number,
  next: Standing,
  standing: readonly Standing[],
): Promise<void> {
  const near = standing.filter(
    (area) =>
      area.id !== next.id &&
      (area.id === next.parentId || area.parentId === next.parentId || area.parentId === next.id),
  );
  const { name, code, parentCode, kind, households, outline } = next;
  if (!outline) return;
  const faults = faultList();
  const draft = { feature: 0, code, name, parentCode, level: null, households, kind, outline };
  validateOutlines([draft], near, await levelsOf(tx, district), faults);
  if (faults.total > 0) refuseOutline(faults);
}

function refuseOutline(faults: FaultList): never {
  const [first] = faults.listed;
  const values = { 'detail:zh': first?.zh ?? '', 'detail:en': first?.en ?? '' };
  return refuse('area.invalid-outline', values, { faults: faults.listed, faultCount: faults.total });
}
