// Writes units, accounts with their logins, posts and who holds them.
import type { Crypto } from '#kernel/crypto';
import type { People } from '../people.ts';
import type { Random } from '../random.ts';
import type { Copy } from './copy.ts';

export interface Staffing {
  readonly district: number;
  readonly people: People;
  readonly crypto: Crypto;
  /** One hash for all: they share the demo password. */
  readonly passwordHash: string;
  readonly rng: Random;
  readonly since: Date;
  readonly now: Date;
}

const week = 7 * 24 * 3600_000;

async function writeAccounts(copy: Copy, staffing: Staffing): Promise<void> {
  const { district, people, crypto, passwordHash, rng, since, now } = staffing;
  await copy(
    'logins',
    ['login', 'home_district', 'account_id'],
    people.accounts.map(({ id, login }) => [login, district, id]),
  );
  await copy(
    'accounts',
    'district_id id login name password_hash phone_cipher phone_index phone_tail last_seen_at created_at'.split(' '),
    people.accounts.map(({ id, login, name, phone }) => [
      district,
      id,
      login,
      name,
      passwordHash,
      crypto.seal(phone),
      crypto.blindIndex('phone', phone),
      phone.slice(-4),
      rng.chance(0.8) ? new Date(now.getTime() - rng.int(60_000, week)) : null,
      since,
    ]),
  );
}

async function writePosts(copy: Copy, { district, people, rng, since }: Staffing): Promise<void> {
  await copy(
    'posts',
    'district_id id role title area_id unit_id phone created_at'.split(' '),
    people.posts.map(({ id, role, title, area, unit, phone }) => [
      district,
      id,
      role,
      title,
      area?.id,
      unit?.id,
      phone,
      since,
    ]),
  );
  await copy(
    'post_holders',
    'district_id id post_id account_id kind from_at'.split(' '),
    people.posts.flatMap((post) => {
      const row = (kind: string) => (account: { id: string }) => [
        district,
        rng.uuid(since.getTime()),
        post.id,
        account.id,
        kind,
        since,
      ];
      return [...post.holders.map(row('holder')), ...post.deputies.map(row('deputy'))];
    }),
  );
}

export async function writePeople(copy: Copy, staffing: Staffing): Promise<void> {
  const { district, people } = staffing;
  await copy(
    'units',
    'district_id id name kind phone'.split(' '),
    people.units.map(({ id, name, kind, phone }) => [district, id, name, kind, phone]),
  );
  await writeAccounts(copy, staffing);
  await writePosts(copy, staffing);
}
