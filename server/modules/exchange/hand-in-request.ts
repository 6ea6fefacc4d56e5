import { createHash } from 'node:crypto';
import type { ReportCase } from '#contract/cases';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { later } from '#kernel/jobs';
import { type Locale, Refusal, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { decidePlace, findAddress } from '#modules/areas';
import { type Answered, checkAnswers } from './check-answers.ts';
import { fileKey, fileRequest, type SealedReport } from './file-request.job.ts';
import { requestToken } from './find-request.ts';
import type { KnownPeer } from './peers.ts';
import { type Form, refuseForm } from './read-form.ts';
import { type AskedRequest, readRequest } from './read-request.ts';
import { type OfferedService, offeredService } from './services.ts';

export interface HandIn {
  peer: KnownPeer;
  form: Form;
  /** What the sender names the attempt (header Idempotency-Key); without it equal fields are the same attempt. */
  idempotencyKey: string | undefined;
  locale: Locale;
}

/** What is answered: a number, a token, or neither (black box). */
export interface HandedIn {
  no: string | null;
  token: string | null;
}

/** Without a key of its own the same fields from the same peer within this time are one request sent again. */
const sameWithinMs = 10 * 60_000;
/** When the job takes over what a crash left between taking in and filing. */
const rescueMs = 60_000;

/**
 * Takes in a request of another system. It is written down with its job first and filed then, so that what was answered is
 * never lost; a resend finds the same row.
 */
export async function handInRequest(services: Services, ask: HandIn): Promise<HandedIn> {
  const { district } = ask.peer;
  const asked = readRequest(ask.form);
  const service = await offeredService(services, district, asked.serviceCode);
  const answers = checkAnswers(service.attributes, asked.answers);
  const attempt = attemptOf(ask, services.clock());
  const known = await findAttempt(services, district, attempt);
  const id = known ?? (await takeIn(services, ask, { asked, service, answers, attempt }));
  if (service.mode === 'batch') return { no: null, token: requestToken(district, id) };
  const no = await fileRequest(services, district, id);
  return service.mode === 'realtime' ? { no, token: null } : { no: null, token: null };
}

interface Attempt {
  id: string;
  resendHash: Buffer;
  fieldsHash: Buffer;
  /** Earlier ones are another attempt; null: there is no other. */
  since: Date | null;
}

function attemptOf({ peer, form, idempotencyKey }: HandIn, now: Date): Attempt {
  const fields = [...form].filter(([name]) => name !== 'api_key').sort(([a], [b]) => (a < b ? -1 : 1));
  const fieldsHash = digest(fields);
  if (idempotencyKey !== undefined) {
    if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey))
      refuseForm('Idempotency-Key 应为 1 到 200 个可见字符', 'Idempotency-Key must be 1 to 200 visible characters');
    const resendHash = digest(['key', peer.id, idempotencyKey]);
    return { id: uuidOf(digest(['id', resendHash.toString('hex')])), resendHash, fieldsHash, since: null };
  }
  const resendHash = digest(['fields', peer.id, fieldsHash.toString('hex')]);
  const period = Math.floor(now.getTime() / sameWithinMs);
  const since = new Date(now.getTime() - sameWithinMs);
  return { id: uuidOf(digest(['id', resendHash.toString('hex'), period])), resendHash, fieldsHash, since };
}

const digest = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest();

/** UUID of version 8 (RFC 9562): ours to fill. The same hash is the same id, for two calls at the same moment too. */
function uuidOf(hash: Buffer): string {
  const hex = hash.toString('hex');
  const variant = ((hash[8] ?? 0) % 64) + 128;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant.toString(16)}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/** The request that this one repeats; refuses another request under a key that is used already. */
function findAttempt(services: Services, district: number, attempt: Attempt): Promise<string | null> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const found = await tx
      .selectFrom('exchange_requests')
      .select(['id', 'fields_hash'])
      .where('district_id', '=', district)
      .where('resend_hash', '=', attempt.resendHash)
      .where('received_at', '>', attempt.since ?? new Date(0))
      .orderBy('received_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!found) return null;
    return found.fields_hash.equals(attempt.fieldsHash) ? found.id : refuse('command.reused');
  });
}

interface Ready {
  asked: AskedRequest;
  service: OfferedService;
  answers: Answered[];
  attempt: Attempt;
}

async function takeIn(services: Services, ask: HandIn, ready: Ready): Promise<string> {
  const { peer } = ask;
  const { asked, service, answers, attempt } = ready;
  const place = await settlePlace(services, peer, asked);
  const report: ReportCase = {
    id: attempt.id,
    commandId: uuidOf(digest(['command', attempt.id])),
    body: bodyOf(ready),
    place,
    photos: [],
    categoryCode: service.code,
    contact: asked.contact,
    locale: ask.locale,
  };
  const now = services.clock();
  await inDistrict(services.database.app, systemScope(peer.district), async (tx) => {
    const added = await tx
      .insertInto('exchange_requests')
      .values({
        district_id: peer.district,
        id: attempt.id,
        peer_id: peer.id,
        service_code: service.code,
        received_at: now,
        resend_hash: attempt.resendHash,
        fields_hash: attempt.fieldsHash,
        description: asked.description,
        address: asked.addressText,
        media_url: asked.mediaUrl,
        answers: JSON.stringify(answers),
        payload: services.crypto.seal(JSON.stringify({ report, source: peer.source } satisfies SealedReport)),
      })
      .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return;
    const runAt = new Date(now.getTime() + (service.mode === 'batch' ? 0 : rescueMs));
    const jobKey = fileKey(peer.district, attempt.id);
    await later(tx, 'exchange.file', { district: peer.district, id: attempt.id }, { runAt, jobKey });
  });
  return attempt.id;
}

/** What whoever handles it reads: the words, then each answer and the picture's address on a line of its own. */
function bodyOf({ asked, service, answers }: Ready): string {
  const lines = [
    ...(asked.description ? [asked.description] : [service.name]),
    ...answers.map(({ question, answer }) => `${question}：${answer}`),
    ...(asked.mediaUrl ? [`图片：${asked.mediaUrl}`] : []),
  ];
  return lines.join('\n');
}

/**
 * The place as the report will name it. Nobody is there to choose between two micro-grids near a border: the nearer one is
 * taken, and its worker can pass it on.
 */
function settlePlace(services: Services, peer: KnownPeer, asked: AskedRequest): Promise<ReportCase['place']> {
  const { district, areaPath } = peer;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const place = await askedPlace(services, district, asked);
    const areaId = await edgeChoice(services, tx, district, place);
    const settled = areaId === null ? place : { ...place, areaId };
    if (areaPath === null) return settled;
    const { area } = await decidePlace(services, tx, district, settled);
    return area.path.startsWith(areaPath) ? settled : refuse('place.outside');
  });
}

async function askedPlace(services: Services, district: number, asked: AskedRequest): Promise<ReportCase['place']> {
  const { point, addressText, addressId } = asked;
  const place = {
    ...(point ? { point } : {}),
    ...(addressText === null ? {} : { text: addressText }),
    source: 'map' as const,
  };
  if (addressId !== null) return { ...place, addressId, source: 'address' };
  if (point || addressText === null) return place;
  return { ...place, addressId: await onlyAddress(services, district, addressText), source: 'address' };
}

async function edgeChoice(
  services: Services,
  tx: Tx,
  district: number,
  place: ReportCase['place'],
): Promise<string | null> {
  try {
    await decidePlace(services, tx, district, place);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'place.near-edge') throw error;
    const { candidates = [] } = (error.detail ?? {}) as { candidates?: { areaId: string; metres: number }[] }; // locate-place.ts
    const [nearest] = [...candidates].sort((a, b) => a.metres - b.metres);
    if (!nearest) throw error;
    return nearest.areaId;
  }
}

const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** The one building that an address can mean; refuses with some that it could be. */
async function onlyAddress(services: Services, district: number, text: string): Promise<string> {
  const { rows } = await findAddress({ services, query: { district, q: text } });
  const same = rows.filter((row) => tidy(row.text) === tidy(text));
  const within = rows.filter((row) => tidy(row.text).includes(tidy(text)) || tidy(text).includes(tidy(row.text)));
  const [found] = same.length === 1 ? same : within;
  if (found && (same.length === 1 || within.length === 1)) return found.id;
  const names = rows.slice(0, 3).map((row) => row.text);
  return refuse('address.unclear', {
    'detail:zh': names.length > 0 ? `（可能是：${names.join('、')}）` : '',
    'detail:en': names.length > 0 ? ` (it may be: ${names.join('; ')})` : '',
  });
}
