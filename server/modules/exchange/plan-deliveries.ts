import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { later } from '#kernel/jobs';

declare module '#kernel/jobs' {
  interface JobPayloads {
    /** Sends what is due for one webhook, in order, and plans its own next run. */
    'exchange.deliver': { district: number; webhookId: string };
  }
}

/** One job a webhook, in a line of its own: a slow address holds one worker at most, and a case's steps keep their order. */
export async function planRun(tx: Tx, district: number, webhookId: string, runAt: Date): Promise<void> {
  const key = `webhook:${district}:${webhookId}`;
  await later(tx, 'exchange.deliver', { district, webhookId }, { runAt, jobKey: key, line: key });
}

/**
 * When the next delivery may be tried, null when none waits. A step waits for the earlier steps of its case, as long as
 * those are still tried. The caller holds the webhook's row, so that no new delivery slips by unplanned.
 */
export async function nextDue(
  tx: Tx,
  district: number,
  webhookId: string,
): Promise<{ id: string; nextAt: Date } | null> {
  const { rows } = await sql<{ id: string; nextAt: Date }>`
    select d.id, d.next_at as "nextAt"
      from app.webhook_deliveries d
     where d.district_id = ${district} and d.webhook_id = ${webhookId} and d.state = 'waiting'
       and not exists (select from app.webhook_deliveries p
                        where p.district_id = ${district} and p.webhook_id = ${webhookId} and p.case_id = d.case_id
                          and p.seq < d.seq and p.state = 'waiting')
     order by d.next_at, d.id
     limit 1`.execute(tx);
  return rows[0] ?? null;
}
