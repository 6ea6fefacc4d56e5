import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { followOutbox } from '#kernel/outbox';
import type { Services } from '#kernel/services';
import { enqueueDeliveries } from './enqueue-deliveries.ts';
import { nonceMs } from './incoming-signature.ts';

/** Name of our row in outbox_readers. */
export const webhookReader = 'webhooks';
const keepDeliveriesMs = 30 * 24 * 3600_000;
const sweepEveryMs = 3600_000;

/** In every process that runs jobs: turns announced steps into deliveries until the returned function is called. */
export async function followWebhooks(services: Services): Promise<() => Promise<void>> {
  const onError = (error: unknown) => services.log.error({ err: error }, 'webhooks');
  const stop = await followOutbox(
    services.database,
    webhookReader,
    (rows) => enqueueDeliveries(services, rows),
    onError,
  );
  const timer = setInterval(() => sweepExchange(services).catch(onError), sweepEveryMs);
  return async () => {
    clearInterval(timer);
    await stop();
  };
}

/** Deliveries are shown for 30 days; a nonce matters no longer than a request's clock may be off. */
export async function sweepExchange(services: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const now = services.clock().getTime();
  const districts = await services.database.app.selectFrom('districts').select('id').execute();
  for (const { id: district } of districts) {
    await inDistrict(services.database.app, systemScope(district), async (tx) => {
      await tx
        .deleteFrom('webhook_deliveries')
        .where('district_id', '=', district)
        .where('created_at', '<', new Date(now - keepDeliveriesMs))
        .where('state', '<>', 'waiting')
        .execute();
      await tx
        .deleteFrom('exchange_nonces')
        .where('district_id', '=', district)
        .where('at', '<', new Date(now - nonceMs))
        .execute();
    });
  }
}
