import type { Step } from '#contract/cases';
import type { PhotoView } from '#contract/files';
import type { Move, State } from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { photoUrls } from '#modules/files';

/** What a reader may see of the history: staff all of it, a resident no internal step and no name but the worker's. */
export type StepReader = { kind: 'staff' } | { kind: 'resident'; workerNames: readonly string[] };

/** The photos of an opened case, oldest first, with signed addresses. */
export async function readPhotos(
  services: Services,
  tx: Tx,
  district: number,
  caseId: string,
): Promise<(PhotoView & { seq: number; internal: boolean })[]> {
  const rows = await tx
    .selectFrom('case_photos as p')
    .innerJoin('files as f', (join) => join.onRef('f.id', '=', 'p.file_id').on('f.district_id', '=', district))
    .select(['p.file_id', 'p.kind', 'p.seq', 'p.internal', 'f.width', 'f.height', 'f.created_at'])
    .where('p.district_id', '=', district)
    .where('p.case_id', '=', caseId)
    .orderBy('p.seq')
    .orderBy('f.created_at')
    .execute();
  return rows.map((row) => ({
    id: row.file_id,
    kind: row.kind as PhotoView['kind'],
    seq: row.seq,
    internal: row.internal,
    width: row.width,
    height: row.height,
    at: row.created_at.toISOString(),
    ...photoUrls(services, district, row.file_id),
  }));
}

interface StepRow {
  seq: number;
  at: Date;
  move: string;
  state: string;
  actor_kind: string;
  actor_name: string;
  actor_title: string | null;
  note: string | null;
  internal: boolean;
  lon: number | null;
  lat: number | null;
  data: unknown;
  hash: Buffer;
}
interface StepData {
  unitId?: string;
  areaName?: string;
  rating?: string;
  until?: string;
}

/** The timeline of an opened case, newest last. */
export async function readSteps(
  tx: Tx,
  of: { district: number; id: string; lon: number | null; lat: number | null },
  photos: readonly (PhotoView & { seq: number })[],
  reader: StepReader,
): Promise<Step[]> {
  const rows: StepRow[] = await tx
    .selectFrom('case_steps')
    .select([
      'seq',
      'at',
      'move',
      'state',
      'actor_kind',
      'actor_name',
      'actor_title',
      'note',
      'internal',
      'lon',
      'lat',
      'data',
      'hash',
    ])
    .where('district_id', '=', of.district)
    .where('case_id', '=', of.id)
    .orderBy('seq')
    .execute();
  const units = await unitNames(tx, of.district, rows);
  return rows
    .filter((row) => reader.kind === 'staff' || !row.internal)
    .map((row) => toStep(row, of, photos, reader, units));
}

function toStep(
  row: StepRow,
  of: { lon: number | null; lat: number | null },
  photos: readonly (PhotoView & { seq: number })[],
  reader: StepReader,
  units: Map<string, string>,
): Step {
  const data = row.data as StepData;
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    move: row.move as Move | 'report',
    state: row.state as State,
    by: nameFor(row, reader),
    post: row.actor_title,
    note: row.note,
    internal: row.internal,
    photos: photos.filter((photo) => photo.seq === row.seq).map(({ seq: _, ...photo }) => photo),
    metres: reader.kind === 'staff' && row.actor_kind === 'staff' ? metresBetween(row, of) : null,
    unitName: data.unitId ? (units.get(data.unitId) ?? null) : null,
    areaName: data.areaName ?? null,
    rating: (data.rating as Step['rating']) ?? null,
    until: data.until ?? null,
    hash: reader.kind === 'staff' ? row.hash.toString('hex') : null,
  };
}

function nameFor(row: StepRow, reader: StepReader): string {
  if (reader.kind === 'staff' || row.actor_kind !== 'staff' || reader.workerNames.includes(row.actor_name))
    return row.actor_name;
  return row.actor_title ?? '工作人员';
}

async function unitNames(tx: Tx, district: number, rows: readonly StepRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => (row.data as StepData).unitId).filter((id) => id !== undefined))];
  if (ids.length === 0) return new Map();
  const units = await tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where('district_id', '=', district)
    .where('id', 'in', ids)
    .execute();
  return new Map(units.map((unit) => [unit.id, unit.name]));
}

/** Whole metres on a plane tangent at the place: exact enough within a district. */
export function metresBetween(
  a: { lon: number | null; lat: number | null },
  b: { lon: number | null; lat: number | null },
): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  const metresPerDegree = 111_320;
  const east = (a.lon - b.lon) * metresPerDegree * Math.cos((b.lat * Math.PI) / 180);
  return Math.round(Math.hypot(east, (a.lat - b.lat) * metresPerDegree));
}
