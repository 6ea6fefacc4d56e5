import { type RawBuilder, sql } from 'kysely';
import type { LocateAnswer, Located } from '#contract/areas';
import { states } from '#contract/lifecycle';
import type { Point } from '#contract/shapes';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { type Locale, refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { answering } from '#modules/posts';
import { locatorOf } from './area-index.ts';
import { type AreaOnTrail, hasChildren, trailOf } from './area-trail.ts';
import { toStored } from './coordinates.ts';
import { metresBetween, metresPerDegree } from './plane.ts';
import { resolveDistrict } from './read-district.ts';

/** What is known of a place: at least one of the three. */
export interface PlaceAsk {
  point?: Point | undefined;
  addressId?: string | undefined;
  /** Chosen by a person, from candidates or from a list. */
  areaId?: string | undefined;
}

export interface Place {
  area: AreaOnTrail;
  /** From the root down to the area itself. */
  trail: AreaOnTrail[];
  decidedBy: Located['decidedBy'];
  /** How far outside of the area the point lies; null when inside or not known. */
  metres: number | null;
  /** `id` only where the address was chosen; a nearby building only lends its words. */
  address: { id: string | null; text: string } | null;
  /** In the stored system. */
  point: { lon: number; lat: number; accuracy?: number } | null;
}

export type PlaceFound = { place: Place } | { place: null; candidates: LocateAnswer['candidates'] };

/** Which micro-grid a place belongs to and who answers there. */
export async function locatePlace(call: Call<'POST /api/public/locate'>): Promise<LocateAnswer> {
  const { services, body, locale } = call;
  const { id: district } = await resolveDistrict(services, body.district);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const found = await findPlace(services, tx, district, body, locale);
    if (!found.place) return { located: null, candidates: found.candidates };
    return { located: await answered(services, tx, district, found.place), candidates: [] };
  });
}

async function answered(services: Services, tx: Tx, district: number, place: Place): Promise<Located> {
  const { area, trail } = place;
  const owners = await answering(tx, district, [area.path], services.clock());
  return {
    areaId: area.id,
    code: area.code,
    name: area.name,
    kind: area.kind,
    households: area.households,
    path: trail.map(({ id, name, levelName }) => ({ id, name, levelName })),
    decidedBy: place.decidedBy,
    metres: place.metres,
    owner: owners.get(area.path) ?? null,
    address: place.address?.text ?? null,
    answerWithinMinutes: states.reported.clock,
  };
}

/** For a command: one place or a refusal; near a border its detail carries the candidates to choose from. */
export async function decidePlace(services: Services, tx: Tx, district: number, ask: PlaceAsk): Promise<Place> {
  const found = await findPlace(services, tx, district, ask);
  return found.place ?? refuse('place.near-edge', {}, { candidates: found.candidates });
}

/**
 * A person's choice decides, then the address (a household may belong to another micro-grid than its geometry: kinship
 * and choice), then the polygon. Near a border the candidates come back instead, for the person to choose.
 */
export async function findPlace(
  services: Services,
  tx: Tx,
  district: number,
  ask: PlaceAsk,
  locale: Locale = 'zh-CN',
): Promise<PlaceFound> {
  const known = ask.addressId === undefined ? null : await readAddress(tx, district, ask.addressId);
  const point = ask.point ? placeOf(ask.point) : pointOf(known);
  const accuracy = ask.point?.accuracy;
  if (ask.areaId !== undefined) {
    const trail = await chosenTrail(tx, district, ask.areaId, locale);
    return { place: await placed(tx, district, trail, { decidedBy: 'chosen', metres: null, point, accuracy, known }) };
  }
  const trail = known ? await trailOf(tx, district, known.areaId, locale) : [];
  if (trail.length > 0) {
    return { place: await placed(tx, district, trail, { decidedBy: 'address', metres: null, point, accuracy, known }) };
  }
  if (!point) refuse('place.missing');
  return byPolygon(services, tx, district, { point, accuracy, known, locale });
}

async function chosenTrail(tx: Tx, district: number, id: string, locale: Locale): Promise<AreaOnTrail[]> {
  const trail = await trailOf(tx, district, id, locale);
  if (trail.length === 0) refuse('area.unknown');
  if (await hasChildren(tx, district, id)) refuse('area.not-micro-grid');
  return trail;
}

interface Asked {
  point: [number, number];
  accuracy: number | undefined;
  known: KnownAddress | null;
  locale: Locale;
}

async function byPolygon(services: Services, tx: Tx, district: number, asked: Asked): Promise<PlaceFound> {
  const { point, known, locale } = asked;
  const locator = await locatorOf(services, district);
  const found = locator.locate(point, asked.accuracy ?? 0);
  if (found.kind === 'outside') return outside(tx, district, point);
  if (found.kind === 'edge') return { place: null, candidates: await namedCandidates(tx, district, found.candidates) };
  const trail = await trailOf(tx, district, found.areaId, locale);
  // dissolved a moment ago, and the index is being read again
  if (trail.length === 0) refuse('server.unavailable');
  const metres = found.kind === 'near' ? Math.round(found.metres) : null;
  return {
    place: await placed(tx, district, trail, { decidedBy: found.kind, metres, point, accuracy: asked.accuracy, known }),
  };
}

async function namedCandidates(tx: Tx, district: number, found: readonly { areaId: string; metres: number }[]) {
  const ids = found.map(({ areaId }) => areaId);
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from app.areas a where a.district_id = ${district} and a.id = any(${ids}::uuid[])`.execute(tx);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return found.map(({ areaId, metres }) => ({ areaId, name: names.get(areaId) ?? '', metres: Math.round(metres) }));
}

/** Not ours: the nearest district of this installation is named, with its phone. */
async function outside(tx: Tx, district: number, point: [number, number]): Promise<never> {
  const all = await tx.selectFrom('districts').select(['id', 'name', 'hotline', 'lon', 'lat']).execute();
  const [nearest] = all
    .map(({ id, name, hotline, lon, lat }) => ({
      id,
      name,
      hotline,
      metres: Math.round(metresBetween(point, [lon, lat])),
    }))
    .sort((a, b) => a.metres - b.metres);
  return refuse('place.outside', {}, { district, nearest: nearest ?? null });
}

interface KnownAddress {
  id: string;
  text: string;
  areaId: string;
  lon: number | null;
  lat: number | null;
}

async function readAddress(tx: Tx, district: number, id: string): Promise<KnownAddress> {
  const found = await tx
    .selectFrom('addresses')
    .select(['id', 'text', 'area_id as areaId', 'lon', 'lat'])
    .where('district_id', '=', district)
    .where('id', '=', id)
    .executeTakeFirst();
  return found ?? refuse('address.unknown');
}

function placeOf({ lon, lat, system }: Point): [number, number] {
  return toStored([lon, lat], system ?? 'wgs84');
}

function pointOf(known: KnownAddress | null): [number, number] | null {
  return known?.lon == null || known.lat == null ? null : [known.lon, known.lat];
}

interface Decision {
  decidedBy: Located['decidedBy'];
  metres: number | null;
  point: [number, number] | null;
  accuracy?: number | undefined;
  known: KnownAddress | null;
}

async function placed(tx: Tx, district: number, trail: AreaOnTrail[], decision: Decision): Promise<Place> {
  const { decidedBy, metres, point, accuracy, known } = decision;
  const area = trail.at(-1) as AreaOnTrail;
  const near = known ?? (point && (await nearestAddress(tx, district, area.id, point)));
  return {
    area,
    trail,
    decidedBy,
    metres,
    address: near && { id: known?.id ?? null, text: near.text },
    point: point && { lon: point[0], lat: point[1], ...(accuracy === undefined ? {} : { accuracy }) },
  };
}

/** Metres within which a building's address still describes a place. */
const speakingDistance = 60;

/** Words for a point: the nearest building of the same micro-grid. */
async function nearestAddress(tx: Tx, district: number, areaId: string, [lon, lat]: [number, number]) {
  const place = { lon: sql`${lon}::float8`, lat: sql`${lat}::float8`, areaId: sql`${areaId}::uuid` };
  const { rows } = await nearestAddressQuery(district, place, lat).execute(tx);
  return rows[0] ?? null;
}

interface PlaceColumns {
  lon: RawBuilder<unknown>;
  lat: RawBuilder<unknown>;
  areaId: RawBuilder<unknown>;
}

/** `around`: a latitude of the district, for the length of a degree; half a degree away it is wrong by 1 %. */
export function nearestAddressQuery(
  district: number,
  { lon, lat, areaId }: PlaceColumns,
  around: number,
): RawBuilder<{ text: string }> {
  const scale = metresPerDegree(around);
  const [dx, dy] = [speakingDistance / scale.x, speakingDistance / scale.y];
  return sql`
    select b.text from app.addresses b
     where b.district_id = ${district} and b.lat between ${lat} - ${dy}::float8 and ${lat} + ${dy}::float8
       and b.lon between ${lon} - ${dx}::float8 and ${lon} + ${dx}::float8 and b.area_id = ${areaId}
     order by power((b.lon - ${lon}) * ${scale.x}::float8, 2) + power((b.lat - ${lat}) * ${scale.y}::float8, 2), b.id
     limit 1`;
}
