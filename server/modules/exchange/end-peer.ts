import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';

type Route = 'POST /api/exchange/peers/:id/end';

/** From the next call on the key is refused; ending twice changes nothing. */
export async function endPeer({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  const ask = { id: body.commandId, name: 'peer.end', by: accountId, body: { peer: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    const target = await markEnded(services, tx, district, params.id);
    const entry = { district, accountId, who, action: 'peer.end', target, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done' });
    return { done: true as const };
  });
}

/** `gezhi peer end`: returns the name of the peer that was ended. */
export function endPeerByHand(services: Services, district: number, id: string): Promise<string> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const target = await markEnded(services, tx, district, id);
    const entry = { district, accountId: null, who: 'gezhi peer end', action: 'peer.end', target } as const;
    await audit(tx, services, { ...entry, outcome: 'done' });
    return target;
  });
}

async function markEnded(services: Pick<Services, 'clock'>, tx: Tx, district: number, id: string): Promise<string> {
  const found = await tx
    .selectFrom('exchange_peers')
    .select(['name', 'ended_at'])
    .where('district_id', '=', district)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return refuse('peer.unknown');
  if (found.ended_at !== null) return found.name;
  await tx
    .updateTable('exchange_peers')
    .set({ ended_at: services.clock() })
    .where('district_id', '=', district)
    .where('id', '=', id)
    .execute();
  return found.name;
}
