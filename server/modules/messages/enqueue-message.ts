import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { later } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import type { MessageTemplate, TemplateParams } from './templates.ts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    /** Sends one message, or notes why it could not be sent. */
    'messages.deliver': { district: number; id: string };
  }
}

export interface Outgoing {
  district: number;
  caseId: string | null;
  areaPath: string;
  template: MessageTemplate;
  /** `seq`: the step it tells of, so that undoing the step cancels it. No phone and no name of a resident. */
  params: TemplateParams;
  /** Wait this long, so that what is taken back in time was never told. */
  delaySeconds: number;
  to: { accountId: string } | { contactId: string };
}

/**
 * Writes the rows of a message in the transaction of what it tells of, with the jobs that send them: to a member of
 * staff in the application and, where there is one, to the e-mail address; to a reporter by text message.
 */
export async function enqueueMessage(services: Services, tx: Tx, message: Outgoing): Promise<void> {
  if ('contactId' in message.to) return enqueue(services, tx, message, 'sms', message.to);
  const account = await tx
    .selectFrom('accounts')
    .select(sql<boolean>`email_cipher is not null`.as('hasEmail'))
    .where('district_id', '=', message.district)
    .where('id', '=', message.to.accountId)
    .executeTakeFirst();
  if (!account) return;
  await enqueue(services, tx, message, 'app', message.to);
  if (account.hasEmail) await enqueue(services, tx, message, 'email', message.to);
}

async function enqueue(
  services: Services,
  tx: Tx,
  message: Outgoing,
  channel: 'app' | 'email' | 'sms',
  to: { accountId?: string; contactId?: string },
): Promise<void> {
  const now = services.clock();
  const nextAt = new Date(now.getTime() + message.delaySeconds * 1000);
  const id = services.ids();
  // What waits in the application is there as soon as it is written; only an undo window delays it.
  const there = channel === 'app' && message.delaySeconds === 0;
  await tx
    .insertInto('messages')
    .values({
      district_id: message.district,
      id,
      channel,
      account_id: to.accountId ?? null,
      contact_id: to.contactId ?? null,
      template: message.template,
      params: JSON.stringify(message.params),
      case_id: message.caseId,
      area_path: message.areaPath,
      state: there ? 'sent' : 'queued',
      attempts: there ? 1 : 0,
      next_at: there ? null : nextAt,
      created_at: now,
      sent_at: there ? now : null,
    })
    .execute();
  if (!there) await planDelivery(tx, message.district, id, nextAt);
}

/** One job a message: planning it again replaces the waiting one. */
export async function planDelivery(tx: Tx, district: number, id: string, runAt: Date): Promise<void> {
  await later(tx, 'messages.deliver', { district, id }, { runAt, jobKey: `message:${district}:${id}` });
}

/** Takes back what waits to be told about a case from a step on; what has gone out stays. */
export async function cancelMessages(tx: Tx, district: number, caseId: string, sinceSeq: number): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ state: 'cancelled', next_at: null })
    .where('district_id', '=', district)
    .where('state', '=', 'queued')
    .where('case_id', '=', caseId)
    .where(sql<boolean>`(params ->> 'seq')::integer >= ${sinceSeq}`)
    .execute();
}
