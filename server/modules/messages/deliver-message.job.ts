import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { TaskList } from '#kernel/jobs';
import type { Gateway, Services } from '#kernel/services';
import { planDelivery } from './enqueue-message.ts';
import { render, type TemplateParams } from './templates.ts';

/** 1, 2, 4 … 64 minutes: eight tries in about two hours, then a person looks. */
export const attemptsAllowed = 8;
const firstWaitMs = 60_000;
/** Longer than any gateway's timeout. A process that dies while sending is tried again after this. */
const leaseMs = 3 * 60_000;

interface Claimed {
  id: string;
  district: number;
  channel: 'app' | 'email' | 'sms' | 'wecom';
  accountId: string | null;
  contactId: string | null;
  caseId: string | null;
  template: string;
  params: TemplateParams;
  attempts: number;
}
interface Recipient {
  to: string;
  locale: string;
}

export function messagesTasks(services: Services): Pick<TaskList, 'messages.deliver'> {
  return {
    'messages.deliver': ({ district, id }) => deliverMessage(services, district, id),
  };
}

/** Three transactions apart: claim with a lease, send with none open, note the outcome. */
export async function deliverMessage(services: Services, district: number, id: string): Promise<void> {
  const claimed = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const message = await claim(services, tx, district, id);
    return message && { message, recipient: await recipientOf(services, tx, message) };
  });
  if (!claimed) return;
  const { message, recipient } = claimed;
  const failure = await send(services, message, recipient);
  await inDistrict(services.database.app, systemScope(district), (tx) => note(services, tx, message, failure));
}

/** Takes the message if it is due and nobody else has it; the lease also plans the next look. */
async function claim(services: Services, tx: Tx, district: number, id: string): Promise<Claimed | undefined> {
  const now = services.clock();
  const row = await tx
    .updateTable('messages')
    .set((on) => ({ attempts: on('attempts', '+', 1), next_at: new Date(now.getTime() + leaseMs) }))
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'failed'])
    // Or by the database's clock, which started this job: on a machine whose own clock is a little behind, the message
    // would not be due yet, and nobody would come again.
    .where('next_at', '<=', sql<Date>`greatest(${now}::timestamptz, now())`)
    .returning(['channel', 'account_id', 'contact_id', 'case_id', 'template', 'params', 'attempts'])
    .executeTakeFirst();
  if (!row) return undefined;
  await planDelivery(tx, district, id, new Date(now.getTime() + leaseMs));
  return {
    id,
    district,
    channel: row.channel as Claimed['channel'],
    accountId: row.account_id,
    contactId: row.contact_id,
    caseId: row.case_id,
    template: row.template,
    params: row.params as TemplateParams,
    attempts: row.attempts,
  };
}

async function recipientOf({ crypto }: Services, tx: Tx, message: Claimed): Promise<Recipient | null> {
  const { district, accountId, contactId, caseId } = message;
  if (accountId !== null) {
    const account = await tx
      .selectFrom('accounts')
      .select(['email_cipher as cipher', 'locale'])
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (!account) return null;
    return { to: account.cipher ? crypto.open(account.cipher) : '', locale: account.locale };
  }
  if (contactId === null || caseId === null) return null;
  await sql`select app.open_case(${district}, ${caseId})`.execute(tx);
  const contact = await tx
    .selectFrom('case_contacts')
    .select(['phone_cipher as cipher', 'locale'])
    .where('district_id', '=', district)
    .where('id', '=', contactId)
    .executeTakeFirst();
  return contact?.cipher ? { to: crypto.open(contact.cipher), locale: contact.locale } : null;
}

interface Failure {
  reason: string;
  /** Trying again will not help; a person has to. */
  final: boolean;
}

async function send(services: Services, message: Claimed, recipient: Recipient | null): Promise<Failure | null> {
  if (message.channel === 'app') return null;
  const gateway: Gateway = services.gateways[message.channel];
  const missing = gateway.missing();
  if (missing) return { reason: missing.zh, final: true };
  if (!recipient?.to) return { reason: '收件人没有可用的地址', final: true };
  const link = services.config.publicUrl;
  const { title, body } = render(message.template, message.params, recipient.locale);
  try {
    await gateway.send({ to: recipient.to, title, body: link ? `${body}\n${link}` : body, id: message.id });
    return null;
  } catch (error) {
    // A gateway's words may repeat the address: they are kept out of the row, which many may read.
    const reason = String(error instanceof Error ? error.message : error).replaceAll(recipient.to, '***');
    return { reason: reason.slice(0, 300), final: false };
  }
}

async function note(services: Services, tx: Tx, message: Claimed, failure: Failure | null): Promise<void> {
  const now = services.clock();
  const stuck = failure !== null && (failure.final || message.attempts >= attemptsAllowed);
  const again = new Date(now.getTime() + firstWaitMs * 2 ** (message.attempts - 1));
  const outcome =
    failure === null
      ? { state: 'sent', sent_at: now, next_at: null, last_error: null }
      : { state: stuck ? 'stuck' : 'failed', next_at: stuck ? null : again, last_error: failure.reason };
  await tx
    .updateTable('messages')
    .set(outcome)
    .where('district_id', '=', message.district)
    .where('id', '=', message.id)
    .where('state', 'in', ['queued', 'failed'])
    .execute();
  if (failure !== null && !stuck) await planDelivery(tx, message.district, message.id, again);
}
