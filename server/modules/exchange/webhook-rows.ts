import type { Move } from '#contract/lifecycle';
import type { Delivery, DeliveryFault, DeliveryState, Webhook } from '#contract/webhooks';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { checkAddress, readWebhookUrl } from './webhook-address.ts';

type Told = Move | 'report';

/** Locks a webhook that was not deleted; refuses as unknown otherwise. */
export async function lockWebhook(tx: Tx, district: number, id: string) {
  const found = await tx
    .selectFrom('webhooks')
    .selectAll()
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return found ?? refuse('webhook.unknown');
}

/** Refuses what may not be called: asked here so that a person sees it at once, and again before each try. */
export async function needWebhookUrl({ config }: Pick<Services, 'config'>, text: string): Promise<string> {
  const url = readWebhookUrl(text.trim());
  if (!url) return refuse('webhook.bad-url');
  const address = await checkAddress(url, config.webhookNetworks);
  if (!('fault' in address)) return url.href;
  return refuse(address.fault === 'dns' ? 'webhook.no-such-host' : 'webhook.inner-address', { host: url.hostname });
}

interface WebhookStored {
  id: string;
  name: string;
  url: string;
  area_id: string | null;
  areaName: string | null;
  moves: string[];
  categories: string[];
  created_at: Date;
  paused_at: Date | null;
  paused_why: string | null;
  failures: number;
  succeeded_at: Date | null;
}

export function toWebhook(row: WebhookStored, counts: { waiting: number; stuck: number }): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    areaId: row.area_id,
    areaName: row.areaName,
    moves: row.moves as Told[], // checked when they were written
    categories: row.categories,
    createdAt: row.created_at.toISOString(),
    pausedAt: row.paused_at?.toISOString() ?? null,
    pausedWhy: row.paused_why as Webhook['pausedWhy'], // the check of the table lets no other in
    failures: row.failures,
    succeededAt: row.succeeded_at?.toISOString() ?? null,
    ...counts,
  };
}

interface DeliveryStored {
  id: string;
  webhook_id: string;
  webhookName: string;
  case_id: string;
  case_no: string;
  seq: number;
  move: string;
  state: string;
  attempts: number;
  next_at: Date;
  last_status: number | null;
  last_error: string | null;
  last_answer: string | null;
  created_at: Date;
  sent_at: Date | null;
}

export function toDelivery(row: DeliveryStored): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    webhookName: row.webhookName,
    caseId: row.case_id,
    caseNo: row.case_no,
    seq: row.seq,
    move: row.move as Told, // written from the life cycle
    state: row.state as DeliveryState, // the check of the table lets no other in
    attempts: row.attempts,
    nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
    lastStatus: row.last_status,
    lastFault: row.last_error as DeliveryFault | null, // written by post-webhook.ts only
    lastAnswer: row.last_answer,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}
