import { sql } from 'kysely';
import type { Db } from '#kernel/database';
import { deliveryKey } from './enqueue-message.ts';
import type { TemplateParams } from './templates.ts';

/** Longer than any gateway's timeout. What a process that dies while sending had claimed is tried again after this. */
const leaseMs = 3 * 60_000;
/** Sent at the same time, so that one slow gateway does not hold up the others beyond the lease. */
const most = 20;

export interface Claimed {
  id: string;
  channel: 'app' | 'email' | 'sms' | 'wecom';
  template: string;
  params: TemplateParams;
  attempts: number;
  /** Sealed address or phone, and the reader's language; null where nobody is there any more. */
  cipher: Buffer | null;
  locale: string | null;
}

/**
 * Takes a message, and what else is due in its district, if nobody else has it; the lease is planned as the next look at
 * each. One statement, past row security: the recipients' sealed addresses are read with it.
 */
export async function claimMessages(owner: Db, district: number, id: string, now: Date): Promise<Claimed[]> {
  const lease = new Date(now.getTime() + leaseMs);
  // Or by the database's clock, which started this job: on a machine whose own clock is a little behind, the message
  // would not be due yet, and nobody would come again.
  const isDue = sql`m.state in ('queued', 'failed') and m.next_at <= greatest(${now}::timestamptz, now())`;
  const { rows } = await sql<Claimed>`
    with own as (
      select m.id from app.messages m where m.district_id = ${district} and m.id = ${id} and ${isDue} for update skip locked),
    others as (
      select m.id from app.messages m where m.district_id = ${district} and m.id <> ${id} and ${isDue}
       order by m.next_at limit ${most - 1} for update skip locked),
    claimed as (
      update app.messages m set attempts = m.attempts + 1, next_at = ${lease}
       where m.district_id = ${district} and m.id in (select id from own union all select id from others)
         and exists (select from own)
      returning m.id, m.channel, m.template, m.params, m.attempts, m.account_id, m.contact_id, m.case_id),
    planned as (
      select app.later_all(json_agg(json_build_object(
               'identifier', 'messages.deliver', 'payload', json_build_object('district', ${district}::int, 'id', c.id),
               'run_at', ${lease}::timestamptz, 'job_key', ${deliveryKey(district, '')} || c.id)))
        from claimed c having count(*) > 0)
    select c.id, c.channel, c.template, c.params, c.attempts,
           coalesce(a.email_cipher, k.phone_cipher) as cipher, coalesce(a.locale, k.locale) as locale
      from claimed c
      left join planned on true
      left join app.accounts a on a.district_id = ${district} and a.id = c.account_id and a.disabled_at is null
      left join app.case_contacts k on k.district_id = ${district} and k.id = c.contact_id and k.case_id = c.case_id`.execute(
    owner,
  );
  return rows;
}

/** What became of a message; `again`: when it is tried next, null when it is not. */
export interface Outcome {
  id: string;
  state: 'sent' | 'failed' | 'stuck';
  reason: string | null;
  again: Date | null;
}

/** Notes what became of claimed messages, and plans the next look or takes the planned one off. */
export async function noteOutcomes(
  owner: Db,
  district: number,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<void> {
  await sql`
    with noted as (
      update app.messages m
         set state = o.state, last_error = o.reason, next_at = o.again,
             sent_at = case when o.state = 'sent' then ${now}::timestamptz else m.sent_at end
        from json_to_recordset(${JSON.stringify(outcomes)}::json)
               as o(id uuid, state text, reason text, again timestamptz)
       where m.district_id = ${district} and m.id = o.id and m.state in ('queued', 'failed')
      returning m.id, m.next_at, ${deliveryKey(district, '')} || m.id as key)
    select count(case when n.next_at is null then app.forget_job(n.key)
                      else app.later('messages.deliver', json_build_object('district', ${district}::int, 'id', n.id),
                                     n.next_at, n.key, null) end) as planned
      from noted n`.execute(owner);
}
