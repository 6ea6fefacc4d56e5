import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { type Locale, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { lastPublicNotes, listPublicCases, type PublicCase } from '#modules/cases';
import { currentCatalogue } from '#modules/catalogue';
import { publicTitle } from '#modules/insight';
import { chinaTime } from './answer-format.ts';
import { type RequestRow, requestsOfCases } from './find-request.ts';
import { maskNumbers } from './mask-numbers.ts';
import type { KnownPeer } from './peers.ts';
import type { Form } from './read-form.ts';
import { readQuery } from './read-query.ts';
import type { Value } from './xml.ts';

export interface Reading {
  district: number;
  /** Who showed a key; null for the public. */
  peer: KnownPeer | null;
  locale: Locale;
}

/** GET requests: every filter of the standard, newest first. */
export async function listRequests(services: Services, reading: Reading, form: Form): Promise<Value[]> {
  const { district } = reading;
  const { serviceCodes, ...query } = readQuery(form, services.clock());
  const unsorted = await unsortedCode(services, district);
  const categories = serviceCodes.flatMap((code) => (code === unsorted ? [code, null] : [code]));
  const found = await listPublicCases(services.database, {
    ...query,
    district,
    ...(categories.length > 0 ? { categories } : {}),
  });
  return showCases(services, reading, found, unsorted);
}

/** GET requests/{id}: one of them. */
export async function readRequestByNo(services: Services, reading: Reading, no: string): Promise<Value[]> {
  const { district } = reading;
  const found = await listPublicCases(services.database, { district, nos: [no], limit: 1, offset: 0 });
  if (found.length === 0) refuse('request.unknown');
  return showCases(services, reading, found, await unsortedCode(services, district));
}

/** The class of what nobody has classified yet (major class 99); null where the catalogue has none. */
async function unsortedCode(services: Services, district: number): Promise<string | null> {
  const { categories } = await currentCatalogue(services, district);
  return categories.find(({ parentCode }) => parentCode === '99')?.code ?? null;
}

interface Showing extends Reading {
  services: Map<string, { zh: string; en: string }>;
  unsorted: string | null;
  /** Community (12 digits of the division code) by code. */
  places: Map<string, string>;
  handedIn: Map<string, RequestRow>;
  notes: Map<string, string>;
}

async function showCases(
  services: Services,
  reading: Reading,
  found: readonly PublicCase[],
  unsorted: string | null,
): Promise<Value[]> {
  const { district } = reading;
  const handedIn = await requestsOfCases(
    services,
    district,
    found.map(({ id }) => id),
  );
  const { byCode } = await currentCatalogue(services, district);
  const showing: Showing = {
    ...reading,
    services: new Map([...byCode].map(([code, { name, nameEn }]) => [code, { zh: name, en: nameEn }])),
    unsorted,
    places: await placeNames(services, district, found),
    handedIn,
    notes: await lastPublicNotes(services.database, district, [...handedIn.keys()]),
  };
  return found.map((one) => showCase(one, showing));
}

/** The path's part that names the community, 12 digits; the district's own code where a path is shorter. */
function communityOf({ areaPath }: PublicCase): string {
  const codes = areaPath.split('/').filter(Boolean);
  return codes.findLast((code) => code.length === 12) ?? codes[0] ?? '';
}

function placeNames(services: Services, district: number, found: readonly PublicCase[]): Promise<Map<string, string>> {
  const codes = [...new Set(found.map(communityOf))];
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    if (codes.length === 0) return new Map();
    const rows = await tx
      .selectFrom('areas')
      .select(['code', 'name'])
      .where('district_id', '=', district)
      .where('code', 'in', codes)
      .where('valid_to', 'is', null)
      .execute();
    return new Map(rows.map(({ code, name }) => [code, name]));
  });
}

function showCase(one: PublicCase, showing: Showing): Value {
  const { locale, unsorted } = showing;
  const code = one.categoryCode ?? unsorted;
  const name = showing.services.get(code ?? '');
  const handedIn = showing.handedIn.get(one.id);
  return {
    service_request_id: one.no,
    status: one.open ? 'open' : 'closed',
    status_notes: notesOf(one.stateWords.resident, showing.notes.get(one.id), locale),
    service_name: (locale === 'en' ? name?.en : name?.zh) ?? one.categoryName,
    service_code: code,
    ...(handedIn ? openly(one, handedIn, showing) : discreetly(one, showing)),
    agency_responsible: one.unitName,
    service_notice: null,
    requested_datetime: chinaTime(one.reportedAt),
    updated_datetime: chinaTime(one.changedAt),
    expected_datetime: one.open ? chinaTime(one.totalDueAt) : null,
    zipcode: null,
  };
}

/** What every reader may know of the state; for what came through this door also what whoever handled it last told. */
function notesOf(state: { zh: string; en: string }, note: string | undefined, locale: Locale): string {
  const [words, colon] = locale === 'en' ? [state.en, ': '] : [state.zh, '：'];
  return note === undefined ? words : `${words}${colon}${maskNumbers(note)}`;
}

/** Whoever sends a request here knows that it is public: words, place and picture are shown, numbers of persons are not. */
function openly(one: PublicCase, handedIn: RequestRow, { peer, places }: Showing) {
  const own = peer?.id === handedIn.peer_id && peer.may.includes('read-all');
  const show = own ? (text: string) => text : maskNumbers;
  const address = handedIn.address ?? places.get(communityOf(one)) ?? null;
  return {
    description: handedIn.description === '' ? null : show(handedIn.description),
    address: address && show(address),
    address_id: one.addressId,
    lat: one.lat,
    long: one.lon,
    media_url: handedIn.media_url,
  };
}

/** About 100 metres. */
const rounded = (degrees: number | null): number | null => degrees && Math.round(degrees * 1000) / 1000;

/** Whoever reported by phone or to a worker did not write for the public: a title that names nobody, and only roughly where. */
function discreetly(one: PublicCase, { places, locale }: Showing) {
  return {
    description: publicTitle(one.title, one.categoryName, locale),
    address: places.get(communityOf(one)) ?? null,
    address_id: null,
    lat: rounded(one.lat),
    long: rounded(one.lon),
    media_url: null,
  };
}
