import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import type { CoordinateSystem } from './coordinates.ts';
import type { Outline, Position } from './packed-outlines.ts';
import { frameAround, interiorPoint, signedArea } from './shape.ts';

/** An area as it will be from now on. */
export interface AreaState {
  id: string;
  parentId: string | null;
  level: number;
  code: string;
  name: string;
  kind: 'residential' | 'dedicated';
  path: string;
  households: number;
  outline: Outline | null;
  sourceSystem: CoordinateSystem;
}

export interface Writing {
  services: Pick<Services, 'ids'>;
  tx: Tx;
  district: number;
  at: Date;
  byAccount: string | null;
}

/** Parents must come before their children. One JSON array a statement: a list of values would be another text each time. */
export async function addAreas(writing: Writing, areas: readonly AreaState[]): Promise<void> {
  const { tx, district, at } = writing;
  const rows = areas.map(({ outline, sourceSystem: _, ...area }) => ({ ...area, ...labelOf(outline) }));
  await sql`
    insert into app.areas (district_id, id, parent_id, level, code, name, kind, path, households, lon, lat, valid_from)
    select ${district}, n.id, n."parentId", n.level, n.code, n.name, n.kind, n.path, n.households, n.lon, n.lat, ${at}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as n(id uuid, "parentId" uuid, level int, code text, name text, kind text, path text, households int, lon float8, lat float8)`.execute(
    tx,
  );
  await addVersions(writing, areas);
}

/** Ends the version in force and begins the next; the row of the tree follows. Code, parent and path never change. */
export async function changeAreas(writing: Writing, areas: readonly AreaState[]): Promise<void> {
  const { tx, district } = writing;
  await endVersions(
    writing,
    areas.map(({ id }) => id),
  );
  await addVersions(writing, areas);
  const rows = areas.map(({ id, name, kind, households, outline }) => ({
    id,
    name,
    kind,
    households,
    ...labelOf(outline),
  }));
  await sql`
    update app.areas a set name = n.name, kind = n.kind, households = n.households, lon = n.lon, lat = n.lat
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as n(id uuid, name text, kind text, households int, lon float8, lat float8)
     where a.district_id = ${district} and a.id = n.id`.execute(tx);
}

/** They stay, for history and for old cases, but are no longer in force. */
export async function dissolveAreas(writing: Writing, ids: readonly string[]): Promise<void> {
  const { tx, district, at } = writing;
  await endVersions(writing, ids);
  await sql`update app.areas a set valid_to = ${at} where a.district_id = ${district} and a.id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
}

async function endVersions({ tx, district, at }: Writing, ids: readonly string[]): Promise<void> {
  await sql`
    update app.area_versions v set valid_to = ${at}
     where v.district_id = ${district} and v.area_id = any(${[...ids]}::uuid[]) and v.valid_to is null`.execute(tx);
}

async function addVersions(
  { services, tx, district, at, byAccount }: Writing,
  areas: readonly AreaState[],
): Promise<void> {
  const rows = areas.map((area) => ({
    id: services.ids(),
    area: area.id,
    name: area.name,
    parent: area.parentId,
    kind: area.kind,
    households: area.households,
    outline: area.outline?.coordinates ?? null,
    system: area.sourceSystem,
  }));
  await sql`
    insert into app.area_versions (district_id, id, area_id, valid_from, name, parent_id, kind, households, outline, source_system, by_account)
    select ${district}, n.id, n.area, ${at}, n.name, n.parent, n.kind, n.households, n.outline, n.system, ${byAccount}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as n(id uuid, area uuid, name text, parent uuid, kind text, households int, outline jsonb, system text)`.execute(
    tx,
  );
}

/** Where the name stands on a map: well inside the largest part, not the centroid, which may lie outside. */
function labelOf(outline: Outline | null): { lon: number | null; lat: number | null } {
  const origin = outline?.coordinates[0]?.[0]?.[0];
  if (!outline || !origin) return { lon: null, lat: null };
  const frame = frameAround(origin);
  const parts = outline.coordinates.map((rings) => rings.map((ring) => ring.map(frame.toPlane)));
  const size = (rings: Position[][]) => rings.reduce((sum, ring) => sum + signedArea(ring), 0);
  const largest = parts.reduce((best, rings) => (size(rings) > size(best) ? rings : best));
  const [lon, lat] = frame.toDegrees(interiorPoint(largest));
  return { lon: Math.round(lon * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 };
}
