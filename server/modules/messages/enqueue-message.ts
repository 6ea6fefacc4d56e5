import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { type JobSpec, jobSpec, later, laterAll } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import type { Tables } from '../../migrations/tables.ts';
import type { MessageTemplate, TemplateParams } from './templates.ts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    /** Sends a message and what else is due, or notes why it could not be sent. */
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
  const { to } = message;
  if ('contactId' in to) return writeMessages(tx, [messageToContact(services, { ...message, to })]);
  const account = await tx
    .selectFrom('accounts')
    .select(sql<boolean>`email_cipher is not null`.as('hasEmail'))
    .where('district_id', '=', message.district)
    .where('id', '=', to.accountId)
    .executeTakeFirst();
  if (!account) return;
  await writeMessages(tx, messagesTo(services, { ...message, to }, account.hasEmail));
}

/** A row of a message with the job that sends it; none for what is there as soon as it is written. */
export interface ReadyMessage {
  row: Insertable<Tables['messages']> & { params: string };
  job: JobSpec | null;
}

/** The messages to one account, by every way that reaches it: nothing is read and nothing written here. */
export function messagesTo(
  services: Pick<Services, 'clock' | 'ids'>,
  message: Outgoing & { to: { accountId: string } },
  hasEmail: boolean,
): ReadyMessage[] {
  const inApp = readyMessage(services, message, 'app', message.to);
  return hasEmail ? [inApp, readyMessage(services, message, 'email', message.to)] : [inApp];
}

/** The message to a reporter. */
export function messageToContact(
  services: Pick<Services, 'clock' | 'ids'>,
  message: Outgoing & { to: { contactId: string } },
): ReadyMessage {
  return readyMessage(services, message, 'sms', message.to);
}

function readyMessage(
  services: Pick<Services, 'clock' | 'ids'>,
  message: Outgoing,
  channel: 'app' | 'email' | 'sms',
  to: { accountId?: string; contactId?: string },
): ReadyMessage {
  const now = services.clock();
  const nextAt = new Date(now.getTime() + message.delaySeconds * 1000);
  const { district } = message;
  const id = services.ids();
  // What waits in the application is there as soon as it is written; only an undo window delays it.
  const there = channel === 'app' && message.delaySeconds === 0;
  const row = {
    district_id: district,
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
  };
  return { row, job: there ? null : jobSpec('messages.deliver', { district, id }, delivery(district, id, nextAt)) };
}

async function writeMessages(tx: Tx, ready: readonly ReadyMessage[]): Promise<void> {
  await tx
    .insertInto('messages')
    .values(ready.map(({ row }) => row))
    .execute();
  await laterAll(
    tx,
    ready.flatMap(({ job }) => job ?? []),
  );
}

export const deliveryKey = (district: number, id: string) => `message:${district}:${id}`;
const delivery = (district: number, id: string, runAt: Date) => ({ runAt, jobKey: deliveryKey(district, id) });

/** One job a message: planning it again replaces the waiting one. */
export async function planDelivery(tx: Tx, district: number, id: string, runAt: Date): Promise<void> {
  await later(tx, 'messages.deliver', { district, id }, delivery(district, id, runAt));
}

/** The statement that takes back what waits to be told about a case from a step on; what has gone out stays. */
export function cancelMessages(district: number, caseId: string, sinceSeq: number): RawBuilder<unknown> {
  return sql`
    update app.messages set state = 'cancelled', next_at = null
     where district_id = ${district} and state = 'queued' and case_id = ${caseId}
       and (params ->> 'seq')::integer >= ${sinceSeq}`;
}
