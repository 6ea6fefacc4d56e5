import { type Role, roles } from '#contract/rights';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { appoint } from '#modules/posts';
import { hashPassword, needGoodPassword } from './passwords.ts';
import { insertAccount, readLogin } from './write-account.ts';

export interface AddAccount {
  district: number;
  login: string;
  name: string;
  password: string;
  phone?: string;
  email?: string;
  /** The post to hold: made when there is none. Of the area with this code (default: the district's root), or of a unit. */
  role?: Role;
  areaCode?: string;
  unitName?: string;
}

/**
 * `gezhi user add`: how the first person of a district comes in; also for scripts. Returns the account's id. `hash` is for
 * tests that make hundreds of people.
 */
export async function addAccount(
  services: Pick<Services, 'database' | 'crypto' | 'clock' | 'ids'>,
  ask: AddAccount,
  hash = hashPassword,
): Promise<string> {
  const { district } = ask;
  needGoodPassword(ask.password, readLogin(ask.login));
  const passwordHash = await hash(ask.password);
  const id = services.ids();
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const home = await tx.selectFrom('districts').select('id').where('id', '=', district).executeTakeFirst();
    if (!home) refuse('district.unknown');
    await insertAccount(services, tx, district, { ...ask, id, passwordHash });
    if (ask.role !== undefined) await holdPost(services, tx, id, ask, ask.role);
    const entry = { district, accountId: null, who: 'gezhi user add', action: 'account.create' } as const;
    await audit(tx, services, { ...entry, target: ask.login, outcome: 'done', detail: ask.role ?? null });
  });
  return id;
}

async function holdPost(
  services: Pick<Services, 'clock' | 'ids'>,
  tx: Tx,
  accountId: string,
  ask: AddAccount,
  role: Role,
): Promise<void> {
  const { district } = ask;
  const now = services.clock();
  const place = ask.unitName === undefined ? await areaOf(tx, ask) : await unitOf(tx, ask, ask.unitName);
  const held = await tx
    .selectFrom('posts')
    .select('id')
    .where('district_id', '=', district)
    .where('role', '=', role)
    .where('area_id', 'is not distinct from', place.area_id)
    .where('unit_id', 'is not distinct from', place.unit_id)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .executeTakeFirst();
  const postId = held?.id ?? services.ids();
  if (!held) {
    const { title, ...of } = place;
    await tx
      .insertInto('posts')
      .values({ district_id: district, id: postId, role, title: `${title}${roles[role].zh}`, ...of, created_at: now })
      .execute();
  }
  await appoint(tx, district, { id: services.ids(), postId, accountId, kind: 'holder', from: now, to: null }, role);
}

async function areaOf(tx: Tx, { district, areaCode }: AddAccount) {
  const area = await tx
    .selectFrom('areas')
    .select(['id', 'name'])
    .where('district_id', '=', district)
    .where('valid_to', 'is', null)
    .$if(areaCode === undefined, (query) => query.where('level', '=', 0))
    .$if(areaCode !== undefined, (query) => query.where('code', '=', areaCode ?? ''))
    .executeTakeFirst();
  return area ? { area_id: area.id, unit_id: null, title: area.name } : refuse('area.unknown');
}

async function unitOf(tx: Tx, { district }: AddAccount, name: string) {
  const unit = await tx
    .selectFrom('units')
    .select('id')
    .where('district_id', '=', district)
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return unit ? { area_id: null, unit_id: unit.id, title: name } : refuse('unit.unknown');
}
