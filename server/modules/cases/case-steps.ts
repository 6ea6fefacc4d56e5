import { type RawBuilder, sql } from 'kysely';
import type { StepMore } from '#contract/case-parts';
import type { Step } from '#contract/cases';
import type { PhotoView } from '#contract/files';
import type { ReadyFlow } from '#contract/flow-walk';
import type { Move, State } from '#contract/lifecycle';
import type { Services } from '#kernel/services';
import { photoUrls } from '#modules/files';
import { fieldsOf, stateName, stepName } from '#modules/flows';
import { listOf } from './read-move-facts.ts';

/** What a reader may see of the history: staff all of it, a resident no internal step and no name but the worker's. */
export type StepReader = { kind: 'staff' } | { kind: 'resident'; workerNames: readonly string[] };

/** A photo as the database gives it in a list. */
export interface PhotoRow {
  fileId: string;
  kind: PhotoView['kind'];
  seq: number;
  internal: boolean;
  width: number;
  height: number;
  at: string;
}
export type StepPhoto = PhotoView & { seq: number; internal: boolean };

/** The query of the photos of the opened case `c`, oldest first. */
export function photosOfCase(district: number): RawBuilder<PhotoRow[]> {
  return listOf<PhotoRow>(sql`
    select p.file_id as "fileId", p.kind, p.seq, p.internal, f.width, f.height, f.created_at as at
      from app.case_photos p join app.files f on f.district_id = ${district} and f.id = p.file_id
     where p.district_id = ${district} and p.case_id = c.id
     order by p.seq, f.created_at`);
}

/** With signed addresses. */
export function toPhotos(services: Services, district: number, rows: readonly PhotoRow[]): StepPhoto[] {
  return rows.map(({ fileId, at, ...row }) => ({
    ...row,
    id: fileId,
    at: new Date(at).toISOString(),
    ...photoUrls(services, district, fileId),
  }));
}

/** A step as the database gives it in a list. */
export interface StepRow {
  seq: number;
  at: string;
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
  hash: string;
  unitName: string | null;
}

/** The query of the history of the opened case `c`, newest last. */
export function stepsOfCase(district: number): RawBuilder<StepRow[]> {
  return listOf<StepRow>(sql`
    select s.seq, s.at, s.move, s.state, s.actor_kind, s.actor_name, s.actor_title, s.note, s.internal, s.lon, s.lat, s.data,
           encode(s.hash, 'hex') as hash,
           (select u.name from app.units u where u.district_id = ${district} and u.id = (s.data ->> 'unitId')::uuid) as "unitName"
      from app.case_steps s
     where s.district_id = ${district} and s.case_id = c.id
     order by s.seq`);
}

interface StepData {
  areaName?: string;
  rating?: string;
  until?: string;
  flow?: { action?: string; state: string };
  fields?: Record<string, string>;
  more?: StepMore;
}

/** The timeline as this reader may see it. */
export function toSteps(
  rows: readonly StepRow[],
  of: { lon: number | null; lat: number | null },
  photos: readonly StepPhoto[],
  { reader, flow }: { reader: StepReader; flow: ReadyFlow | null },
): Step[] {
  return rows
    .filter((row) => reader.kind === 'staff' || !row.internal)
    .map((row) => ({ ...toStep(row, of, photos, reader), ...wordsOf(row, flow) }));
}

/** What was done and where it led, in the words of the flow that the case goes by. */
function wordsOf(
  { data, move, state }: StepRow,
  flow: ReadyFlow | null,
): Pick<Step, 'moveName' | 'stateName' | 'fields'> {
  const { flow: by, fields } = data as StepData;
  return {
    moveName: stepName(flow, move as Move | 'report', by?.action),
    stateName: stateName(flow, by?.state ?? null, state as State),
    fields: fieldsOf(flow, by?.action ?? move, fields),
  };
}

function toStep(
  row: StepRow,
  of: { lon: number | null; lat: number | null },
  photos: readonly StepPhoto[],
  reader: StepReader,
): Omit<Step, 'moveName' | 'stateName' | 'fields'> {
  const data = row.data as StepData;
  return {
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    move: row.move as Move | 'report',
    state: row.state as State,
    by: nameFor(row, reader),
    post: row.actor_title,
    note: row.note,
    internal: row.internal,
    photos: photos.filter((photo) => photo.seq === row.seq).map(({ seq: _, internal: __, ...photo }) => photo),
    metres: reader.kind === 'staff' && row.actor_kind === 'staff' ? metresBetween(row, of) : null,
    unitName: row.unitName,
    areaName: data.areaName ?? null,
    rating: (data.rating as Step['rating']) ?? null,
    until: data.until ?? null,
    more: reader.kind === 'staff' ? (data.more ?? null) : null,
    hash: reader.kind === 'staff' ? row.hash : null,
  };
}

function nameFor(row: StepRow, reader: StepReader): string {
  if (reader.kind === 'staff' || row.actor_kind !== 'staff' || reader.workerNames.includes(row.actor_name))
    return row.actor_name;
  return row.actor_title ?? '工作人员';
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
