import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#kernel/actor';
import { systemScope } from '#kernel/actor';
import { sameBytes, secret, sha256 } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { actorPosts } from '#modules/posts';
import type { ProvedIdentity } from './identity-provider.ts';

const cookieName = 'gezhi_session';
const hour = 3600_000;
export const idleMs = 12 * hour;
export const longestMs = 30 * 24 * hour;
/** Rights and sessions are read anew after this at the latest, in every process. */
const cachedMs = 5000;
const cachedMost = 20_000;
/** How old the noted last use may be: a write every five minutes instead of one each request. */
const notedMs = 5 * 60_000;

interface Shown {
  district: number;
  id: string;
  secret: string;
}
interface Cached {
  actor: Actor;
  until: number;
}
/** Per services, so that two applications in one process (tests) do not share sessions. */
const caches = new WeakMap<Services, Map<string, Cached>>();

function cacheOf(services: Services): Map<string, Cached> {
  const found = caches.get(services) ?? new Map<string, Cached>();
  caches.set(services, found);
  return found;
}

/** Opens a session and returns the cookie's value: district, id and secret. Only the secret's hash is stored. */
export async function openSession(
  services: Services,
  tx: Tx,
  who: ProvedIdentity,
  from: { address: string; agent: string | null },
): Promise<string> {
  const now = services.clock();
  const { district, accountId } = who;
  const id = services.ids();
  const text = secret();
  await forgetOldSessions(tx, district, accountId, now);
  await tx
    .insertInto('sessions')
    .values({
      district_id: district,
      id,
      account_id: accountId,
      secret_hash: sha256(text),
      created_at: now,
      expires_at: new Date(now.getTime() + longestMs),
      last_seen_at: now,
      address: from.address,
      agent: from.agent?.slice(0, 200) ?? null,
    })
    .execute();
  return `${district}.${id}.${text}`;
}

async function forgetOldSessions(tx: Tx, district: number, accountId: string, now: Date): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('district_id', '=', district)
    .where('account_id', '=', accountId)
    .where((on) => on.or([on('expires_at', '<=', now), on('last_seen_at', '<=', new Date(now.getTime() - idleMs))]))
    .execute();
}

/** Ends sessions of an account: all, or all but one. */
export async function endSessions(
  services: Services,
  tx: Tx,
  district: number,
  accountId: string,
  except?: string,
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('district_id', '=', district)
    .where('account_id', '=', accountId)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .execute();
  forgetCached(services, (actor) => actor.accountId === accountId);
}

export async function endSession(services: Services, tx: Tx, district: number, id: string): Promise<void> {
  await tx.deleteFrom('sessions').where('district_id', '=', district).where('id', '=', id).execute();
  forgetCached(services, (actor) => actor.sessionId === id);
}

export function forgetCached(services: Services, which: (actor: Actor) => boolean): void {
  const cache = cacheOf(services);
  for (const [key, { actor }] of cache) if (which(actor)) cache.delete(key);
}

/** Who a cookie stands for, with the posts held now; null when nobody: no cookie, a forged, ended or idle session. */
export async function resolveActor(services: Services, cookie: string | undefined): Promise<Actor | null> {
  const shown = readCookie(cookie);
  if (!shown || cookie === undefined) return null;
  const cache = cacheOf(services);
  const now = services.clock();
  const cached = cache.get(cookie);
  if (cached && isFresh(cached, now)) return cached.actor;
  const actor = await inDistrict(services.database.app, systemScope(shown.district), (tx) => findActor(tx, shown, now));
  cache.delete(cookie);
  if (!actor) return null;
  if (cache.size >= cachedMost) cache.clear();
  cache.set(cookie, { actor, until: now.getTime() + cachedMs });
  return actor;
}

/** Not when the clock was set back since: it would be good for as long as that. */
function isFresh({ until }: Cached, now: Date): boolean {
  return until > now.getTime() && until <= now.getTime() + cachedMs;
}

async function findActor(tx: Tx, shown: Shown, now: Date): Promise<Actor | null> {
  const { district } = shown;
  const row = await tx
    .selectFrom('sessions as s')
    .innerJoin('accounts as k', (on) => on.on('k.district_id', '=', district).onRef('k.id', '=', 's.account_id'))
    .select(['s.secret_hash', 's.expires_at', 's.last_seen_at', 'k.id', 'k.login', 'k.name'])
    .select(['k.locale', 'k.large_type', 'k.disabled_at'])
    .where('s.district_id', '=', district)
    .where('s.id', '=', shown.id)
    .executeTakeFirst();
  if (!row || row.disabled_at !== null || !sameBytes(row.secret_hash, sha256(shown.secret))) return null;
  const idle = now.getTime() - row.last_seen_at.getTime();
  if (row.expires_at <= now || idle >= idleMs) return null;
  if (idle >= notedMs) await noteUse(tx, district, shown.id, row.id, now);
  return {
    accountId: row.id,
    sessionId: shown.id,
    district,
    login: row.login,
    name: row.name,
    locale: row.locale === 'en' ? 'en' : 'zh-CN',
    largeType: row.large_type,
    posts: await actorPosts(tx, district, row.id, now),
  };
}

async function noteUse(tx: Tx, district: number, sessionId: string, accountId: string, now: Date): Promise<void> {
  const at = { last_seen_at: now };
  await tx.updateTable('sessions').set(at).where('district_id', '=', district).where('id', '=', sessionId).execute();
  await tx.updateTable('accounts').set(at).where('district_id', '=', district).where('id', '=', accountId).execute();
}

const cookieShape = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

function readCookie(cookie: string | undefined): Shown | null {
  const [, district, id, text] = cookieShape.exec(cookie ?? '') ?? [];
  return district && id && text ? { district: Number(district), id, secret: text } : null;
}

/** Strict: another site's link opens the sign-in page instead of acting. Secure wherever the page itself came by https. */
export function sendCookie(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  value: string | null,
): void {
  const secure = request.protocol === 'https' || services.config.publicUrl?.startsWith('https:') === true;
  const age = value === null ? 0 : longestMs / 1000;
  const parts = [`${cookieName}=${value ?? ''}`, 'Path=/', `Max-Age=${age}`, 'HttpOnly', 'SameSite=Strict'];
  reply.header('set-cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
}
