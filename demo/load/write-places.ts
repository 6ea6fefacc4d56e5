// Writes a tenant, its areas with their outlines, the map's lines and the addresses.
import { searchTokens } from '#kernel/chinese-words';
import { drawLines } from '../geometry/lines.ts';
import { outlineOf, type Places } from '../places/areas.ts';
import type { DemoAddress } from '../places/buildings.ts';
import type { DistrictPlan } from '../places/districts.ts';
import { at, type Random } from '../random.ts';
import type { Copy } from './copy.ts';

export interface Ground {
  readonly plan: DistrictPlan;
  readonly places: Places;
  readonly addresses: readonly DemoAddress[];
  readonly rng: Random;
  /** The day from which everything is in force. */
  readonly since: Date;
}

async function writeDistrict(copy: Copy, { plan, places, since }: Ground): Promise<void> {
  const root = at(at(places.levels, 0), 0);
  const columns = 'id name full_name division_code lon lat hotline settings created_at'.split(' ');
  const settings = { casePrefix: plan.prefix.toUpperCase(), microGridSuffix: 3 };
  const { id, name, fullName, hotline } = plan;
  await copy('districts', columns, [[id, name, fullName, root.code, root.lon, root.lat, hotline, settings, since]]);
  await copy(
    'area_levels',
    ['district_id', 'level', 'zh', 'en', 'leaf'],
    plan.levels.map(({ zh, en }, level) => [id, level, zh, en, level === plan.levels.length - 1]),
  );
}

async function writeAreas(copy: Copy, { plan, places, rng, since }: Ground): Promise<void> {
  const areas = places.levels.flat();
  await copy(
    'areas',
    'district_id id parent_id level code name kind path households lon lat valid_from'.split(' '),
    areas.map((area) => [
      plan.id,
      area.id,
      area.parent?.id,
      area.level,
      area.code,
      area.level === 0 ? area.name : area.fullName,
      area.kind,
      area.path,
      area.households,
      area.lon,
      area.lat,
      since,
    ]),
  );
  await copy(
    'area_versions',
    'district_id id area_id valid_from name parent_id kind households outline source_system'.split(' '),
    areas.map((area) => [
      plan.id,
      rng.uuid(since.getTime()),
      area.id,
      since,
      area.level === 0 ? area.name : area.fullName,
      area.parent?.id,
      area.kind,
      area.households,
      outlineOf(area),
      'wgs84',
    ]),
  );
}

async function writeLines(copy: Copy, { plan, places, rng, since }: Ground): Promise<void> {
  const rings = at(at(places.levels, 0), 0).piece.rings;
  const [east, north] = plan.outline.dense;
  const hub: [number, number] = [0.5 + east / 2, 0.5 + north / 2];
  await copy(
    'map_lines',
    'district_id id kind name width line'.split(' '),
    drawLines(rings, plan.lines, hub, rng.fork('lines')).map(({ kind, name, width, points }) => [
      plan.id,
      rng.uuid(since.getTime()),
      kind,
      name,
      width,
      points,
    ]),
  );
}

export async function writePlaces(copy: Copy, ground: Ground): Promise<void> {
  const { plan, addresses } = ground;
  await writeDistrict(copy, ground);
  await writeAreas(copy, ground);
  await writeLines(copy, ground);
  await copy(
    'addresses',
    'district_id id text tokens area_id lon lat households assigned_reason'.split(' '),
    addresses.map((address) => [
      plan.id,
      address.id,
      address.text,
      searchTokens(address.text),
      address.area.id,
      address.lon,
      address.lat,
      address.households,
      address.assignedReason,
    ]),
  );
}
