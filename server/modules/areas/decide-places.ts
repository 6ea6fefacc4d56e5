import { type RawBuilder, sql } from 'kysely';
import type { Located } from '#contract/areas';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { locatorOf } from './area-index.ts';
import { toStored } from './coordinates.ts';
import { nearestAddressQuery, type PlaceAsk } from './locate-place.ts';

/** A place of which the index in memory has said what it can; the rest is in the database. */
export interface PlaceSketch {
  addressId: string | null;
  /** Chosen by a person, or the polygon around the point. */
  areaId: string;
  decidedBy: Located['decidedBy'];
  point: { lon: number; lat: number; accuracy?: number } | null;
}

/** Where a case lies: what its row keeps of the place. */
export interface CasePlace {
  area: { id: string; path: string; name: string };
  decidedBy: Located['decidedBy'];
  /** `id` only where the address was chosen; a nearby building only lends its words. */
  address: { id: string | null; text: string } | null;
  point: PlaceSketch['point'];
}

/**
 * What can be said of a place without the database. Null for what takes more: an address alone, a point near an edge or
 * outside of everything, no place at all (`decidePlace` settles these, or words their refusals).
 */
export async function sketchPlace(services: Services, district: number, ask: PlaceAsk): Promise<PlaceSketch | null> {
  const addressId = ask.addressId ?? null;
  const point = ask.point && pointOf(ask.point);
  if (ask.areaId !== undefined) return { addressId, areaId: ask.areaId, decidedBy: 'chosen', point: point ?? null };
  if (addressId !== null || !point) return null;
  const found = (await locatorOf(services, district)).locate([point.lon, point.lat], point.accuracy ?? 0);
  if (found.kind !== 'inside' && found.kind !== 'near') return null;
  return { addressId: null, areaId: found.areaId, decidedBy: found.kind, point };
}

function pointOf({ lon, lat, accuracy, system }: NonNullable<PlaceAsk['point']>): NonNullable<PlaceSketch['point']> {
  const [x, y] = toStored([lon, lat], system ?? 'wgs84');
  return { lon: x, lat: y, ...(accuracy === undefined ? {} : { accuracy }) };
}

/** What the database knows of a sketched place; `n` is its position in the list. */
export interface PlaceFacts {
  n: number;
  addressText: string | null;
  addressLon: number | null;
  addressLat: number | null;
  areaId: string | null;
  path: string | null;
  name: string | null;
  hasChildren: boolean;
  nearText: string | null;
}

/** The query of the facts of many places: their areas in force, their addresses, or the nearest building's words. */
export function placeFacts(district: number, sketches: readonly PlaceSketch[]): RawBuilder<PlaceFacts> {
  const asked = sketches.map(({ addressId, areaId, point }, n) => ({
    n,
    address: addressId,
    area: areaId,
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
  }));
  const place = { lon: sql`q.lon`, lat: sql`q.lat`, areaId: sql`a.id` };
  const around = sketches.find(({ point }) => point !== null)?.point?.lat ?? 0;
  return sql`
    select q.n, k.text as "addressText", k.lon as "addressLon", k.lat as "addressLat", a.id as "areaId", a.path, a.name,
           exists (select 1 from app.areas c where c.district_id = ${district} and c.parent_id = a.id and c.valid_to is null) as "hasChildren",
           near.text as "nearText"
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as q(n int, address uuid, area uuid, lon float8, lat float8)
      left join app.addresses k on k.district_id = ${district} and k.id = q.address
      left join app.areas a on a.district_id = ${district} and a.id = q.area and a.valid_to is null
      left join lateral (${nearestAddressQuery(district, place, around)}) as near on q.address is null`;
}

/** One place or a refusal. */
export function decideByFacts(sketch: PlaceSketch, facts: PlaceFacts): CasePlace {
  const { areaId, path, name } = facts;
  if (sketch.addressId !== null && facts.addressText === null) refuse('address.unknown');
  if (areaId === null || path === null || name === null) {
    // Where no person chose it, it was dissolved a moment ago, and the index is being read again.
    refuse(sketch.decidedBy === 'chosen' ? 'area.unknown' : 'server.unavailable');
  }
  if (sketch.decidedBy === 'chosen' && facts.hasChildren) refuse('area.not-micro-grid');
  const text = facts.addressText ?? facts.nearText;
  return {
    area: { id: areaId, path, name },
    decidedBy: sketch.decidedBy,
    address: text === null ? null : { id: sketch.addressId, text },
    point: sketch.point ?? pointOfAddress(facts),
  };
}

function pointOfAddress({ addressLon: lon, addressLat: lat }: PlaceFacts): PlaceSketch['point'] {
  return lon === null || lat === null ? null : { lon, lat };
}
