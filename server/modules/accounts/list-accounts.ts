import { sql } from 'kysely';
import type { AccountRow } from '#contract/accounts';
import type { Role } from '#contract/rights';
import { areasFor, systemScope } from '#kernel/actor';
import { maskEmail, maskPhone } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { holdsDistrictWide } from '#kernel/district-right';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';

interface Stored {
  id: string;
  login: string;
  name: string;
  phoneCipher: Buffer | null;
  emailCipher: Buffer | null;
  disabledAt: Date | null;
  lockedUntil: Date | null;
  lastSeenAt: Date | null;
  posts: { id: string; title: string; role: Role }[];
}
interface Wanted {
  district: number;
  now: Date;
  /** null: everybody; otherwise only who holds a post below one of these paths. */
  prefixes: readonly string[] | null;
  id: string | null;
  text: string | null;
  phoneIndex: Buffer | null;
  phoneTail: string | null;
  after: readonly [string, string] | null;
  limit: number;
}

/** People by name, login, whole phone or its last four digits; whoever has no post at the root sees those of his areas. */
export async function listAccounts({ services, actor, query }: Call<'GET /api/accounts'>) {
  const { district } = actor;
  const limit = query.limit ?? 50;
  const q = query.q?.normalize('NFKC').trim() || null;
  const wanted: Wanted = {
    district,
    now: services.clock(),
    prefixes: holdsDistrictWide(actor, 'account.read') ? null : areasFor(actor, 'account.read'),
    id: null,
    text: q,
    phoneIndex: q && /^1\d{10}$/.test(q) ? services.crypto.blindIndex('phone', q) : null,
    phoneTail: q && /^\d{4}$/.test(q) ? q : null,
    after: readCursor(query.after, ['text', 'id']),
    limit: limit + 1,
  };
  const found = await inDistrict(services.database.app, systemScope(district), (tx) => readAccounts(tx, wanted));
  const page = pageOf(found, limit, (row) => [row.name, row.id]);
  return { rows: page.rows.map((row) => toRow(services, row, wanted.now)), next: page.next };
}

/** One account as the answer of a command; it has just been written, so it is there. */
export async function readAccount(services: Services, tx: Tx, district: number, id: string): Promise<AccountRow> {
  const now = services.clock();
  const nothing = { prefixes: null, text: null, phoneIndex: null, phoneTail: null, after: null };
  const [row] = await readAccounts(tx, { ...nothing, district, now, id, limit: 1 });
  if (!row) throw new Error(`Account ${id} is not there.`);
  return toRow(services, row, now);
}

async function readAccounts(tx: Tx, w: Wanted): Promise<Stored[]> {
  const { district, now, text } = w;
  const [afterName, afterId] = w.after ?? [null, null];
  const { rows } = await sql<Stored>`
    select k.id, k.login, k.name, k.phone_cipher as "phoneCipher", k.email_cipher as "emailCipher",
           k.disabled_at as "disabledAt", k.locked_until as "lockedUntil", k.last_seen_at as "lastSeenAt",
           coalesce((select json_agg(json_build_object('id', p.id, 'title', p.title, 'role', p.role) order by p.title, p.id)
                       from app.post_holders h
                       join app.posts p on p.district_id = ${district} and p.id = h.post_id and p.ended_at is null
                      where h.district_id = ${district} and h.account_id = k.id
                        and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})), '[]') as posts
      from app.accounts k
     where k.district_id = ${district}
       and (${w.id}::uuid is null or k.id = ${w.id}::uuid)
       and (${text}::text is null or k.name ^@ ${text}::text or k.login ^@ lower(${text}::text)
            or k.phone_index = ${w.phoneIndex}::bytea or k.phone_tail = ${w.phoneTail}::text)
       and (${w.prefixes}::text[] is null or exists (
             select 1 from app.post_holders h
               join app.posts p on p.district_id = ${district} and p.id = h.post_id and p.ended_at is null
               join app.areas a on a.district_id = ${district} and a.id = p.area_id
              where h.district_id = ${district} and h.account_id = k.id and a.path ^@ any(${w.prefixes}::text[])
                and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})))
       and (${afterName}::text is null or (k.name, k.id) > (${afterName}::text, ${afterId}::uuid))
     order by k.name, k.id
     limit ${w.limit}`.execute(tx);
  return rows;
}

function toRow({ crypto }: Services, row: Stored, now: Date): AccountRow {
  const { id, login, name, posts } = row;
  return {
    id,
    login,
    name,
    phone: row.phoneCipher && maskPhone(crypto.open(row.phoneCipher)),
    email: row.emailCipher && maskEmail(crypto.open(row.emailCipher)),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lockedUntil: row.lockedUntil && row.lockedUntil > now ? row.lockedUntil.toISOString() : null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    posts,
  };
}
