import type { Answer } from '#contract/api';
import type { PeerSource, PeerVerb } from '#contract/exchange';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { needArea } from './need-area.ts';
import { keyColumns, peerKey, toPeer } from './peers.ts';

type Route = 'POST /api/exchange/peers';

interface NewPeer {
  district: number;
  id: string;
  name: string;
  may: readonly PeerVerb[];
  /** platform where nothing is said. */
  source?: PeerSource;
  areaId?: string;
  /** Null from the command line. */
  createdBy: string | null;
  key: string;
}

export async function addPeer({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  const { commandId, ...given } = body;
  const key = peerKey(services.crypto, district, given.id);
  const ask = { id: commandId, name: 'peer.create', by: accountId, body: given };
  // The key stays out of what the command remembers: it is derived anew for a resend.
  const peer = await command(services, systemScope(district), ask, async (tx) => {
    const added = await insertPeer(services, tx, { ...given, district, createdBy: accountId, key });
    const entry = { district, accountId, who, action: 'peer.create', target: added.name, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done', detail: added.may.join(', ') });
    return added;
  });
  return { peer, key };
}

/** `gezhi peer add`: returns the id and the key, which nothing shows again. */
export async function addPeerByHand(
  services: Services,
  { district, name, may }: Pick<NewPeer, 'district' | 'name' | 'may'>,
): Promise<{ id: string; key: string }> {
  const id = services.ids();
  const key = peerKey(services.crypto, district, id);
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    await insertPeer(services, tx, { district, id, name, may, createdBy: null, key });
    const entry = { district, accountId: null, who: 'gezhi peer add', action: 'peer.create', target: name } as const;
    await audit(tx, services, { ...entry, outcome: 'done', detail: may.join(', ') });
  });
  return { id, key };
}

/** Writes a peer; refuses a name that a peer in force already has, since requests are told apart by it. */
export async function insertPeer(services: Pick<Services, 'clock'>, tx: Tx, peer: NewPeer) {
  const { district, id, may, createdBy, key } = peer;
  const name = peer.name.trim();
  if (name === '') refuse('input.invalid', { 'detail:zh': '名称不能为空', 'detail:en': 'the name is empty' });
  const same = await tx
    .selectFrom('exchange_peers')
    .select('id')
    .where('district_id', '=', district)
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (same) refuse('peer.name-taken');
  const areaName = await needArea(tx, district, peer.areaId);
  const row = await tx
    .insertInto('exchange_peers')
    .values({
      district_id: district,
      id,
      name,
      ...keyColumns(key),
      may: [...may],
      source: peer.source ?? 'platform',
      area_id: peer.areaId ?? null,
      created_at: services.clock(),
      created_by: createdBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toPeer(row, areaName);
}
