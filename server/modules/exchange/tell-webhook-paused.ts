import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { enqueueMessage } from '#modules/messages';
import { holdersOf } from '#modules/posts';

/** Those who look after the system are told once that an address takes nothing any more. */
export async function tellPaused(services: Services, tx: Tx, district: number, name: string): Promise<void> {
  const posts = await tx
    .selectFrom('posts as p')
    .innerJoin('areas as a', (on) => on.onRef('a.id', '=', 'p.area_id').on('a.district_id', '=', district))
    .select(['p.id', 'a.path'])
    .where('p.district_id', '=', district)
    .where('p.role', '=', 'sysAdmin')
    .where('p.ended_at', 'is', null)
    .where('a.level', '=', 0)
    .execute();
  for (const { id, path } of posts) {
    for (const accountId of await holdersOf(tx, district, id, services.clock())) {
      await enqueueMessage(services, tx, {
        district,
        caseId: null,
        areaPath: path,
        template: 'exchange.webhook-paused',
        params: { name },
        delaySeconds: 0,
        to: { accountId },
      });
    }
  }
}
